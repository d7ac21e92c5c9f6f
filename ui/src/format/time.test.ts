import { describe, expect, test } from 'vitest';
import { ago, dataAge, date, dateRange, dateTime, duration, month } from './time.ts';

const noon = Date.parse('2026-06-15T12:00:00Z');

describe('relative within a day, absolute after', () => {
  test.each([
    { name: 'seconds ago', at: '2026-06-15T11:59:30Z', text: 'just now' },
    { name: 'minutes ago', at: '2026-06-15T11:46:00Z', text: '14 min ago' },
    { name: 'hours ago', at: '2026-06-15T08:50:00Z', text: '3 h 10 min ago' },
    { name: 'soon', at: '2026-06-15T12:10:00Z', text: 'in 10 min' },
    { name: 'a day ago', at: '2026-06-14T12:00:00Z', text: '14 Jun 2026, 12:00' },
  ])('$name', ({ at, text }) => {
    expect(ago(at, noon, 'UTC')).toBe(text);
  });
});

test.each([
  { name: 'fresh data is live', age: 3_000, text: 'live' },
  { name: 'a slower feed shows its age', age: 40_000, text: '40 s ago' },
  { name: 'old data says so in words', age: 125_000, text: 'data 2 min old' },
  { name: 'a clock ahead of ours is no news from the future', age: -8_000, text: 'live' },
])('$name', ({ age, text }) => {
  expect(dataAge(noon - age, noon)).toBe(text);
});

test('a local date is not moved by the reader’s zone', () => {
  expect(date('2026-06-01')).toBe('1 Jun 2026');
  expect(month('2026-06')).toBe('June 2026');
});

test('a half-open range is shown with its last day', () => {
  expect(dateRange('2026-10-01', '2026-11-01')).toBe('1 Oct 2026 to 31 Oct 2026');
  expect(dateRange('2026-02-01', '2026-03-01')).toBe('1 Feb 2026 to 28 Feb 2026');
});

test('an instant is shown in the zone that is asked for', () => {
  expect(dateTime('2026-06-01T05:00:00Z', 'America/Chicago')).toBe('1 Jun 2026, 00:00');
});

test('a duration has its two largest units', () => {
  expect(duration(12 * 86_400_000 + 4 * 3_600_000)).toBe('12 d 4 h');
  expect(duration(7_200_000)).toBe('2 h');
});
