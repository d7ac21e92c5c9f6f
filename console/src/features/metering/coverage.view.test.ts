import { expect, test } from 'vitest';
import { coverageParts, coverageWords, periodRange, sharePercent, sumOf } from './coverage.view.ts';

const day = { measuredSeconds: 86_100, estimatedSeconds: 200, gapSeconds: 0, voidSeconds: 0, missingSeconds: 100 };

test('only the parts that there are, missing time among what is unknown', () => {
  expect(coverageParts(day).map(({ word }) => word)).toEqual(['measured', 'estimated', 'unknown']);
});

test('a share is cut off: all is said only of all', () => {
  expect(sharePercent(day.measuredSeconds, day)).toBe(99.6);
  expect(coverageWords(day)).toBe('99.6 % measured, 0.2 % estimated, 0.1 % unknown');
  expect(sharePercent(0, sumOf([]))).toBeNull();
});

test.each([
  { name: 'week', from: '2026-06-25T00:00:00.000Z', to: '2026-07-01T13:00:00.000Z' },
  { name: 'month', from: '2026-07-01T00:00:00.000Z', to: '2026-07-01T13:00:00.000Z' },
  { name: 'last', from: '2026-06-01T00:00:00.000Z', to: '2026-07-01T00:00:00.000Z' },
] as const)('the $name ends with the hour under way, or where it ended', ({ name, from, to }) => {
  expect(periodRange(name, new Date('2026-07-01T12:10:00Z'))).toEqual({ from, to });
});
