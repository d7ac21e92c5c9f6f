import { expect, test } from 'vitest';
import { coverageWords, currentMonth, forecastWords, wholeHour } from './month-so-far.view.ts';

test.each([
  {
    name: 'west of Greenwich the month begins later',
    now: '2026-06-15T12:00:00Z',
    zone: 'America/Chicago',
    period: '2026-06',
    from: '2026-06-01T05:00:00Z',
  },
  {
    name: 'its last evening is still the former month',
    now: '2026-07-01T03:00:00Z',
    zone: 'America/Chicago',
    period: '2026-06',
    from: '2026-06-01T05:00:00Z',
  },
  {
    name: 'a clock change inside the month doesn’t move its begin',
    now: '2026-11-20T12:00:00Z',
    zone: 'America/Chicago',
    period: '2026-11',
    from: '2026-11-01T05:00:00Z',
  },
  {
    name: 'east of Greenwich it begins on the day before in UTC',
    now: '2026-01-10T12:00:00Z',
    zone: 'Asia/Almaty',
    period: '2026-01',
    from: '2025-12-31T19:00:00Z',
  },
])('$name', ({ now, zone, period, from }) => {
  expect(currentMonth(Date.parse(now), zone)).toEqual({ period, from });
});

test('the question stays the same for an hour', () => {
  expect(wholeHour(Date.parse('2026-06-15T12:59:59Z'))).toBe('2026-06-15T12:00:00.000Z');
});

test('missing data is said, complete data is not', () => {
  expect(coverageWords('99.2')).toBe('99.2 % of the time has readings so far.');
  expect(coverageWords('100')).toBeNull();
});

const usd = (amount: string) => ({ amount, currency: 'USD' });

test.each([
  { name: 'nothing to go by yet', low: null, high: null, says: 'Too early' },
  { name: 'fees alone, whose end is sure', low: usd('45.00'), high: usd('45.00'), says: '45.00 USD by the end' },
  { name: 'days that differed', low: usd('140.00'), high: usd('151.20'), says: '140.00 USD to 151.20 USD' },
])('a forecast from $name says so', ({ low, high, says }) => {
  expect(forecastWords({ forecastLow: low, forecastHigh: high })).toContain(says);
});
