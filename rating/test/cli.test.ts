import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const cli = fileURLToPath(new URL('../src/cli.ts', import.meta.url));
const golden = fileURLToPath(new URL('golden/', import.meta.url));
const good = `${golden}01-metered-month.json`;
const tampered = `${golden}tampered/01-metered-month.json`;
const invalid = `${golden}invalid/10-rate-as-number.json`;
const notJson = `${golden}invalid/01-not-json.json`;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rating-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], { encoding: 'utf8' });
  return { status, stdout, stderr: stderr.trimEnd().split('\n') };
}

describe('bill', () => {
  test('prints the bill alone on standard output and exits 0', () => {
    const { status, stdout, stderr } = run('bill', good);
    expect(JSON.parse(stdout)).toEqual(JSON.parse(readFileSync(good, 'utf8')).billed);
    expect({ status, stderr }).toEqual({ status: 0, stderr: [''] });
  });

  test('reads a zipped bundle as the same bundle', () => {
    const zipped = join(folder, 'bundle.json.gz');
    writeFileSync(zipped, gzipSync(readFileSync(good)));
    expect(run('bill', zipped)).toEqual(run('bill', good));
  });

  test('prints one document a line for several files, null for an invalid one, and exits 2 after all of them', () => {
    const { status, stdout, stderr } = run('bill', good, invalid, good);
    const lines = stdout.trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line)?.total ?? null)).toEqual(['189.20', null, '189.20']);
    expect(stderr).toEqual([expect.stringMatching(/10-rate-as-number\.json: contracts\[0\]\.prices\[1\]\.rate: /)]);
    expect(status).toBe(2);
  });

  test('begins each line with the path when there is one file', () => {
    expect(run('bill', invalid)).toMatchObject({
      status: 2,
      stdout: '',
      stderr: [expect.stringMatching(/^contracts\[0\]\.prices\[1\]\.rate: /)],
    });
  });

  test.each([
    { name: 'a file that is not JSON', file: notJson },
    { name: 'a file that is not there', file: `${golden}no-such-file.json` },
  ])('names the whole of $name', ({ file }) => {
    expect(run('bill', file)).toMatchObject({ status: 2, stdout: '', stderr: [expect.stringMatching(/^\$: /)] });
  });
});

describe('verify', () => {
  test('exits 0 when the bill is the one that was billed', () => {
    expect(run('verify', good).status).toBe(0);
  });

  test('exits 1, prints each difference and the version of the zone data when it isn’t', () => {
    const { status, stdout } = run('verify', tampered);
    expect(status).toBe(1);
    expect(stdout.trimEnd().split('\n')).toEqual([
      'total: billed "189.21", recomputed "189.20"',
      `recomputed with zone data ${process.versions.tz}`,
    ]);
  });

  test('exits 2 when nothing was billed', () => {
    const draft = join(folder, 'draft.json');
    writeFileSync(draft, JSON.stringify({ ...JSON.parse(readFileSync(good, 'utf8')), billed: null }));
    expect(run('verify', draft)).toMatchObject({ status: 2, stderr: ['billed: nothing was billed'] });
  });

  test('exits with the worst of several files', () => {
    expect(run('verify', good, tampered).status).toBe(1);
    expect(run('verify', tampered, invalid, good).status).toBe(2);
  });
});

test.each([[[]], [['bill']], [['pay', good]]])('explains itself and exits 2 when called with %j', (args) => {
  expect(run(...args)).toMatchObject({
    status: 2,
    stdout: '',
    stderr: [expect.stringContaining('usage: '), expect.anything()],
  });
});
