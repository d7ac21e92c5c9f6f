import { expect, test } from 'vitest';
import { dayBars, lastDays } from './energy.view.ts';

test('the last days are whole days of the zone, over a clock change too', () => {
  expect(lastDays(30, new Date('2026-11-24T22:00:00Z'), 'America/Chicago')).toEqual({
    from: '2026-10-25T05:00:00Z',
    to: '2026-11-24T06:00:00Z',
  });
});

test('estimated energy stands on what was measured, and a day without data stays empty', () => {
  const points = [
    { at: '2026-10-25T05:00:00Z', energyKwh: '100.000', estimatedKwh: '20.000' },
    { at: '2026-10-26T05:00:00Z', energyKwh: null, estimatedKwh: null },
  ];
  expect(dayBars(points, 'America/Chicago')).toEqual([
    { label: '25 Oct 2026', solid: 80, hatched: 20 },
    { label: '26 Oct 2026', solid: null, hatched: 0 },
  ]);
});
