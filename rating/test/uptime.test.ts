import { expect, test } from 'vitest';
import { uptimes } from '../src/index.ts';
import { contract, energyPrice, evidence, register } from './builders.ts';

const hour = 3_600;
const day = 24 * hour;
const of = (parts: Parameters<typeof evidence>[0]) =>
  uptimes(evidence({ contracts: [contract()], ...parts })).map((line) => Object.fromEntries(line));

/** Off for the first ten days of June, then at 1 kW. */
const offFirst = register({
  readings: [
    ['2026-06-01T00:00:00Z', '0'],
    ['2026-06-11T00:00:00Z', '0'],
    ['2026-07-01T00:00:00Z', '480000'],
  ],
});

test('a machine is up in the measured time in which its meter counted', () => {
  expect(of({ registers: [offFirst] })).toEqual([{ 'M-1': { measuredS: 30 * day, poweredS: 20 * day } }]);
});

test('voids, time without readings and estimates are no part of it', () => {
  const voided = {
    ...offFirst,
    voids: [{ from: '2026-06-01T00:00:00Z', to: '2026-06-05T00:00:00Z', reason: 'stuck' }],
  };
  expect(of({ registers: [voided] })).toEqual([{ 'M-1': { measuredS: 20 * day, poweredS: 20 * day } }]);
  const estimates = [
    { unit: 'M-1', from: '2026-06-01T00:00:00Z', to: '2026-06-11T00:00:00Z', wh: '1', method: 'BY_HAND' },
  ];
  expect(of({ registers: [{ ...voided, estimates }] })).toEqual([
    { 'M-1': { measuredS: 20 * day, poweredS: 20 * day } },
  ]);
  expect(of({ registers: [] })).toEqual([{}]);
});

test('each energy line has its own, in the order of the bill; what is not metered has none', () => {
  const prices = [energyPrice({ to: '2026-06-16' }), energyPrice({ from: '2026-06-16' })];
  const calculated = contract({
    number: 'HC-2',
    billingMethod: 'CALCULATED',
    assignments: [{ unit: 'M-2', from: '2026-01-01T00:00:00Z', powerW: '3000' }],
  });
  expect(of({ contracts: [contract({ prices }), calculated], registers: [offFirst] })).toEqual([
    { 'M-1': { measuredS: 15 * day, poweredS: 5 * day } },
    { 'M-1': { measuredS: 15 * day, poweredS: 15 * day } },
    {},
  ]);
});

test('of a machine on two feeds both count', () => {
  const dead = register({
    id: 'outlet-2',
    readings: [
      ['2026-06-01T00:00:00Z', '5'],
      ['2026-07-01T00:00:00Z', '5'],
    ],
  });
  expect(of({ registers: [register(), dead] })).toEqual([{ 'M-1': { measuredS: 60 * day, poweredS: 30 * day } }]);
});
