import fc from 'fast-check';
import { expect, test } from 'vitest';
import { without } from './suspension.rules.ts';

const open = { from: null, to: null };

test.each([
  { name: 'nothing when nothing pauses', dates: open, pauses: [], left: [open] },
  {
    name: 'a pause in the middle, of an open price',
    dates: open,
    pauses: [{ startsOn: '2026-06-10', endsOn: '2026-06-20' }],
    left: [
      { from: null, to: '2026-06-10' },
      { from: '2026-06-20', to: null },
    ],
  },
  {
    name: 'a pause that goes on',
    dates: { from: '2026-06-01', to: null },
    pauses: [{ startsOn: '2026-06-10', endsOn: null }],
    left: [{ from: '2026-06-01', to: '2026-06-10' }],
  },
  {
    name: 'a pause of no day',
    dates: { from: '2026-06-01', to: '2026-07-01' },
    pauses: [{ startsOn: '2026-06-10', endsOn: '2026-06-10' }],
    left: [{ from: '2026-06-01', to: '2026-07-01' }],
  },
  {
    name: 'everything',
    dates: { from: '2026-06-01', to: '2026-07-01' },
    pauses: [{ startsOn: '2026-05-01', endsOn: null }],
    left: [],
  },
])('cuts out $name', ({ dates, pauses, left }) => {
  expect(without(dates, pauses)).toEqual(left);
});

const day = (offset: number) => new Date(Date.UTC(2026, 0, 1 + offset)).toISOString().slice(0, 10);
const range = fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 30 }));

test('every day is either left or paused', () => {
  fc.assert(
    fc.property(range, fc.array(range, { maxLength: 4 }), ([from, length], pauses) => {
      const rows = pauses.map(([start, days]) => ({ startsOn: day(start), endsOn: day(start + days) }));
      const left = without({ from: day(from), to: day(from + length) }, rows);
      for (let offset = 0; offset < 100; offset++) {
        const date = day(offset);
        const due = offset >= from && offset < from + length;
        const paused = rows.some(({ startsOn, endsOn }) => startsOn <= date && date < endsOn);
        const kept = left.filter((part) => (part.from ?? '') <= date && (part.to === null || date < part.to));
        expect(kept).toHaveLength(due && !paused ? 1 : 0);
      }
    }),
  );
});
