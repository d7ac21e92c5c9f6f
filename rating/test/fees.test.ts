import { describe, expect, test } from 'vitest';
import type { ContractRow, PriceRow } from '../src/index.ts';
import { billOf, contract, holds, quantities } from './builders.ts';

const hosting = (parts: Partial<PriceRow> = {}): PriceRow => ({
  component: 'HOSTING',
  unit: 'UNIT_MONTH',
  rate: '30',
  ...parts,
});
const fixed = (parts: Partial<ContractRow>) =>
  contract({ type: 'LEASE', billingMethod: 'FIXED', prices: [hosting()], ...parts });
const assigned = (unit: string, from: string, to: string | null = null) => ({
  unit,
  from: `2026-${from}Z`,
  to: to && `2026-${to}Z`,
});

describe('fees by unit and month', () => {
  test.each([
    { name: 'a unit there all month is one', assignments: [assigned('M-1', '01-01T00:00:00')], lines: ['1.000000'] },
    {
      name: 'the date a unit leaves does not count',
      assignments: [assigned('M-1', '06-01T00:00:00', '06-02T23:00:00')],
      lines: ['0.033333'],
    },
    {
      name: 'a unit that comes and goes on one date has that date',
      assignments: [assigned('M-1', '06-05T01:00:00', '06-05T02:00:00')],
      lines: ['0.033333'],
    },
    {
      name: 'a date counts once for a unit that comes twice on it',
      assignments: [
        assigned('M-1', '06-05T01:00:00', '06-05T02:00:00'),
        assigned('M-1', '06-05T03:00:00', '06-05T04:00:00'),
      ],
      lines: ['0.033333'],
    },
    {
      name: 'a date counts twice for two units that swap on it within the day',
      assignments: [
        assigned('M-1', '06-05T01:00:00', '06-05T02:00:00'),
        assigned('M-2', '06-05T02:00:00', '06-05T04:00:00'),
      ],
      lines: ['0.066667'],
    },
    {
      name: 'assignments that touch are one stretch: the date between them counts',
      assignments: [
        assigned('M-1', '06-05T01:00:00', '06-05T12:00:00'),
        assigned('M-1', '06-05T12:00:00', '06-07T12:00:00'),
      ],
      lines: ['0.066667'],
    },
    {
      name: 'a stretch that began before the window has no date of its last day',
      assignments: [assigned('M-1', '05-20T00:00:00', '06-01T12:00:00')],
      lines: ['0.000000'],
    },
    {
      name: 'a unit outside the window counts nothing',
      assignments: [assigned('M-1', '07-01T00:00:00')],
      lines: ['0.000000'],
    },
  ])('$name', ({ assignments, lines }) => {
    expect(quantities(billOf({ contracts: [fixed({ assignments })] }))).toEqual(lines);
  });

  test('dates are those of the contract’s zone', () => {
    const assignments = [assigned('M-1', '06-30T04:00:00')]; // still the 29th in Chicago
    expect(quantities(billOf({ contracts: [fixed({ assignments, timeZone: 'America/Chicago' })] }))).toEqual([
      '0.066667',
    ]);
  });

  test('a date weighs 1 / days of its own month, also when the period spans two', () => {
    const bill = billOf({
      period: { from: '2026-02-28', to: '2026-03-02' },
      contracts: [fixed({ assignments: [assigned('M-1', '01-01T00:00:00')] })],
    });
    expect(quantities(bill)).toEqual([(1 / 28 + 1 / 31).toFixed(6)]);
  });

  test('a stretch that a clock set back over midnight ends "the day before" has the date it began on', () => {
    // St. John's, 29 October 2006: at 00:01 clocks went back to 23:01 of the 28th.
    const assignments = [{ unit: 'M-1', from: '2006-10-29T00:00:30-02:30', to: '2006-10-28T23:30:00-03:30' }];
    const bill = billOf({
      period: { from: '2006-10-01', to: '2006-11-01' },
      contracts: [fixed({ timeZone: 'America/St_Johns', startsOn: '2006-01-01', assignments })],
    });
    expect(quantities(bill)).toEqual(['0.032258']);
  });

  test('price rows share the dates between them', () => {
    const prices = [hosting({ to: '2026-06-11' }), hosting({ from: '2026-06-11', unit: 'MONTH' })];
    const bill = billOf({
      contracts: [
        fixed({ prices, assignments: [assigned('M-1', '01-01T00:00:00'), assigned('M-2', '01-01T00:00:00')] }),
      ],
    });
    expect(quantities(bill)).toEqual(['0.666667', '0.666667']);
  });

  test('the amount comes from the exact quantity, not from the printed one', () => {
    const prices = [hosting({ unit: 'MONTH', rate: '999999.999999', from: '2026-06-01', to: '2026-06-11' })];
    const [line] = billOf({ contracts: [fixed({ prices })] }).lines;
    // 0.333333 x 999 999.999999 would be 333 333.00
    expect(line).toMatchObject({ quantity: '0.333333', amount: '333333.33' });
  });

  test('fees are billed under any method, and time without one is not held', () => {
    const metered = contract({
      billingMethod: 'CALCULATED',
      prices: [hosting({ from: '2026-06-16' })],
      assignments: [],
    });
    const bill = billOf({ contracts: [metered, fixed({ number: 'HC-2', prices: [] })] });
    expect(quantities(bill)).toEqual(['0.000000']);
    expect(holds(bill)).toEqual(['UNPRICED 06-01T00:00 07-01T00:00']); // the calculated one’s energy
  });
});

