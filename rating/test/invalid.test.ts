import { describe, expect, test } from 'vitest';
import type { ContractRow, RegisterRow } from '../src/index.ts';
import { contract, energyPrice, evidenceFile, faultPaths, register } from './builders.ts';

const withContract = (parts: object) => evidenceFile({ contracts: [{ ...contract(), ...parts } as ContractRow] });
const withRegister = (parts: object) =>
  evidenceFile({ contracts: [contract()], registers: [{ ...register(), ...parts } as RegisterRow] });
const estimate = (parts: object) => ({
  unit: 'M-1',
  from: '2026-07-01T00:00:00Z',
  to: '2026-07-02T00:00:00Z',
  wh: '1',
  method: 'spec',
  ...parts,
});
const infinity = { type: 'INFINITY', billingMethod: 'FIXED', prices: [], assignments: [] };

describe('a file is refused at the path of', () => {
  test.each([
    { name: 'the whole, when it is a list', file: [], paths: ['$'] },
    { name: 'the whole, when it is null', file: null, paths: ['$'] },
    {
      name: 'every fault, not just the first',
      file: { ...evidenceFile(), currency: 'usd', period: { from: '2026-06-31', to: 5 } },
      paths: ['currency', 'period.from', 'period.to'],
    },
    {
      name: 'a key named like a part of every object',
      file: JSON.parse('{"__proto__": 1}'),
      paths: ['format', 'currency', 'period', '__proto__'],
    },
    { name: 'a list that is null', file: { ...evidenceFile(), taxes: null }, paths: ['taxes'] },
    { name: 'a default that is null', file: withContract({ lossFactor: null }), paths: ['contracts[0].lossFactor'] },
    {
      name: 'a minus sign where only zero or more is allowed',
      file: withContract({ lossFactor: '-1' }),
      paths: ['contracts[0].lossFactor'],
    },
    {
      name: 'a minus sign in front of zero, where it says nothing',
      file: withContract({ lossFactor: '-0' }),
      paths: ['contracts[0].lossFactor'],
    },
    {
      name: 'an adjustment with a decimal that its currency lacks, though it is zero',
      file: evidenceFile({ currency: 'JPY', adjustments: [{ description: 'x', amount: '1.0' }] }),
      paths: ['adjustments[0].amount'],
    },
    {
      name: 'a plus sign',
      file: withContract({ prices: [energyPrice({ rate: '+1' })] }),
      paths: ['contracts[0].prices[0].rate'],
    },
    {
      name: 'a rate with a line end',
      file: withContract({ prices: [energyPrice({ rate: '1\n' })] }),
      paths: ['contracts[0].prices[0].rate'],
    },
    {
      name: 'a percent with seven decimals',
      file: evidenceFile({ taxes: [{ code: 'A', percent: '1.0000000' }] }),
      paths: ['taxes[0].percent'],
    },
    {
      name: 'the second of two tax rows whose percents are the same number',
      file: evidenceFile({
        taxes: [
          { code: 'A', percent: '5' },
          { code: 'A', percent: '5.0' },
        ],
      }),
      paths: ['taxes[1]'],
    },
    {
      name: 'a loss factor of zero however it is written',
      file: withContract({ lossFactor: '0.000' }),
      paths: ['contracts[0].lossFactor'],
    },
    { name: 'a zone that is an offset', file: withContract({ timeZone: '+05:00' }), paths: ['contracts[0].timeZone'] },
    {
      name: 'a component that its unit doesn’t fit',
      file: withContract({ prices: [energyPrice({ unit: 'MONTH' })] }),
      paths: ['contracts[0].prices[0].unit'],
    },
    {
      name: 'a hashrate price outside INFINITY',
      file: withContract({ prices: [{ component: 'HASHRATE', unit: 'THS_DAY', rate: '1' }] }),
      paths: ['contracts[0].prices[0].component'],
    },
    {
      name: 'an INFINITY contract’s method',
      file: withContract({ ...infinity, billingMethod: 'HASH' }),
      paths: ['contracts[0].billingMethod'],
    },
    {
      name: 'each price that overlaps an earlier one, not the earlier one',
      file: withContract({
        prices: [
          energyPrice({ from: '2026-06-10' }),
          energyPrice({ to: '2026-06-11' }),
          energyPrice({ from: '2026-06-20' }),
        ],
      }),
      paths: ['contracts[0].prices[1]', 'contracts[0].prices[2]'],
    },
    {
      name: 'power that CALCULATED needs, left out',
      file: withContract({ billingMethod: 'CALCULATED' }),
      paths: ['contracts[0].assignments[0].powerW'],
    },
    {
      name: 'an overage rate that OVERAGE needs, left out',
      file: withContract({ powerCap: { kw: '1', policy: 'OVERAGE' } }),
      paths: ['contracts[0].powerCap.overageRate'],
    },
    {
      name: 'an assignment without an end that meets a later one',
      file: withContract({
        assignments: [
          { unit: 'M-1', from: '2026-06-01T00:00:00Z' },
          { unit: 'M-1', from: '2027-06-01T00:00:00Z', to: '2027-06-02T00:00:00Z' },
        ],
      }),
      paths: ['contracts[0].assignments[1]'],
    },
    {
      name: 'a guarantee without what was delivered',
      file: withContract({ ...infinity, deliveredPercent: { guaranteed: '1' } }),
      paths: ['contracts[0].deliveredPercent.delivered'],
    },
    {
      name: 'a reading of three parts',
      file: withRegister({ readings: [['2026-06-01T00:00:00Z', '1', 'x']] }),
      paths: ['registers[0].readings[0]'],
    },
    {
      name: 'both parts of a reading',
      file: withRegister({ readings: [['2026-06-01', 1]] }),
      paths: ['registers[0].readings[0][0]', 'registers[0].readings[0][1]'],
    },
    {
      name: 'a reading with a leading zero',
      file: withRegister({ readings: [['2026-06-01T00:00:00Z', '01']] }),
      paths: ['registers[0].readings[0][1]'],
    },
    {
      name: 'the later listed of two readings that differ, also when others are out of order',
      file: withRegister({
        readings: [
          ['2026-06-05T00:00:00Z', '9'],
          ['2026-06-01T00:00:00Z', '1'],
          ['2026-06-01T00:00:00Z', '2'],
          ['2026-06-01T02:00:00+02:00', '1'],
        ],
      }),
      paths: ['registers[0].readings[2]'],
    },
    {
      name: 'a reading at the rollover, at its place in the file',
      file: withRegister({
        rolloverWh: '10',
        maxPowerW: '1',
        readings: [
          ['2026-06-05T00:00:00Z', '9'],
          ['2026-06-01T00:00:00Z', '10'],
        ],
      }),
      paths: ['registers[0].readings[1][1]'],
    },
    {
      name: 'a swap’s values at or above the rollover',
      file: withRegister({
        readings: [],
        rolloverWh: '10',
        maxPowerW: '1',
        replacements: [{ at: '2026-06-05T00:00:00Z', finalWh: '10', initialWh: '11' }],
      }),
      paths: ['registers[0].replacements[0].finalWh', 'registers[0].replacements[0].initialWh'],
    },
    {
      name: 'a void without a reason',
      file: withRegister({ voids: [{ from: '2026-06-05T00:00:00Z', to: '2026-06-06T00:00:00Z', reason: '' }] }),
      paths: ['registers[0].voids[0].reason'],
    },
    {
      name: 'an estimate that reaches into a known interval by a second',
      file: withRegister({ estimates: [estimate({ from: '2026-06-30T23:59:59Z' })] }),
      paths: ['registers[0].estimates[0]'],
    },
    {
      name: 'an estimate of a unit that this register doesn’t feed',
      file: withRegister({ feeds: [{ unit: 'other-1' }], estimates: [estimate({})] }),
      paths: ['registers[0].estimates[0]'],
    },
    {
      name: 'an estimate over a pause of its feed',
      file: withRegister({
        feeds: [
          { unit: 'M-1', to: '2026-07-01T06:00:00Z' },
          { unit: 'M-1', from: '2026-07-01T07:00:00Z' },
        ],
        estimates: [estimate({})],
      }),
      paths: ['registers[0].estimates[0]'],
    },
    {
      name: 'a unit name of space alone',
      file: withContract({ assignments: [{ unit: ' ', from: '2026-06-01T00:00:00Z' }] }),
      paths: ['contracts[0].assignments[0].unit'],
    },
  ])('$name', ({ file, paths }) => {
    expect(faultPaths(file)).toEqual(paths);
  });
});

