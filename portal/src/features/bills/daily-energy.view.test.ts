import { expect, test } from 'vitest';
import { dayBars } from './daily-energy.view.ts';

test('a day is named by the contract’s calendar and splits into measured and estimated', () => {
  const points = [{ at: '2026-10-14T05:00:00Z', energyKwh: '1830.500', estimatedKwh: '30.500' }];
  expect(dayBars(points, 'America/Chicago')).toEqual([{ label: '14 Oct', solid: 1800, hatched: 30.5 }]);
});

test('a day without data is none without use', () => {
  expect(dayBars([{ at: '2026-10-14T05:00:00Z', energyKwh: null, estimatedKwh: null }], 'America/Chicago')).toEqual([
    { label: '14 Oct', solid: null, hatched: 0 },
  ]);
});
