import { expect, test } from 'vitest';
import { chartOf, finished, isSparse, rangeOf } from './history.view.ts';

test('a day ends with the running five minutes', () => {
  expect(rangeOf('DAY', Date.parse('2026-06-02T10:02:30Z'))).toEqual({
    from: '2026-06-01T10:05:00.000Z',
    to: '2026-06-02T10:05:00.000Z',
    step: 'MINUTES_5',
  });
});

test('the same step asks the same question', () => {
  const at = Date.parse('2026-06-02T10:10:00Z');
  expect(rangeOf('WEEK', at)).toEqual(rangeOf('WEEK', at + 60_000));
});

test('a year is drawn by days, to the end of the running one', () => {
  expect(rangeOf('YEAR', Date.parse('2026-06-02T10:02:30Z'))).toEqual({
    from: '2025-06-03T00:00:00.000Z',
    to: '2026-06-03T00:00:00.000Z',
    step: 'DAYS_1',
  });
});

test('a step without data stays a gap', () => {
  const points = [
    { at: '2026-06-01T00:00:00Z', hashrateThs: 100, powerW: 0, temperatureC: null, miners: 1 },
    { at: '2026-06-01T00:05:00Z', hashrateThs: null, powerW: null, temperatureC: null, miners: 0 },
  ];
  expect(chartOf(points)).toEqual({
    empty: false,
    at: [1780272000, 1780272300],
    hashrateThs: [100, null],
    powerW: [0, null],
    temperatureC: [null, null],
  });
});

test('a span without any value is empty', () => {
  expect(
    chartOf([{ at: '2026-06-01T00:00:00Z', hashrateThs: null, powerW: null, temperatureC: null, miners: 0 }]).empty,
  ).toBe(true);
});

test('a day of which few steps are kept is drawn by hours', () => {
  const point = (miners: number) => ({
    at: '2026-06-01T00:00:00Z',
    hashrateThs: 1,
    powerW: 1,
    temperatureC: 1,
    miners,
  });
  expect(isSparse([...Array.from({ length: 99 }, () => point(0)), point(240)])).toBe(true);
  expect(
    isSparse([...Array.from({ length: 80 }, () => point(0)), ...Array.from({ length: 20 }, () => point(240))]),
  ).toBe(false);
  expect(rangeOf('DAY', Date.parse('2026-06-02T10:02:30Z'), true)).toMatchObject({
    to: '2026-06-02T11:00:00.000Z',
    step: 'HOURS_1',
  });
});

test('the step under way is left out, unless it alone tells anything', () => {
  const point = (at: string, powerW: number | null) => ({ at: `2026-06-01T00:${at}:00Z`, powerW });
  const now = Date.parse('2026-06-01T00:12:00Z');
  const points = [point('00', 100), point('05', 100), point('10', 20)];
  expect(finished(points, now)).toEqual(points.slice(0, 2));
  const young = [point('00', null), point('05', null), point('10', 20)];
  expect(finished(young, now)).toEqual(young);
});
