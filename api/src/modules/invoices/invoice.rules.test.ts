import type { Bill } from '@hashyard/rating';
import { describe, expect, test } from 'vitest';
import { deliveredPercent } from './delivered.rules.ts';
import { holdsOf, remainingReasons } from './holds.rules.ts';
import { energyOf, lineDescription } from './line.rules.ts';
import { isOver, periodOf, readPeriod } from './period.rules.ts';
import { changePercent, shownStatus } from './status.rules.ts';

const line = (parts: Partial<Bill['lines'][number]> = {}): Bill['lines'][number] => ({
  contract: 'HC-000001',
  component: 'ENERGY',
  quantity: '10.000',
  unit: 'KWH',
  rate: '0.072500',
  estimated: '0.000',
  amount: '0.73',
  taxCode: null,
  ...parts,
});
const bill = (parts: Partial<Bill> = {}): Bill => ({
  currency: 'USD',
  lines: [line()],
  taxes: [],
  subtotal: '0.73',
  tax: '0.00',
  total: '0.73',
  held: [],
  ...parts,
});
const good = { inDefault: false, billingHold: false };

describe('holds', () => {
  const gap = {
    code: 'UNCOVERED',
    contract: 'HC-000001',
    unit: 'A',
    from: '2026-06-12T15:30:00Z',
    to: '2026-06-12T16:00:00Z',
  } as const;
  test.each([
    { name: 'a good bill of a customer in good standing', of: bill(), standing: good, reasons: [] },
    { name: 'a customer in default', of: bill(), standing: { ...good, inDefault: true }, reasons: ['IN_DEFAULT'] },
    { name: 'a customer on hold', of: bill(), standing: { ...good, billingHold: true }, reasons: ['BILLING_HOLD'] },
    { name: 'a gap', of: bill({ held: [gap] }), standing: good, reasons: ['UNCOVERED'] },
    {
      name: 'energy at no price',
      of: bill({ lines: [line({ rate: '0.000000' })] }),
      standing: good,
      reasons: ['ZERO_RATE'],
    },
    {
      name: 'nothing used at no price',
      of: bill({ lines: [line({ rate: '0.000000', quantity: '0.000' })] }),
      standing: good,
      reasons: [],
    },
    {
      name: 'all at once',
      of: bill({ held: [gap] }),
      standing: { inDefault: true, billingHold: true },
      reasons: ['IN_DEFAULT', 'BILLING_HOLD', 'UNCOVERED'],
    },
  ])('of $name: $reasons', ({ of, standing, reasons }) => {
    expect(holdsOf(of, standing).map(({ reason }) => reason)).toEqual(reasons);
  });

  test.each([
    { name: 'stand until overridden', held: ['UNCOVERED'], override: [], standing: good, left: ['UNCOVERED'] },
    {
      name: 'are gone once overridden',
      held: ['UNCOVERED', 'UNCOVERED'],
      override: ['UNCOVERED'],
      standing: good,
      left: [],
    },
    { name: 'of the customer go with its standing', held: ['IN_DEFAULT'], override: [], standing: good, left: [] },
    {
      name: 'of the customer stand while its standing does',
      held: ['IN_DEFAULT'],
      override: [],
      standing: { ...good, inDefault: true },
      left: ['IN_DEFAULT'],
    },
    {
      name: 'are each needed',
      held: ['IN_DEFAULT', 'UNPRICED'],
      override: ['UNPRICED'],
      standing: { ...good, inDefault: true },
      left: ['IN_DEFAULT'],
    },
    {
      name: 'of a device stand while nothing vouches for its profile',
      held: ['UNVERIFIED_PROFILE'],
      override: [],
      standing: good,
      left: ['UNVERIFIED_PROFILE'],
    },
    {
      name: 'of a device go once its profile is confirmed',
      held: ['UNVERIFIED_PROFILE'],
      override: [],
      standing: good,
      isUnverified: false,
      left: [],
    },
  ] as const)('$name', ({ held, override, standing, left, ...device }) => {
    const isUnverified = !('isUnverified' in device);
    expect(remainingReasons(held, override, standing, isUnverified)).toEqual(left);
  });
});

