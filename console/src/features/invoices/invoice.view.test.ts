import { expect, test } from 'vitest';
import { changeText, closedPeriods, lastDayOf, measuredKwh, openReasons } from './invoice.view.ts';

test('only months that are over can be billed, newest first', () => {
  expect(closedPeriods(new Date('2026-03-15T12:00:00Z'), 'UTC', 3)).toEqual(['2026-02', '2026-01', '2025-12']);
});

test('which month is over depends on the organization’s zone', () => {
  const at = new Date('2026-06-01T03:00:00Z');
  expect(closedPeriods(at, 'America/Chicago', 1)).toEqual(['2026-04']);
  expect(closedPeriods(at, 'Europe/Oslo', 1)).toEqual(['2026-05']);
});

test('a period’s last day', () => {
  expect(lastDayOf('2028-02')).toBe('2028-02-29');
});

test('a released reason no longer holds, and one that is found twice is one', () => {
  expect(
    openReasons([{ reason: 'UNCOVERED' }, { reason: 'VARIANCE', releasedBy: 'Ada' }, { reason: 'UNCOVERED' }]),
  ).toEqual(['UNCOVERED']);
});

test.each([
  { name: 'with three places', energy: '1234.567', estimated: '0.567', measured: '1234.000' },
  { name: 'where a place is missing', energy: '10', estimated: '0.5', measured: '9.500' },
  { name: 'when all is estimated', energy: '7.250', estimated: '7.250', measured: '0.000' },
  { name: 'beyond a float', energy: '9007199254740993.123', estimated: '0.001', measured: '9007199254740993.122' },
])('measured energy is exact $name', ({ energy, estimated, measured }) =>
  expect(measuredKwh(energy, estimated)).toBe(measured),
);

test('a change has its sign', () => {
  expect(changeText('12.5')).toBe('+12.5 %');
  expect(changeText('-3.0')).toBe('-3.0 %');
  expect(changeText(null)).toBeNull();
});
