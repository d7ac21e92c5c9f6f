import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { startPostgres } from '../postgres.mjs';
import { isRunning } from '../processes.mjs';
import { checkout } from './miniature.mjs';

/** @type {import('../postgres.mjs').Postgres} */
let own;
/** @type {import('./miniature.mjs').Checkout} */
let project;
/** @type {import('./miniature.mjs').Start[]} */
let starts = [];

beforeAll(async () => {
  own = await startPostgres({ volatile: true });
});
afterAll(() => own.stop());

beforeEach(() => {
  project = checkout();
});
afterEach(async () => {
  await Promise.all(starts.map((start) => start.end('SIGTERM')));
  starts = [];
  project.remove();
});

/** @param {Record<string, string>} [settings] */
function serve(settings) {
  const started = project.start({ DATABASE_URL: own.url, ...settings }, ['node', 'scripts/serve.mjs']);
  starts.push(started);
  return started;
}

/** @param {Record<string, string>} [settings] */
async function serveReady(settings) {
  const started = serve(settings);
  await started.says('] ready');
  return started;
}

/** @returns {number[]} */
const childPids = () => project.json('run.json').children.map((/** @type {{ pid: number }} */ { pid }) => pid);

/** @param {string} folder @returns {string[]} */
const filesIn = (folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());

test('it builds, migrates, runs api and worker alone, and prints a set-up link whose token it keeps nowhere', async () => {
  const { said } = await serveReady({ PUBLIC_URL: 'https://hosting.example/' });
  for (const line of ['built the api', 'SMTP_URL is not set', 'https://hosting.example/console/'])
    expect(said).toContain(line);
  expect(said).not.toMatch(/seed|simulat|collector/);
  expect(readdirSync(join(project.home, 'logs')).sort()).toEqual([
    'api.log',
    'migrate.log',
    'offer-setup.log',
    'worker.log',
  ]);
  const token = /https:\/\/hosting\.example\/console\/setup#([\w-]{43})\n/.exec(said)?.[1] ?? '';
  const hash = createHash('sha256').update(token).digest('hex');
  expect(readFileSync(join(project.folder, 'offered'), 'utf8')).toBe(`${hash}\n`);
  expect(filesIn(project.home).filter((path) => readFileSync(path, 'utf8').includes(token))).toEqual([]);
});

test('every start has another link; with an organization there is none', async () => {
  const links = [];
  for (const offered of [true, true, false]) {
    project.write('api/src/offer-setup.js', `console.log('{"offered":${offered}}')`);
    const started = await serveReady();
    links.push(/http:.*\/console\/setup#[\w-]{43}/.exec(started.said)?.[0] ?? null);
    await started.end('SIGINT');
  }
  expect(links).toEqual([expect.any(String), expect.any(String), null]);
  expect(links[0]).not.toBe(links[1]);
});

test('an interrupt stops everything but the database, and a process that dies is started again', async () => {
  const started = await serveReady();
  for (const pid of childPids()) process.kill(pid, 'SIGKILL');
  await Promise.all(['the api is back', 'the worker is back'].map((line) => started.says(line)));
  const pids = childPids();
  expect(pids).toHaveLength(2);
  expect(await started.end('SIGINT')).toBe(0);
  expect(pids.filter(isRunning)).toEqual([]);
  expect(isRunning(own.pid)).toBe(true);
  expect(project.has('ready.json')).toBe(false);
});

test.each([
  ['DATABASE_URL', ''],
  ['DATABASE_URL', 'mysql://host/hashyard'],
  ['PUBLIC_URL', 'hosting.example'],
])('%s=%s ends it by its name before anything is built', async (name, value) => {
  const started = serve({ [name]: value });
  expect(await started.exit).toBe(1);
  expect(started.said).toContain(name);
  expect(started.said).not.toContain('built');
});
