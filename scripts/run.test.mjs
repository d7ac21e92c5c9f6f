import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { ensureInstalled, root } from './install.mjs';
import { ended } from './processes.mjs';

const runner = fileURLToPath(new URL('./run.mjs', import.meta.url));
/** @type {string} */
let dir;

beforeAll(async () => {
  await ensureInstalled(); // what it says belongs to none of the programs below
});
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'hashyard-run-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

/** @param {string} source @param {string[]} [args] @param {Record<string, string>} [env] */
function run(source, args = [], env = {}) {
  const file = join(dir, 'program.ts');
  writeFileSync(file, source);
  const child = spawn(process.execPath, [runner, file, ...args], {
    cwd: root,
    env: { ...process.env, npm_lifecycle_event: '', ...env },
  });
  const exit = once(child, 'exit').then(([code, signal]) => signal ?? code);
  return { child, exit, stdout: text(child.stdout), stderr: text(child.stderr) };
}

test("the output is the program's, nothing more, and so is the exit code", async () => {
  const { exit, stdout, stderr } = run('process.stdout.write(process.argv.slice(2).join("|")); process.exitCode = 7;', [
    'a b',
    '--c',
  ]);
  expect(await stdout).toBe('a b|--c');
  expect(await stderr).toBe('');
  expect(await exit).toBe(7);
});

test('standard input reaches the program', async () => {
  const { child, stdout } = run('process.stdin.pipe(process.stdout)');
  child.stdin.end('bundle');
  expect(await stdout).toBe('bundle');
});

test("the program runs under the project's Node", async () => {
  expect(await run('process.stdout.write(process.versions.node)').stdout).toMatch(/^24\./);
});

test('a path among the arguments is meant from where npm was called', async () => {
  const { stdout } = run('process.stdout.write(process.cwd())', [], { npm_lifecycle_event: 'verify', INIT_CWD: dir });
  expect(await stdout).toBe(dir);
});

const untilTold =
  'setInterval(() => {}, 1000); process.on("disconnect", () => process.exit()); console.log(process.pid);';

test('a signal ends the program, and the command ends by the same signal', async () => {
  const { child, exit } = run(untilTold);
  await once(child.stdout, 'data');
  child.kill('SIGTERM');
  expect(await exit).toBe('SIGTERM');
});

test('a program notices that its command was killed', async () => {
  const { child } = run(untilTold);
  const [pid] = await once(child.stdout, 'data');
  child.kill('SIGKILL');
  expect(await ended([Number(pid)], 5_000)).toBe(true);
});