test.each([
  { name: 'the day it is due', status: 'ISSUED', today: '2026-07-15', shown: 'ISSUED' },
  { name: 'the day after', status: 'ISSUED', today: '2026-07-16', shown: 'OVERDUE' },
  { name: 'paid in time or not', status: 'PAID', today: '2026-09-01', shown: 'PAID' },
  { name: 'written off', status: 'WRITTEN_OFF', today: '2026-09-01', shown: 'WRITTEN_OFF' },
] as const)('an invoice shows $shown: $name', ({ status, today, shown }) => {
  expect(shownStatus({ status, dueOn: '2026-07-15' }, today)).toBe(shown);
});

test.each([
  { total: 11_000n, former: 10_000n, percent: '10.0' },
  { total: 9_995n, former: 10_000n, percent: '-0.1' },
  { total: 10_004n, former: 10_000n, percent: '0.0' },
  { total: 10_000n, former: 30_000n, percent: '-66.7' },
  { total: 10_000n, former: 0n, percent: null },
  { total: 10_000n, former: null, percent: null },
])('$total after $former is $percent %', ({ total, former, percent }) => {
  expect(changePercent(total, former)).toBe(percent);
});

test('a month is its local dates, the end not in it', () => {
  expect(readPeriod('2026-12')).toEqual({ name: '2026-12', startsOn: '2026-12-01', endsOn: '2027-01-01' });
  for (const name of ['2026-13', '2026-00', '26-01', '2026-1', '2026-01-01', '']) expect(readPeriod(name)).toBeNull();
  expect(() => periodOf('June')).toThrow(RangeError);
});

test('a month is over when its last day has passed in the zone, not before', () => {
  const june = periodOf('2026-06');
  expect(isOver(june, 'America/Chicago', new Date('2026-07-01T04:59:59Z'))).toBe(false);
  expect(isOver(june, 'America/Chicago', new Date('2026-07-01T05:00:00Z'))).toBe(true);
  expect(isOver(june, 'Pacific/Kiritimati', new Date('2026-06-30T10:00:00Z'))).toBe(true);
});

test('energy is summed in whole Wh, estimated energy apart, lines without energy left out', () => {
  const lines = [
    line({ quantity: '2410.750', estimated: '1.001' }),
    line({ component: 'HOSTING', quantity: '1.000000', estimated: null, unit: 'UNIT_MONTH' }),
  ];
  expect(energyOf(lines)).toEqual({ energyWh: 2_410_750n, estimatedWh: 1_001n });
});

test('a line says how its energy was found', () => {
  expect(lineDescription(line(), { type: 'HOSTED', billingMethod: 'METERED' })).toBe('Energy, metered');
  expect(lineDescription(line(), { type: 'LEASE', billingMethod: 'CALCULATED' })).toBe('Energy, from rated power');
  expect(lineDescription(line({ component: 'HOSTING', unit: 'UNIT_MONTH' }), null)).toBe('Hosting, per machine');
  const operated = { type: 'OM', billingMethod: 'FIXED' };
  expect(lineDescription(line({ component: 'HOSTING', unit: 'UNIT_MONTH' }), operated)).toBe('Operations, per site');
});

test.each([
  { name: 'all of it', ths: [500, 500], percent: '100.00' },
  { name: 'the mean of a good and a bad hour', ths: [500, 465], percent: '96.50' },
  { name: 'never more than all', ths: [900, 900], percent: '100.00' },
  { name: 'cut off, not rounded up', ths: [500, 499.99], percent: '99.99' },
  { name: 'nothing, when the pool stood still', ths: [0, 0], percent: '0.00' },
  { name: 'unknown, when nobody asked the pool', ths: [], percent: null },
])('delivered of 500 TH/s: $name', ({ ths, percent }) => {
  const pool = ths.map((one, hour) => ({ atMs: hour * 3_600_000, ths: one }));
  expect(deliveredPercent(pool, [{ fromMs: 0, toMs: 1e12, ths: 500 }])).toBe(percent);
});

test('two contracts share a pool evenly, each for its own time', () => {
  const pool = [0, 1].map((hour) => ({ atMs: hour * 3_600_000, ths: 400 }));
  const sold = [
    { fromMs: 0, toMs: 1e12, ths: 300 },
    { fromMs: 3_600_000, toMs: 1e12, ths: 500 },
  ];
  // 300 of 300 and more in the first hour, 400 of 800 in the second: 800 hashed of 1,100 sold.
  expect(deliveredPercent(pool, sold)).toBe('72.72');
});
