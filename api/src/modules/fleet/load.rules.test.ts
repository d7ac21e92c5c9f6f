import { expect, test } from 'vitest';
import { headroomA, imbalancePercent, loadPercent } from './load.rules.ts';

test('a phase may take four fifths of its breaker for good', () => {
  expect(loadPercent(16, 32)).toBe(50);
  expect(headroomA(16, 32)).toBeCloseTo(9.6);
  expect(headroomA(30, 32)).toBeCloseTo(-4.4);
});

test.each([
  { name: 'an unknown current', current: null, breaker: 32 },
  { name: 'an unknown breaker', current: 16, breaker: null },
])('$name says nothing', ({ current, breaker }) => {
  expect([loadPercent(current, breaker), headroomA(current, breaker)]).toEqual([null, null]);
});

test.each([
  { name: 'all the same', of: [20, 20, 20], is: 0 },
  { name: 'one a tenth above the mean', of: [22, 19, 19], is: 10 },
  { name: 'two phases', of: [30, 10], is: 50 },
  { name: 'one phase has nothing to be out of balance with', of: [20], is: null },
  { name: 'one that is not known', of: [20, null, 20], is: null },
  { name: 'no load at all', of: [0, 0, 0], is: null },
])('$name: $is', ({ of, is }) => {
  const found = imbalancePercent(of);
  if (is === null) expect(found).toBeNull();
  else expect(found).toBeCloseTo(is);
});
