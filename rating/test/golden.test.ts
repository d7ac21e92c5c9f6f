import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseEvidence, rate, verifyBill } from '../src/index.ts';

const folder = new URL('golden/', import.meta.url);

function jsonFiles(path: string): string[] {
  return readdirSync(new URL(path, folder)).filter((file) => file.endsWith('.json'));
}

function bundleOf(path: string) {
  const parsed = parseEvidence(JSON.parse(readFileSync(new URL(path, folder), 'utf8')));
  if (!parsed.ok) throw new Error(`${path}: ${JSON.stringify(parsed.faults)}`);
  return parsed.bundle;
}

/** `01-metered-month.json` and what the golden README says of it. */
const stories = new Map(
  [...readFileSync(new URL('README.md', folder), 'utf8').matchAll(/^\| (\d\d-\S+) \| ([^|]+) \|/gm)].map(
    ([, file, story]) => [file, story],
  ),
);

test.each(jsonFiles('.').map((file) => ({ file, story: stories.get(file) ?? 'a bundle' })))(
  'bills $file: $story',
  ({ file }) => {
    const bundle = bundleOf(file);
    const bill = rate(bundle);
    // As text, because the order of the keys is part of the output.
    expect(JSON.stringify(bill, null, 1)).toBe(JSON.stringify(bundle.billed, null, 1));
    expect(verifyBill(bundle)).toEqual([]);
  },
);

test.each(jsonFiles('tampered/'))('catches the tampered bundle %s', (file) => {
  expect(verifyBill(bundleOf(`tampered/${file}`))?.length).toBeGreaterThan(0);
});

const refusals = readFileSync(new URL('invalid/expected.txt', folder), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => line.split('\t') as [file: string, path: string])
  .filter(([file]) => file !== '01-not-json.json'); // never becomes JSON: the command's test reads it

test.each(refusals)('refuses %s at %s and nowhere else', (file, path) => {
  const parsed = parseEvidence(JSON.parse(readFileSync(new URL(`invalid/${file}`, folder), 'utf8')));
  expect(parsed.ok ? [] : parsed.faults.map((fault) => fault.path)).toEqual([path]);
});
