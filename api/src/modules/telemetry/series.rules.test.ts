import { expect, test } from 'vitest';
import { stepEdges } from './series.rules.ts';

const edges = (from: string, to: string, step: 'MINUTES_5' | 'MINUTES_15' | 'HOURS_1' | 'DAYS_1', zone = 'UTC') =>
  stepEdges(Date.parse(from), Date.parse(to), step, zone).map((ms) => new Date(ms).toISOString().slice(0, 16));

test('steps stand on whole steps, the first before the range if need be', () => {
  expect(edges('2026-07-01T10:07:00Z', '2026-07-01T10:31:00Z', 'MINUTES_15')).toEqual([
    '2026-07-01T10:00',
    '2026-07-01T10:15',
    '2026-07-01T10:30',
    '2026-07-01T10:45',
  ]);
});

test('the end of a range begins no step', () => {
  expect(edges('2026-07-01T10:00:00Z', '2026-07-01T12:00:00Z', 'HOURS_1')).toHaveLength(3);
});

test('days are those of the zone, 23 hours long when its clocks go forward', () => {
  expect(edges('2026-03-07T06:00:00Z', '2026-03-09T05:00:00Z', 'DAYS_1', 'America/Chicago')).toEqual([
    '2026-03-07T06:00',
    '2026-03-08T06:00',
    '2026-03-09T05:00',
  ]);
});

test('an empty range has no step', () => {
  expect(edges('2026-07-01T10:00:00Z', '2026-07-01T10:00:00Z', 'HOURS_1')).toEqual([]);
});
