import { describe, expect, test } from 'vitest';
import { type ContractRow, type RegisterRow, lineUsage } from '../src/index.ts';
import { billOf, contract, energyPrice, evidence, holds } from './builders.ts';

type Cap = NonNullable<ContractRow['powerCap']>;
const clip = (kw: string): Cap => ({ kw, policy: 'CLIP' });
const overage = (kw: string): Cap => ({ kw, policy: 'OVERAGE', overageRate: '0.2' });

/** Under the cap from 12:00 to 13:00 on 5 June, with readings at those clock times. */
function hour(
  powerCap: Cap,
  readings: readonly (readonly [clock: string, wh: string])[],
  parts: Partial<RegisterRow> = {},
) {
  return {
    contracts: [
      contract({ powerCap, assignments: [{ unit: 'M-1', from: '2026-06-05T12:00:00Z', to: '2026-06-05T13:00:00Z' }] }),
    ],
    registers: [
      {
        id: 'outlet-1',
        feeds: [{ unit: 'M-1' }],
        readings: readings.map(([clock, wh]) => [`2026-06-05T${clock}:00Z`, wh] as const),
        ...parts,
      },
    ],
  };
}
const lines = (bundle: ReturnType<typeof hour>) =>
  billOf(bundle).lines.map(({ component, quantity }) => `${component} ${quantity}`);

