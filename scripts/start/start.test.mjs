import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { postmasterOf } from '../postgres/postmaster.mjs';
import { startPostgres } from '../postgres.mjs';
import { ended, isRunning } from '../processes.mjs';
import { checkout } from './miniature.mjs';

/** @type {import('./miniature.mjs').Checkout} */
let project;
/** @type {import('./miniature.mjs').Start[]} */
let starts = [];

beforeEach(() => {
  project = checkout();
});

afterEach(async () => {
  await Promise.all(starts.map((start) => start.end('SIGTERM')));
  starts = [];
  project.remove();
});

/** @param {Parameters<typeof project.start>} how */
function start(...how) {
  const started = project.start(...how);
  starts.push(started);
  return started;
}

/** @param {Parameters<typeof project.start>} how */
async function startReady(...how) {
  const started = start(...how);
  await started.says('] ready');
  return started;
}

const postgres = () => postmasterOf(join(project.home, 'postgres', 'data'));

function postgresPid() {
  const running = postgres();
  if (running === null) throw new Error('PostgreSQL does not run'); // and a pid 0 would be our own process group
  return running.pid;
}

/** @returns {number[]} */
const childPids = () => project.json('run.json').children.map((/** @type {{ pid: number }} */ { pid }) => pid);

test('a first start builds, seeds and tells scripts and people where everything is', async () => {
  const started = await startReady();
  const { graphql, graphqlWs, users } = project.json('ready.json');
  expect(graphql).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/graphql$/);
  expect(graphqlWs).toBe(graphql.replace('http', 'ws'));
  expect(users).toEqual([{ role: 'OWNER', email: 'owner@demo.test', password: 'secret' }]);
  expect(statSync(join(project.home, 'ready.json')).mode & 0o777).toBe(0o600);
  for (const line of ['built the api', 'seeded the demo', graphql, 'owner@demo.test'])
    expect(started.said).toContain(line);
});

test('an interrupt stops everything, and the next start finds its way without building or seeding', async () => {
  const first = await startReady();
  const pids = [...childPids(), postgresPid()];
  const askedAt = performance.now();
  expect(await first.end('SIGINT')).toBe(0);
  expect(performance.now() - askedAt).toBeLessThan(3_000); // sooner than anything is ended by force
  expect(pids.filter(isRunning)).toEqual([]);
  expect(project.has('ready.json')).toBe(false);
  const second = await startReady();
  expect(second.said).not.toMatch(/built|seeded|killed/);
});

test('a build that fails says why and leaves the former build', async () => {
  await (await startReady()).end('SIGINT');
  project.write('api/package.json', '{ "type": "module", "scripts": { "build": "echo no such type; exit 1" } }');
  const failing = start();
  expect(await failing.exit).toBe(1);
  expect(failing.said).toContain('no such type');
  expect(existsSync(join(project.folder, 'api', 'dist', 'main.js'))).toBe(true);
});

test('a second start on the same home says that it runs already, and where', async () => {
  await startReady();
  const second = start();
  expect(await second.exit).toBe(0);
  expect(second.said).toContain(`runs already on ${project.home}: ${project.json('ready.json').console}`);
});

test('after kill -9 of the command the rest ends by itself, and the next start works', async () => {
  const killed = await startReady();
  const pids = childPids();
  await killed.end('SIGKILL');
  await startReady();
  expect(await ended(pids, 5_000)).toBe(true);
});

test('after kill -9 of everything the next start works', async () => {
  const killed = await startReady();
  const pids = [project.json('run.json').main.pid, ...childPids(), postgresPid()];
  for (const pid of [...pids, killed.pid]) process.kill(pid, 'SIGKILL');
  await killed.exit;
  const { said } = await startReady();
  expect(said).not.toContain('seeded');
});

test('after kill -9 of npm alone everything ends, because nobody would see it any more', async () => {
  const killed = await startReady({}, ['npm', 'start']);
  const pids = [project.json('run.json').main.pid, ...childPids(), postgresPid()];
  await killed.end('SIGKILL');
  expect(await ended(pids, 10_000)).toBe(true);
});

test('a process that dies is started again on the same port, and so is PostgreSQL', async () => {
  const started = await startReady();
  const { graphql } = project.json('ready.json');
  process.kill(postgresPid(), 'SIGKILL');
  for (const pid of childPids()) process.kill(pid, 'SIGKILL');
  await Promise.all(
    [
      'the api is back',
      'the worker is back',
      'the collector is back',
      'the simulator is back',
      'PostgreSQL is back',
    ].map((line) => started.says(line)),
  );
  expect((await fetch(graphql)).status).toBe(200);
});

test('a process that dies at once, three times, stops the start with its last words', async () => {
  project.write('api/src/worker.js', 'throw new Error("no such queue")');
  const started = start();
  expect(await started.exit).toBe(1);
  expect(started.said).toContain('no such queue');
  expect(postgres()).toBe(null);
});

test('a start that was killed while it seeded begins again with an empty database', async () => {
  const seed = 'console.log("half way"); process.on("disconnect", () => process.exit(1)); setInterval(() => {}, 1000);';
  project.write('api/src/seed.js', seed);
  const killed = start();
  await killed.says('half way');
  await killed.end('SIGKILL');
  project.write('api/src/seed.js', 'console.log("from the beginning")');
  const { said } = await startReady();
  expect(said).toContain('from the beginning');
});

test("the demo goes into the user's own database when that has no table, and it is never stopped", async () => {
  const own = await startPostgres({ volatile: true });
  try {
    const first = await startReady({ DATABASE_URL: own.url });
    expect(first.said).toContain('seeded the demo');
    await first.end('SIGINT');
    expect(isRunning(own.pid)).toBe(true);
    expect(project.has('postgres')).toBe(false);
  } finally {
    await own.stop();
  }
});

test("the demo does not go into the user's own database when that has tables", async () => {
  const own = await startPostgres({ volatile: true });
  try {
    project.write('api/src/migrate.js', `console.log('{"fresh":false}')`);
    const { said } = await startReady({ DATABASE_URL: own.url });
    expect(said).toContain('the demo was not put into it');
    expect(project.json('ready.json').users).toEqual([]);
  } finally {
    await own.stop();
  }
});

test('a home that belongs to one database refuses another', async () => {
  await (await startReady()).end('SIGINT');
  const other = start({ DATABASE_URL: 'postgres://me:secret@127.0.0.1:1/other' });
  expect(await other.exit).toBe(1);
  expect(other.said).toContain('another HASHYARD_HOME');
  expect(other.said).not.toContain('secret');
});

test('a wrong setting stops the start by its name', async () => {
  const started = project.start({ PORT: 'http' });
  expect(await started.exit).toBe(1);
  expect(started.said).toContain('PORT is http');
});
