import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { root } from '../install.mjs';
import { runVitest } from './vitest.mjs';

/** @type {string} */
let folder;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hashyard-tally-'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  vi.spyOn(console, 'log').mockReturnValue();
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

/** @param {Record<string, string>} files by name @param {string[]} [folders] */
function tallyOf(files, folders = []) {
  for (const [name, source] of Object.entries(files)) {
    writeFileSync(join(folder, `${name}.test.mjs`), `import { test } from 'vitest';\n${source}`);
  }
  return runVitest(folders, ['--root', folder], { withinMs: 20_000 });
}

test('passed, failed and skipped tests are counted, with their times', async () => {
  const source = `test('good', () => {}); test('bad', () => { throw 1; }); test.skip('later', () => {}); test.todo('ever');`;
  const tally = await tallyOf({ some: source });
  expect(tally).toMatchObject({ passed: 1, failed: 1, skipped: 2 });
  expect(tally.tests[0]).toEqual({
    name: expect.stringContaining('some.test.mjs: good'),
    ms: expect.any(Number),
    ran: true,
  });
  expect(tally.tests.filter(({ ran }) => ran)).toHaveLength(2);
});

test('a file that cannot be loaded counts as a failure', async () => {
  expect(await tallyOf({ broken: `throw new Error('at import');`, good: `test('good', () => {});` })).toMatchObject({
    passed: 1,
    failed: 1,
  });
});

test('an error outside of any test counts as a failure', async () => {
  expect(
    await tallyOf({
      loose: `test('good', () => { setTimeout(() => { throw new Error('loose'); }); return new Promise((done) => setTimeout(done, 50)); });`,
    }),
  ).toMatchObject({ passed: 1, failed: 1 });
});

test('no test at all counts as a failure', async () => {
  expect(await tallyOf({})).toMatchObject({ passed: 0, failed: 1 });
});

test('a folder that was to be tested and was not counts as a failure', async () => {
  expect(await tallyOf({ good: `test('good', () => {});` }, ['rating'])).toMatchObject({ passed: 1, failed: 1 });
});
