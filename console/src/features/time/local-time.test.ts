import { expect, test } from 'vitest';
import { instantAt, localTime } from './local-time.ts';

test.each([
  { name: 'summer', local: '2026-06-01T10:30', zone: 'America/Chicago', instant: '2026-06-01T15:30:00Z' },
  { name: 'winter', local: '2026-01-05T00:00', zone: 'America/Chicago', instant: '2026-01-05T06:00:00Z' },
  { name: 'half an hour off', local: '2026-06-01T10:30', zone: 'Asia/Kolkata', instant: '2026-06-01T05:00:00Z' },
])('a wall clock’s time is an instant: $name', ({ local, zone, instant }) => {
  expect(instantAt(local, zone)).toBe(instant);
  expect(localTime(new Date(instant), zone)).toBe(local);
});

test('a time that the clock change skips is the one it became', () => {
  expect(instantAt('2026-03-08T02:30', 'America/Chicago')).toBe('2026-03-08T08:30:00Z');
});

test.each(['', '2026-06-01', 'noon'])('“%s” is no time', (text) => {
  expect(instantAt(text, 'UTC')).toBeNull();
});
