import { describe, expect, test } from 'vitest';
import type { TrailInterval } from './trail.ts';
import { dayBars, explain, firstDateOf, intervalBars, kilowattHours, knownWords, placeOf } from './trail.view.ts';

const day = (date: string, own: { energyKwh?: string | null; estimatedKwh?: string; open?: boolean } = {}) => ({
  date,
  energyKwh: '24.000',
  estimatedKwh: '0.000',
  open: false,
  ...own,
});

test('a day of which nothing is known stays one; it isn’t a day without use', () => {
  const bars = dayBars(
    [day('2026-06-14', { estimatedKwh: '4.000' }), day('2026-06-15', { energyKwh: null, open: true })],
    false,
  );
  expect(bars).toEqual([
    { label: '14 Jun', solid: 20, hatched: 4, open: false, calculated: false },
    { label: '15 Jun', solid: null, hatched: 0 },
  ]);
});

describe('the date one sees first', () => {
  const unit = (...days: ReturnType<typeof day>[]) => ({ unit: 'm', energyKwh: '1', estimatedKwh: '0', days });
  test.each([
    {
      name: 'is the first that isn’t simply measured',
      days: [day('2026-06-01'), day('2026-06-02', { open: true })],
      date: '2026-06-02',
    },
    {
      name: 'else the first with energy',
      days: [day('2026-06-01', { energyKwh: null }), day('2026-06-02')],
      date: '2026-06-02',
    },
    { name: 'else the first', days: [day('2026-06-01', { energyKwh: null })], date: '2026-06-01' },
    { name: 'and none where there is no date', days: [], date: undefined },
  ])('$name', ({ days, date }) => {
    expect(firstDateOf(unit(...days))).toBe(date);
  });
});

test('what is known of a unit names estimates and gaps', () => {
  const days = [day('2026-06-01', { open: true })];
  expect(knownWords({ unit: 'm', energyKwh: '24.000', estimatedKwh: '1.000', days }, false)).toBe(
    '1.000 kWh estimated, 1 day with gaps',
  );
});

const interval = (own: Partial<TrailInterval> = {}): TrailInterval => ({
  from: '2026-06-01T05:00:00Z',
  to: '2026-06-01T05:15:00Z',
  quality: 'MEASURED',
  energyWh: '812',
  register: 'r',
  method: null,
  gap: null,
  readings: null,
  factors: null,
  ...own,
});

test('an interval’s bar is its mean power, as wide as it is long; a void has none', () => {
  expect(
    intervalBars([interval(), interval({ to: '2026-06-01T06:00:00Z', quality: 'VOID', energyWh: null })], 'UTC'),
  ).toMatchObject([
    { label: '05:00', solid: 3248, hatched: 0, width: 1 },
    { solid: null, missing: 'VOID', width: 4 },
  ]);
});

describe('an interval is explained', () => {
  const readings = {
    start: { at: '2026-06-01T05:00:00Z', wh: '999999000' },
    end: { at: '2026-06-01T05:15:00Z', wh: '200' },
    energyWh: '1200',
    replacements: [],
    voids: [],
    feeds: 1,
  };
  test.each([
    { name: 'by the counter’s end', own: { readings }, words: /began again at 0/ },
    {
      name: 'by a shared meter',
      own: { readings: { ...readings, feeds: 24 } },
      words: /24 share this meter by weight/,
    },
    {
      name: 'by a void’s reason',
      own: {
        gap: 'VOIDED' as const,
        energyWh: null,
        readings: {
          ...readings,
          voids: [{ from: '2026-06-01T05:00:00Z', to: '2026-06-01T05:05:00Z', reason: 'stuck register' }],
        },
      },
      words: /stuck register/,
    },
    {
      name: 'by an estimate’s method',
      own: { method: 'mean of the same hours' },
      words: /Estimated: mean of the same hours/,
    },
    {
      name: 'by rated power',
      own: { factors: { powerW: '3250', ths: null, lossFactor: '1.02' } },
      words: /3,250 W rated power, for 15 min, times the loss factor 1\.02/,
    },
    {
      name: 'by a hashrate',
      own: { factors: { powerW: '3500', ths: '200', lossFactor: '1' } },
      words: /200 TH\/s, that is 3,500 W/,
    },
  ])('$name', ({ own, words }) => {
    expect(explain(interval(own), 'S21-001', 'UTC').join(' ')).toMatch(words);
  });
});

test('watt-hours become kilowatt-hours digit by digit', () => {
  expect(kilowattHours('7')).toBe('0.007 kWh');
  expect(kilowattHours('9007199254740993')).toBe('9,007,199,254,740.993 kWh');
});

test('a place in the bill is counted from one', () => {
  expect(placeOf('lines[0].amount')).toBe('line 1, amount');
});
