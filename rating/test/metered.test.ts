import { expect, test } from 'vitest';
import type { EvidenceFile } from '../src/index.ts';
import { billOf, contract, energyPrice, holds, quantities, register } from './builders.ts';

type Case = { name: string; bundle: Partial<EvidenceFile>; lines: string[]; held?: string[] };

const cases: Case[] = [
  {
    name: 'an interval longer than the month gives the month its part by time',
    // 61 days from 1 May; June has 30 of them
    bundle: {
      contracts: [contract()],
      registers: [
        register({
          readings: [
            ['2026-05-01T00:00:00Z', '0'],
            ['2026-07-01T00:00:00Z', '61000'],
          ],
        }),
      ],
    },
    lines: ['30.000'],
  },
  {
    name: 'a half Wh at a cut goes to the part before it, away from zero',
    bundle: {
      contracts: [contract({ prices: [energyPrice({ to: '2026-06-16' }), energyPrice({ from: '2026-06-16' })] })],
      registers: [
        register({
          readings: [
            ['2026-06-01T00:00:00Z', '0'],
            ['2026-07-01T00:00:00Z', '1'],
          ],
        }),
      ],
    },
    lines: ['0.001', '0.000'],
  },
  {
    name: 'three feeds of one weight share 100 Wh as 34, 33 and 33, the first listed first',
    bundle: {
      contracts: ['M-C', 'M-A', 'M-B'].map((unit, i) =>
        contract({ number: `HC-${i}`, assignments: [{ unit, from: '2026-01-01T00:00:00Z' }] }),
      ),
      registers: [
        register({
          feeds: [{ unit: 'M-B' }, { unit: 'M-C' }, { unit: 'M-A' }],
          readings: [
            ['2026-06-01T00:00:00Z', '0'],
            ['2026-07-01T00:00:00Z', '100'],
          ],
        }),
      ],
    },
    lines: ['0.033', '0.033', '0.034'],
  },
  {
    name: 'weights as decimals share like whole ones',
    bundle: {
      contracts: [contract()],
      registers: [
        register({
          feeds: [
            { unit: 'M-1', weight: '0.25' },
            { unit: 'other-1', weight: '0.5' },
          ],
        }),
      ],
    },
    lines: ['240.000'],
  },
  {
    name: 'the share of a feed whose unit is assigned to nobody stays its own',
    bundle: {
      contracts: [contract({ assignments: [{ unit: 'M-1', from: '2026-06-16T00:00:00Z' }] })],
      registers: [register({ feeds: [{ unit: 'M-1' }, { unit: 'other-1' }] })],
    },
    lines: ['180.000'],
  },
  {
    name: 'an interval that no feed covers is nobody’s, and the unit is held while it has no feed',
    bundle: {
      contracts: [contract()],
      registers: [register({ feeds: [{ unit: 'M-1', from: '2026-06-11T00:00:00Z' }] })],
    },
    lines: ['480.000'],
    held: ['UNCOVERED M-1 06-01T00:00 06-11T00:00'],
  },
  {
    name: 'two feed rows that touch serve a unit without a hole',
    bundle: {
      contracts: [contract()],
      registers: [
        register({
          feeds: [
            { unit: 'M-1', to: '2026-06-11T00:00:00Z' },
            { unit: 'M-1', from: '2026-06-11T00:00:00Z', weight: '3' },
          ],
        }),
      ],
    },
    lines: ['720.000'],
  },
  {
    name: 'a unit on two registers has the energy of both, each cut by itself',
    bundle: { contracts: [contract()], registers: [register(), register({ id: 'outlet-2' })] },
    lines: ['1440.000'],
  },
  {
    name: 'a second register without readings is held by its name',
    bundle: { contracts: [contract()], registers: [register(), register({ id: 'outlet-2', readings: [] })] },
    lines: ['720.000'],
    held: ['UNCOVERED outlet-2 M-1 06-01T00:00 07-01T00:00'],
  },
  {
    name: 'a single reading makes no interval',
    bundle: { contracts: [contract()], registers: [register({ readings: [['2026-06-01T00:00:00Z', '5']] })] },
    lines: ['0.000'],
    held: ['UNCOVERED outlet-1 M-1 06-01T00:00 07-01T00:00'],
  },
  {
    name: 'time without an assignment needs no readings',
    bundle: {
      contracts: [
        contract({ assignments: [{ unit: 'M-1', from: '2026-06-11T00:00:00Z', to: '2026-06-21T00:00:00Z' }] }),
      ],
      registers: [
        register({
          readings: [
            ['2026-06-11T00:00:00Z', '0'],
            ['2026-06-21T00:00:00Z', '10'],
          ],
        }),
      ],
    },
    lines: ['0.010'],
  },
  {
    name: 'a register that stands still is known: zero is a reading',
    bundle: {
      contracts: [contract()],
      registers: [
        register({
          readings: [
            ['2026-06-01T00:00:00Z', '7'],
            ['2026-07-01T00:00:00Z', '7'],
          ],
        }),
      ],
    },
    lines: ['0.000'],
  },
  {
    name: 'a swap at the first reading of an interval belongs to the interval before',
    bundle: {
      contracts: [contract()],
      registers: [
        register({
          readings: [
            ['2026-06-01T00:00:00Z', '100'],
            ['2026-06-11T00:00:00Z', '5'],
            ['2026-07-01T00:00:00Z', '25'],
          ],
          replacements: [{ at: '2026-06-11T00:00:00Z', finalWh: '400', initialWh: '0' }],
        }),
      ],
    },
    lines: ['0.325'],
  },
  {
    name: 'swaps listed out of order are taken in order of time',
    bundle: {
      contracts: [contract()],
      registers: [
        register({
          readings: [
            ['2026-06-01T00:00:00Z', '100'],
            ['2026-07-01T00:00:00Z', '30'],
          ],
          replacements: [
            { at: '2026-06-20T00:00:00Z', finalWh: '60', initialWh: '10' },
            { at: '2026-06-10T00:00:00Z', finalWh: '150', initialWh: '20' },
          ],
        }),
      ],
    },
    lines: ['0.110'],
  },
  {
    name: 'a new meter below its own first value is a gap even when the sum would be above zero',
    bundle: {
      contracts: [contract()],
      registers: [
        register({
          readings: [
            ['2026-06-01T00:00:00Z', '100'],
            ['2026-07-01T00:00:00Z', '30'],
          ],
          replacements: [{ at: '2026-06-10T00:00:00Z', finalWh: '900', initialWh: '31' }],
        }),
      ],
    },
    lines: ['0.000'],
    held: ['REGISTER_DECREASED outlet-1 M-1 06-01T00:00 07-01T00:00'],
  },
  {
    name: 'a replaced meter that falls is not taken for a rollover',
    bundle: {
      contracts: [contract()],
      registers: [
        register({
          rolloverWh: '1000',
          maxPowerW: '100',
          readings: [
            ['2026-06-01T00:00:00Z', '990'],
            ['2026-07-01T00:00:00Z', '5'],
          ],
          replacements: [{ at: '2026-06-10T00:00:00Z', finalWh: '3', initialWh: '0' }],
        }),
      ],
    },
    lines: ['0.000'],
    held: ['REGISTER_DECREASED outlet-1 M-1 06-01T00:00 07-01T00:00'],
  },
  {
    name: 'gaps that touch are one reason, a known interval between them makes two',
    bundle: {
      contracts: [contract()],
      registers: [
        register({
          readings: [
            ['2026-06-01T00:00:00Z', '900'],
            ['2026-06-02T00:00:00Z', '800'],
            ['2026-06-03T00:00:00Z', '700'],
            ['2026-06-04T00:00:00Z', '750'],
            ['2026-06-05T00:00:00Z', '100'],
            ['2026-07-01T00:00:00Z', '200'],
          ],
        }),
      ],
    },
    lines: ['0.150'],
    held: [
      'REGISTER_DECREASED outlet-1 M-1 06-01T00:00 06-03T00:00',
      'REGISTER_DECREASED outlet-1 M-1 06-04T00:00 06-05T00:00',
    ],
  },
  {
    name: 'a void of one second takes the whole interval',
    bundle: {
      contracts: [contract()],
      registers: [
        register({
          readings: [
            ['2026-06-01T00:00:00Z', '0'],
            ['2026-06-02T00:00:00Z', '10'],
            ['2026-07-01T00:00:00Z', '20'],
          ],
          voids: [{ from: '2026-06-01T23:59:59Z', to: '2026-06-02T00:00:00Z', reason: 'noise' }],
        }),
      ],
    },
    lines: ['0.010'],
    held: ['VOIDED outlet-1 M-1 06-01T00:00 06-02T00:00'],
  },
  {
    name: 'a void before the first reading leaves that time merely uncovered',
    bundle: {
      contracts: [contract()],
      registers: [
        register({
          readings: [
            ['2026-06-11T00:00:00Z', '0'],
            ['2026-07-01T00:00:00Z', '20'],
          ],
          voids: [{ from: '2026-06-01T00:00:00Z', to: '2026-06-11T00:00:00Z', reason: 'no meter yet' }],
        }),
      ],
    },
    lines: ['0.020'],
    held: ['UNCOVERED outlet-1 M-1 06-01T00:00 06-11T00:00'],
  },
  {
    name: 'an estimate runs evenly and is cut at the window like everything else',
    bundle: {
      contracts: [contract({ assignments: [{ unit: 'M-1', from: '2026-06-16T00:00:00Z' }] })],
      registers: [
        register({
          readings: [],
          estimates: [
            { unit: 'M-1', from: '2026-06-01T00:00:00Z', to: '2026-07-01T00:00:00Z', wh: '3', method: 'spec' },
          ],
        }),
      ],
    },
    lines: ['0.001'],
    held: ['ESTIMATED_SHARE 06-01T00:00 07-01T00:00'],
  },
  {
    name: 'an estimate may run on over the end of a gap where nothing is known either',
    bundle: {
      contracts: [contract()],
      registers: [
        register({
          readings: [
            ['2026-06-01T00:00:00Z', '0'],
            ['2026-06-30T00:00:00Z', '99000'],
            ['2026-06-30T12:00:00Z', '0'],
          ],
          estimates: [
            { unit: 'M-1', from: '2026-06-30T00:00:00Z', to: '2026-07-02T00:00:00Z', wh: '2000', method: 'spec' },
          ],
        }),
      ],
    },
    lines: ['100.000'],
  },
  {
    name: 'energy before the contract starts is not billed, though the unit was assigned',
    bundle: { contracts: [contract({ startsOn: '2026-06-21' })], registers: [register()] },
    lines: ['240.000'],
  },
  {
    name: 'a metered contract without an energy price bills nothing and says so',
    bundle: { contracts: [contract({ prices: [] })], registers: [register()] },
    lines: [],
    held: ['UNPRICED 06-01T00:00 07-01T00:00'],
  },
  {
    name: 'a void from the instant of a bad reading reaches the interval after it only',
    bundle: {
      contracts: [contract()],
      registers: [
        register({
          readings: [
            ['2026-06-01T00:00:00Z', '0'],
            ['2026-06-02T00:00:00Z', '24'],
            ['2026-06-03T00:00:00Z', '9999'],
            ['2026-06-04T00:00:00Z', '72'],
            ['2026-07-01T00:00:00Z', '720'],
          ],
          voids: [{ from: '2026-06-03T00:00:00Z', to: '2026-06-03T00:00:01Z', reason: 'bit error' }],
        }),
      ],
    },
    // 24 + 9 975 + 648: to take the jump to 9 999 out too, a void has to begin before that reading
    lines: ['10.647'],
    held: ['VOIDED outlet-1 M-1 06-03T00:00 06-04T00:00'],
  },
];

test.each(cases)('$name', ({ bundle, lines, held = [] }) => {
  const bill = billOf(bundle);
  expect({ lines: quantities(bill), held: holds(bill) }).toEqual({ lines, held });
});