describe('hash streams', () => {
  const infinity = (parts: Partial<ContractRow>) =>
    contract({
      type: 'INFINITY',
      billingMethod: 'FIXED',
      prices: [{ component: 'HASHRATE', unit: 'THS_DAY', rate: '0.05' }],
      assignments: [],
      hashStreams: [{ ths: '100' }],
      ...parts,
    });

  test.each([
    { name: 'without ends run all the window', parts: {}, lines: ['3000.000000'] },
    {
      name: 'add up where they overlap',
      parts: { hashStreams: [{ ths: '100' }, { ths: '0.5', from: '2026-06-30' }] },
      lines: ['3000.500000'],
    },
    {
      name: 'end on the date of their to, which is not theirs',
      parts: { hashStreams: [{ ths: '1', to: '2026-06-02' }] },
      lines: ['1.000000'],
    },
    {
      name: 'delivered in full give no credit',
      parts: { deliveredPercent: { guaranteed: '95', delivered: '95.000' } },
      lines: ['3000.000000'],
    },
    {
      name: 'delivered short are credited for the difference to the guarantee',
      parts: { deliveredPercent: { guaranteed: '95', delivered: '94' } },
      lines: ['3000.000000', '-30.000000'],
    },
    {
      name: 'that were none are credited nothing, and never minus zero',
      parts: { hashStreams: [], deliveredPercent: { guaranteed: '95', delivered: '94' } },
      lines: ['0.000000', '0.000000'],
    },
  ])('$name', ({ parts, lines }) => {
    expect(quantities(billOf({ contracts: [infinity(parts)] }))).toEqual(lines);
  });

  test('have their credit right behind the line of each price row, at its rate and tax code', () => {
    const prices = [
      { component: 'HASHRATE', unit: 'THS_DAY', rate: '0.05', to: '2026-06-16', taxCode: 'V' },
      { component: 'HASHRATE', unit: 'THS_DAY', rate: '0.06', from: '2026-06-16' },
    ] as const;
    const bill = billOf({
      contracts: [infinity({ prices, deliveredPercent: { guaranteed: '100', delivered: '90' } })],
      taxes: [{ code: 'V', percent: '10' }],
    });
    expect(bill.lines.map(({ component, amount, taxCode }) => [component, amount, taxCode])).toEqual([
      ['HASHRATE', '75.00', 'V'],
      ['HASHRATE_CREDIT', '-7.50', 'V'],
      ['HASHRATE', '90.00', null],
      ['HASHRATE_CREDIT', '-9.00', null],
    ]);
  });

  test('without a price for some of the window are held for it, energy prices or not', () => {
    const prices = [{ component: 'ENERGY', unit: 'KWH', rate: '1' }] as const;
    const bill = billOf({ contracts: [infinity({ prices })] });
    expect({ lines: bill.lines, held: holds(bill) }).toEqual({ lines: [], held: ['UNPRICED 06-01T00:00 07-01T00:00'] });
  });
});
