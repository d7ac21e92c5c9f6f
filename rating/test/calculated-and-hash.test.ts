import { describe, expect, test } from 'vitest';
import type { ContractRow } from '../src/index.ts';
import { billOf, contract, energyPrice, holds, quantities } from './builders.ts';

const at = (day: string, time = '00:00:00') => `2026-06-${day}T${time}Z`;

describe('calculated energy', () => {
  const calculated = (parts: Partial<ContractRow>) => contract({ billingMethod: 'CALCULATED', ...parts });

  test.each([
    {
      name: 'is rounded once a line, not once an assignment',
      // three times 1 000.4 Wh: 3 001.2, where rounding each would give 3 000
      parts: {
        assignments: ['01', '02', '03'].map((day) => ({
          unit: 'M-1',
          from: at(day),
          to: at(day, '01:00:00'),
          powerW: '1000.4',
        })),
      },
      lines: ['3.001'],
    },
    {
      name: 'rounds half a Wh up',
      parts: { assignments: [{ unit: 'M-1', from: at('01'), to: at('01', '00:30:00'), powerW: '1' }] },
      lines: ['0.001'],
    },
    {
      name: 'has the loss factor on top, exactly',
      parts: {
        lossFactor: '1.0333333333',
        assignments: [{ unit: 'M-1', from: at('01'), to: at('01', '03:00:00'), powerW: '1000' }],
      },
      lines: ['3.100'],
    },
    {
      name: 'counts every second',
      parts: { assignments: [{ unit: 'M-1', from: at('01'), to: at('01', '00:00:01'), powerW: '3600000' }] },
      lines: ['1.000'],
    },
    {
      name: 'of zero W is a line of zero',
      parts: { assignments: [{ unit: 'M-1', from: at('01'), powerW: '0' }] },
      lines: ['0.000'],
    },
  ])('$name', ({ parts, lines }) => {
    const bill = billOf({ contracts: [calculated(parts)] });
    expect({ lines: quantities(bill), held: holds(bill) }).toEqual({ lines, held: [] });
  });

  test('needs no readings but a price for its whole window', () => {
    const prices = [
      energyPrice({ from: '2026-06-02', to: '2026-06-11' }),
      energyPrice({ from: '2026-06-11', to: '2026-06-30' }),
    ];
    const bill = billOf({ contracts: [calculated({ prices, assignments: [] })] });
    expect(holds(bill)).toEqual(['UNPRICED 06-01T00:00 06-02T00:00', 'UNPRICED 06-30T00:00 07-01T00:00']);
  });
});

describe('hash energy', () => {
  const hash = contract({
    billingMethod: 'HASH',
    lossFactor: '1.5',
    assignments: [
      { unit: 'M-1', from: '2026-01-01T00:00:00Z', to: at('16'), efficiencyJPerTh: '20' },
      { unit: 'M-1', from: at('16'), efficiencyJPerTh: '30' },
    ],
  });

  test('takes each assignment’s efficiency over its part of a row', () => {
    // 100 TH/s x (20 x 360 h + 30 x 360 h) x 1.5 = 2 700 kWh
    const bill = billOf({
      contracts: [hash],
      hashrate: [{ unit: 'M-1', from: at('01'), to: '2026-07-01T00:00:00Z', ths: '100' }],
    });
    expect({ lines: quantities(bill), held: holds(bill) }).toEqual({ lines: ['2700.000'], held: [] });
  });

  test('holds window time without a row, by unit and without a register', () => {
    const bill = billOf({
      contracts: [hash],
      hashrate: [
        { unit: 'M-1', from: at('21'), to: '2026-07-02T00:00:00Z', ths: '0' },
        { unit: 'M-1', from: at('02'), to: at('11'), ths: '0' },
        { unit: 'M-1', from: at('11'), to: at('12'), ths: '0' },
      ],
    });
    expect(holds(bill)).toEqual(['UNCOVERED M-1 06-01T00:00 06-02T00:00', 'UNCOVERED M-1 06-12T00:00 06-21T00:00']);
  });

  test('rows of a unit that is away count nothing', () => {
    const away = contract({
      billingMethod: 'HASH',
      assignments: [{ unit: 'M-1', from: at('30'), efficiencyJPerTh: '10' }],
    });
    const bill = billOf({
      contracts: [away],
      hashrate: [{ unit: 'M-1', from: at('01'), to: '2026-07-01T00:00:00Z', ths: '100' }],
    });
    expect(quantities(bill)).toEqual(['24.000']);
  });
});
