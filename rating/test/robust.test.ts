import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lineUsage, parseEvidence, verifyBill } from '../src/index.ts';

const files = [
  '86-four-types-one-invoice',
  '61-cap-estimate-goes-over-first-held',
  '96-void-over-a-feed-change-held',
].map((name) => readFileSync(new URL(`golden/${name}.json`, import.meta.url), 'utf8'));

type Node = { [key: string]: unknown };

/** Every place in a JSON value, as the object or list that holds it and its key there. */
function places(value: unknown): { holder: Node; key: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Node;
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...places(holder[key])]);
}

const nastyTexts = fc.constantFrom(
  '',
  ' ',
  '-1',
  '0',
  '1e3',
  '9'.repeat(40),
  '0.0000001',
  '2026-02-30',
  '2026-06-01T00:00:00Z',
  '0000-01-01',
  '9999-12-31',
  'Etc/Nowhere',
  'FIXED',
  'INFINITY',
  'HASH',
  'CALCULATED',
  'OM',
  'UTC',
  'KWH',
  '__proto__',
);

test('whatever a file holds, it is either refused with paths or billed: nothing throws', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...files),
      fc.array(fc.tuple(fc.nat(), fc.oneof(nastyTexts, fc.jsonValue())), { minLength: 1, maxLength: 4 }),
      (text, changes) => {
        const json: unknown = JSON.parse(text);
        for (const [place, value] of changes) {
          const all = places(json);
          const { holder, key } = all[place % all.length] ?? { holder: {}, key: '' };
          holder[key] = value;
        }
        const parsed = parseEvidence(json);
        if (!parsed.ok) {
          expect(parsed.faults.length).toBeGreaterThan(0);
          expect(parsed.faults.every(({ path, message }) => path !== '' && message !== '')).toBe(true);
        } else {
          lineUsage(parsed.bundle);
          verifyBill(parsed.bundle);
        }
      },
    ),
    { numRuns: 2000 },
  );
});
