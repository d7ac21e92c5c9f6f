import { expect, test } from 'vitest';
import { isUnusual } from './variance.rules.ts';

const usual = { kwh: 2_160, unitDays: 30 };
test.each([
  { name: 'as before', now: usual, former: [usual, usual], unusual: false },
  {
    name: 'a shorter month with more machines',
    now: { kwh: 20_160, unitDays: 280 },
    former: [usual, usual],
    unusual: false,
  },
  { name: 'half of it', now: { kwh: 1_080, unitDays: 30 }, former: [usual, usual], unusual: false },
  { name: 'less than half', now: { kwh: 1_079, unitDays: 30 }, former: [usual, usual], unusual: true },
  { name: 'more than half on top', now: { kwh: 3_241, unitDays: 30 }, former: [usual, usual], unusual: true },
  { name: 'anything after a single month', now: { kwh: 1, unitDays: 30 }, former: [usual], unusual: false },
  { name: 'a month without a machine', now: { kwh: 0, unitDays: 0 }, former: [usual, usual], unusual: false },
])('$name: $unusual', ({ now, former, unusual }) => {
  expect(isUnusual(now, former)).toBe(unusual);
});