describe('a power cap', () => {
  const even = [
    ['12:00', '0'],
    ['13:00', '4000'],
  ] as const; // 1 000 Wh a quarter hour
  const peak = [
    ['12:00', '0'],
    ['12:15', '3000'],
    ['13:00', '3000'],
  ] as const;

  test.each([
    { name: 'of exactly the used power takes nothing', bundle: hour(overage('4'), even), expected: ['ENERGY 4.000'] },
    {
      name: 'takes what is above it in each quarter hour',
      bundle: hour(overage('3'), even),
      expected: ['ENERGY 3.000', 'OVERAGE 1.000'],
    },
    {
      name: 'counts quarter hours by themselves: a peak is not evened out',
      bundle: hour(clip('8'), peak),
      expected: ['ENERGY 2.000'],
    },
    {
      name: 'only warns with ALERT_ONLY',
      bundle: hour({ kw: '1', policy: 'ALERT_ONLY', overageRate: '9' }, even),
      expected: ['ENERGY 4.000'],
    },
    {
      name: 'takes fractions of a kW to whole Wh, half up',
      bundle: hour(clip('0.002'), even),
      expected: ['ENERGY 0.004'],
    },
    {
      name: 'adds readings within a quarter hour together',
      bundle: hour(clip('4'), [
        ['12:00', '0'],
        ['12:05', '900'],
        ['12:10', '900'],
        ['12:15', '1200'],
        ['13:00', '1200'],
      ]),
      expected: ['ENERGY 1.000'],
    },
    {
      name: 'cuts an interval at :15 though it was read at other minutes',
      bundle: hour(clip('4'), [
        ['12:00', '0'],
        ['12:10', '0'],
        ['12:20', '2000'],
        ['13:00', '2000'],
      ]),
      expected: ['ENERGY 2.000'],
    },
  ])('$name', ({ bundle, expected }) => {
    expect(lines(bundle)).toEqual(expected);
  });

  test('leaves energy outside any price alone, which is not billed and so not above it', () => {
    const bundle = hour(overage('1'), even);
    const unpriced = {
      ...bundle,
      contracts: [{ ...bundle.contracts[0]!, prices: [energyPrice({ to: '2026-06-05' })] }],
    };
    expect(lines(unpriced)).toEqual(['ENERGY 0.000']);
  });

  test('is one for the contract: its units count together', () => {
    const assignments = ['M-1', 'M-2', 'idle'].map((unit) => ({
      unit,
      from: '2026-06-05T12:00:00Z',
      to: '2026-06-05T13:00:00Z',
    }));
    const outlet = (unit: string, wh: string): RegisterRow => ({
      id: `outlet of ${unit}`,
      feeds: [{ unit }],
      readings: [
        ['2026-06-05T12:00:00Z', '0'],
        ['2026-06-05T13:00:00Z', wh],
      ],
    });
    const bundle = evidence({
      contracts: [contract({ powerCap: overage('3'), assignments })],
      registers: [outlet('M-2', '3000'), outlet('M-1', '1000'), outlet('idle', '0')],
    });
    const [energy, above] = lineUsage(bundle);
    expect(above).toEqual([
      { unit: 'M-1', energyWh: 252n, estimatedWh: 0n, registers: ['outlet of M-1'] }, // 62.5 of 250 Wh a quarter, to whole Wh
      { unit: 'M-2', energyWh: 748n, estimatedWh: 0n, registers: ['outlet of M-2'] },
    ]);
    expect(energy?.map(({ energyWh }) => energyWh)).toEqual([748n, 2252n, 0n]);
  });

  test('takes estimated energy first and leaves both lines to be held for their share', () => {
    const bill = billOf(
      hour(
        overage('4'),
        [
          ['12:00', '0'],
          ['12:15', '900'],
        ],
        {
          estimates: [
            { unit: 'M-1', from: '2026-06-05T12:15:00Z', to: '2026-06-05T12:30:00Z', wh: '1400', method: 'spec' },
            { unit: 'M-1', from: '2026-06-05T12:30:00Z', to: '2026-06-05T13:00:00Z', wh: '0', method: 'spec' },
          ],
        },
      ),
    );
    expect(bill.lines.map(({ quantity, estimated }) => [quantity, estimated])).toEqual([
      ['1.900', '1.000'],
      ['0.400', '0.400'],
    ]);
    expect(holds(bill)).toEqual(['ESTIMATED_SHARE 06-01T00:00 07-01T00:00']);
  });

  test('bills overage with the tax code of the energy row, right behind its line', () => {
    const prices = [energyPrice({ taxCode: 'V' }), { component: 'SERVICE', unit: 'MONTH', rate: '1' } as const];
    const bundle = hour(overage('3'), even);
    const bill = billOf({
      ...bundle,
      contracts: [{ ...bundle.contracts[0]!, prices }],
      taxes: [{ code: 'V', percent: '0' }],
    });
    expect(bill.lines.map(({ component, rate, taxCode }) => [component, rate, taxCode])).toEqual([
      ['ENERGY', '0.100000', 'V'],
      ['OVERAGE', '0.200000', 'V'],
      ['SERVICE', '1.000000', null],
    ]);
  });

  test('where a price changes within a quarter hour, takes from the later price first', () => {
    // Monrovia was at UTC-0:44:30 until 7 January 1972: its midnight was at 00:44:30 UTC.
    const bill = billOf({
      period: { from: '1971-06-01', to: '1971-07-01' },
      contracts: [
        contract({
          timeZone: 'Africa/Monrovia',
          startsOn: '1971-01-01',
          powerCap: overage('4'),
          prices: [energyPrice({ from: '1971-06-16' }), energyPrice({ to: '1971-06-16' })],
          assignments: [{ unit: 'M-1', from: '1971-06-16T00:30:00Z', to: '1971-06-16T00:45:00Z' }],
        }),
      ],
      registers: [
        {
          id: 'outlet-1',
          feeds: [{ unit: 'M-1' }],
          readings: [
            ['1971-06-16T00:30:00Z', '0'],
            ['1971-06-16T00:45:00Z', '1800'],
          ],
        },
      ],
    });
    // 1 740 Wh before and 60 Wh after; 800 Wh above: all 60 of the later, 740 of the earlier
    expect(bill.lines.map(({ component, quantity }) => `${component} ${quantity}`)).toEqual([
      'ENERGY 0.000',
      'OVERAGE 0.060',
      'ENERGY 1.000',
      'OVERAGE 0.740',
    ]);
  });
});
