import { expect, test } from 'vitest';
import { addDays, addMonths, localDay, startOfDay } from './local-day.ts';

test.each([
  { name: 'a month on an ordinary day', from: '2026-05-12', months: 1, to: '2026-06-12' },
  { name: 'the end of January clamps to February', from: '2026-01-31', months: 1, to: '2026-02-28' },
  { name: 'in a leap year to its 29th', from: '2027-11-30', months: 3, to: '2028-02-29' },
  { name: 'a year over New Year', from: '2026-12-01', months: 12, to: '2027-12-01' },
  { name: 'back over New Year', from: '2026-01-15', months: -2, to: '2025-11-15' },
])('$name', ({ from, months, to }) => expect(addMonths(from, months)).toBe(to));

test('days pass over a month’s end', () => {
  expect(addDays('2026-05-31', 1)).toBe('2026-06-01');
});

test('the day depends on the zone', () => {
  const at = new Date('2026-06-01T03:00:00Z');
  expect(localDay(at, 'America/Chicago')).toBe('2026-05-31');
  expect(localDay(at, 'Europe/Oslo')).toBe('2026-06-01');
});

test.each([
  { name: 'in summer', day: '2026-06-01', zone: 'America/Chicago', at: '2026-06-01T05:00:00Z' },
  { name: 'in winter', day: '2026-12-01', zone: 'America/Chicago', at: '2026-12-01T06:00:00Z' },
  { name: 'on the day the clock goes forward', day: '2026-03-08', zone: 'America/Chicago', at: '2026-03-08T06:00:00Z' },
  { name: 'on the day the clock goes back', day: '2026-11-01', zone: 'America/Chicago', at: '2026-11-01T05:00:00Z' },
  { name: 'on the day after it', day: '2026-11-02', zone: 'America/Chicago', at: '2026-11-02T06:00:00Z' },
  { name: 'east of Greenwich', day: '2026-03-29', zone: 'Europe/Berlin', at: '2026-03-28T23:00:00Z' },
  {
    name: 'where midnight is skipped, at one o’clock',
    day: '2026-09-06',
    zone: 'America/Santiago',
    at: '2026-09-06T04:00:00Z',
  },
])('a day begins at local midnight $name', ({ day, zone, at }) => expect(startOfDay(day, zone)).toBe(at));