describe('a file is accepted', () => {
  test.each([
    {
      name: 'with every key left out that may be',
      file: { format: 'hashyard-evidence/1', currency: 'USD', period: { from: '2026-06-01', to: '2026-06-02' } },
    },
    {
      name: 'with null in every key that may be null',
      file: withContract({
        endsOn: null,
        powerCap: null,
        deliveredPercent: null,
        prices: [{ ...energyPrice(), from: null, to: null, taxCode: null }],
      }),
    },
    {
      name: 'when assignments of a unit touch',
      file: withContract({
        assignments: [
          { unit: 'M-1', from: '2026-06-02T00:00:00Z' },
          { unit: 'M-1', from: '2026-06-01T00:00:00Z', to: '2026-06-02T00:00:00Z' },
        ],
      }),
    },
    {
      name: 'when prices of two components overlap',
      file: withContract({ prices: [energyPrice(), { component: 'HOSTING', unit: 'MONTH', rate: '1' }] }),
    },
    {
      name: 'when a reading is repeated exactly, in another offset',
      file: withRegister({
        readings: [
          ['2026-06-01T00:00:00Z', '1'],
          ['2026-06-01T02:00:00+02:00', '1'],
        ],
      }),
    },
    {
      name: 'when an estimate starts where the known interval ends',
      file: withRegister({ estimates: [estimate({})] }),
    },
    {
      name: 'when an estimate spans two feed rows of its unit that touch',
      file: withRegister({
        feeds: [
          { unit: 'M-1', to: '2026-07-01T06:00:00Z' },
          { unit: 'M-1', from: '2026-07-01T06:00:00Z' },
        ],
        estimates: [estimate({})],
      }),
    },
    {
      name: 'when estimates of two units overlap',
      file: {
        ...withRegister({
          feeds: [{ unit: 'M-1' }, { unit: 'M-2' }],
          estimates: [estimate({}), estimate({ unit: 'M-2' })],
        }),
        contracts: [
          contract({
            assignments: [
              { unit: 'M-1', from: '2026-01-01T00:00:00Z' },
              { unit: 'M-2', from: '2026-01-01T00:00:00Z' },
            ],
          }),
        ],
      },
    },
    {
      name: 'when a unit has a name that objects know themselves',
      file: withContract({ assignments: [{ unit: 'constructor', from: '2026-06-01T00:00:00Z' }] }),
    },
    { name: 'when a zone is written in another case', file: withContract({ timeZone: 'america/chicago' }) },
    { name: 'when a register feeds strangers only', file: withRegister({ feeds: [{ unit: 'other-1' }] }) },
    {
      name: 'when a key that may be left out is undefined',
      file: withContract({ endsOn: undefined, powerCap: undefined }),
    },
    { name: 'when billed is an object of any content', file: evidenceFile({ billed: { total: 5 } }) },
  ])('$name', ({ file }) => {
    expect(faultPaths(file)).toEqual([]);
  });
});
