import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatInstant, parseDate, parseInstant, zoneClock } from '../src/index.ts';
import { monthParts, partsPerMonth } from '../src/period.ts';
import { billOf, contract, energyPrice, holds, quantities } from './builders.ts';

describe('the first instant of a date', () => {
  test.each([
    {
      name: 'is midnight in standard time',
      zone: 'America/Chicago',
      date: '2026-01-15',
      start: '2026-01-15T06:00:00Z',
    },
    { name: 'is midnight in summer time', zone: 'America/Chicago', date: '2026-06-01', start: '2026-06-01T05:00:00Z' },
    {
      name: 'is 01:00 where clocks skip midnight',
      zone: 'America/Santiago',
      date: '2026-09-06',
      start: '2026-09-06T04:00:00Z',
    },
    {
      name: 'is the first of two midnights',
      zone: 'America/Havana',
      date: '2026-11-01',
      start: '2026-11-01T04:00:00Z',
    },
    { name: 'is right at UTC+5:45', zone: 'Asia/Kathmandu', date: '2026-06-01', start: '2026-05-31T18:15:00Z' },
    {
      name: 'of a date that Samoa never had is that of the next',
      zone: 'Pacific/Apia',
      date: '2011-12-30',
      start: '2011-12-30T10:00:00Z',
    },
  ])('$name ($zone $date)', ({ zone, date, start }) => {
    expect(formatInstant(zoneClock(zone).startOf(parseDate(date)))).toBe(start);
  });

  test('has the date, and the second before it an earlier one, in every zone', () => {
    const zones = Intl.supportedValuesOf('timeZone');
    const days = fc.integer({ min: parseDate('1975-01-01'), max: parseDate('2037-12-31') });
    fc.assert(
      fc.property(fc.constantFrom(...zones), days, (zone, date) => {
        const clock = zoneClock(zone);
        const start = clock.startOf(date);
        // Later only where the zone left out the date itself.
        expect(clock.dateAt(start)).toBeGreaterThanOrEqual(date);
        expect(clock.dateAt(start - 1)).toBeLessThan(date);
      }),
      { numRuns: 300 },
    );
  });
});

describe('instants and dates as text', () => {
  test('are read like Date does and printed back', () => {
    fc.assert(
      fc.property(fc.integer({ min: -62_135_596_800, max: 253_402_300_799 }), (second) => {
        const text = new Date(second * 1000).toISOString().replace('.000Z', 'Z');
        expect(parseInstant(text)).toBe(second);
        expect(formatInstant(second)).toBe(text);
        expect(parseDate(text.slice(0, 10)) * 86_400).toBe(Math.floor(second / 86_400) * 86_400);
      }),
    );
  });

  test.each([
    '2026-06-01T05:00:00',
    '2026-06-01T05:00Z',
    '2026-06-01 05:00:00Z',
    '2026-06-01t05:00:00z',
    '2026-6-01T05:00:00Z',
    '2026-06-01T05:00:00.5Z',
    '2026-06-01T24:00:00Z',
    '2026-06-01T23:60:00Z',
    '2026-06-01T23:59:60Z',
    '2026-02-29T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-00-01T00:00:00Z',
    '2026-06-00T00:00:00Z',
    '2026-06-01T05:00:00+24:00',
    '2026-06-01T05:00:00+0500',
    '2026-06-01T05:00:00+05',
    '2026-06-01T05:00:00Z ',
    '',
    'now',
    '2026-06-01T05:00:00+05:60',
    '+002026-06-01T05:00:00Z',
    '２０２６-06-01T05:00:00Z',
  ])('%j is no instant', (text) => {
    expect(parseInstant(text)).toBeNaN();
  });

  test.each(['2026-02-29', '2026-6-1', '2026-06-31', '2100-02-29', '26-06-01', '2026-06-01Z', '2026/06/01'])(
    '%j is no date',
    (text) => {
      expect(parseDate(text)).toBeNaN();
    },
  );

  test('29 February is a date every fourth year, but not in 2100', () => {
    expect([2024, 2000, 2028].map((year) => Number.isNaN(parseDate(`${year}-02-29`)))).toEqual([false, false, false]);
  });

  test('an offset moves the instant the other way', () => {
    expect(parseInstant('2026-06-01T00:00:00-05:00')).toBe(parseInstant('2026-06-01T05:00:00Z'));
    expect(parseInstant('2026-06-01T00:00:00+05:45')).toBe(parseInstant('2026-05-31T18:15:00Z'));
  });
});

test('the dates of every calendar month are together one month', () => {
  for (let month = 0; month < 48; month++) {
    const from = Date.UTC(2024, month, 1) / 86_400_000;
    const to = Date.UTC(2024, month + 1, 1) / 86_400_000;
    expect(monthParts(from, to)).toBe(partsPerMonth);
  }
});

describe('windows', () => {
  const calculated = (parts: Parameters<typeof contract>[0] = {}) =>
    contract({
      billingMethod: 'CALCULATED',
      assignments: [{ unit: 'M-1', from: '2026-01-01T00:00:00Z', powerW: '1000' }],
      ...parts,
    });

  test.each([
    {
      name: 'a contract that starts in the period is billed from then',
      parts: { startsOn: '2026-06-30' },
      lines: ['24.000'],
    },
    { name: 'a contract is not billed on the date it ends', parts: { endsOn: '2026-06-02' }, lines: ['24.000'] },
    { name: 'a contract that ended when the period starts has no lines', parts: { endsOn: '2026-06-01' }, lines: [] },
    { name: 'a contract that starts when the period ends has no lines', parts: { startsOn: '2026-07-01' }, lines: [] },
    {
      name: 'a price row outside the window makes no line',
      parts: { prices: [energyPrice({ to: '2026-06-01' }), energyPrice({ from: '2026-06-01' })] },
      lines: ['720.000'],
    },
  ])('$name', ({ parts, lines }) => {
    const bill = billOf({ contracts: [calculated(parts)] });
    expect({ lines: quantities(bill), held: holds(bill) }).toEqual({ lines, held: [] });
  });

  test('each contract takes the period in its own zone', () => {
    const bill = billOf({
      period: { from: '2026-03-29', to: '2026-03-30' },
      contracts: [
        calculated({ number: 'HC-1', timeZone: 'Europe/Oslo' }),
        calculated({
          number: 'HC-2',
          timeZone: 'UTC',
          assignments: [{ unit: 'M-2', from: '2026-01-01T00:00:00Z', powerW: '1000' }],
        }),
      ],
    });
    expect(quantities(bill)).toEqual(['23.000', '24.000']);
  });

  test('a date that the zone left out counts for fees and has no hours', () => {
    const bill = billOf({
      period: { from: '2011-12-30', to: '2011-12-31' },
      contracts: [
        calculated({
          timeZone: 'Pacific/Apia',
          startsOn: '2011-01-01',
          assignments: [{ unit: 'M-1', from: '2011-01-01T12:00:00Z', powerW: '1000' }],
          prices: [energyPrice(), { component: 'HOSTING', unit: 'MONTH', rate: '31' }],
        }),
      ],
    });
    expect(quantities(bill)).toEqual(['0.000', '0.032258']);
  });
});
