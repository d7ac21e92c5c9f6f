import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { evidenceSchema } from '../src/index.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

test('the JSON Schema that is checked in is the validator’s (else: node scripts/schema.ts)', () => {
  expect(JSON.parse(readFileSync(join(root, 'evidence.schema.json'), 'utf8'))).toEqual(evidenceSchema());
});

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rating-package-'));
  execFileSync(join(root, '../node_modules/.bin/tsc'), [
    '-p',
    join(root, 'tsconfig.build.json'),
    '--outDir',
    join(folder, 'dist'),
  ]);
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

test('the built command runs as plain JavaScript', () => {
  const bundle = join(root, 'test/golden/01-metered-month.json');
  const printed = execFileSync(process.execPath, [
    '--no-experimental-strip-types',
    join(folder, 'dist/cli.js'),
    'bill',
    bundle,
  ]);
  expect(JSON.parse(printed.toString())).toEqual(JSON.parse(readFileSync(bundle, 'utf8')).billed);
});

test('the library loads nothing but its own files and the Temporal polyfill, so it runs in a worker', () => {
  const seen = new Set<string>();
  const outside = new Set<string>();
  const visit = (file: string) => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const [, name = ''] of readFileSync(join(folder, 'dist', file), 'utf8').matchAll(
      /^(?:import|export) .*?from '([^']+)'|^import '([^']+)'/gm,
    )) {
      if (name.startsWith('./')) visit(name);
      else outside.add(name);
    }
  };
  visit('./index.js');
  expect(seen.size).toBeGreaterThan(20);
  expect(seen).not.toContain('./cli.js');
  expect([...outside]).toEqual(['temporal-polyfill']);
});
