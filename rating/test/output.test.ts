import { describe, expect, test } from 'vitest';
import { verifyBill } from '../src/index.ts';
import { billOf, contract, energyPrice, evidence, register } from './builders.ts';

describe('held reasons', () => {
  test('are sorted by contract, code, register, unit and time as plain strings, an absent key first', () => {
    const of = (number: string, unit: string) =>
      contract({
        number,
        assignments: [{ unit, from: '2026-01-01T00:00:00Z' }],
        prices: [energyPrice({ to: '2026-06-30' })],
      });
    const fed = (id: string, ...units: string[]) =>
      register({ id, feeds: units.map((unit) => ({ unit })), readings: [] });
    const bill = billOf({
      contracts: [of('b', 'm-2'), of('B', 'M-10'), of('a', 'unfed'), of('ä', 'M-9')],
      registers: [fed('z', 'm-2', 'M-10'), fed('Z', 'M-10'), fed('é', 'M-9')],
    });
    expect(bill.held.map(({ contract: number, code, register: id, unit }) => [number, code, id, unit])).toEqual([
      ['B', 'UNCOVERED', 'Z', 'M-10'],
      ['B', 'UNCOVERED', 'z', 'M-10'],
      ['B', 'UNPRICED', undefined, undefined],
      ['a', 'UNCOVERED', undefined, 'unfed'],
      ['a', 'UNPRICED', undefined, undefined],
      ['b', 'UNCOVERED', 'z', 'm-2'],
      ['b', 'UNPRICED', undefined, undefined],
      ['ä', 'UNCOVERED', 'é', 'M-9'],
      ['ä', 'UNPRICED', undefined, undefined],
    ]);
  });

  test('leave out the keys that don’t apply', () => {
    const bill = billOf({ contracts: [contract({ prices: [] })], registers: [register()] });
    expect(JSON.stringify(bill.held)).toBe(
      '[{"code":"UNPRICED","contract":"HC-1","from":"2026-06-01T00:00:00Z","to":"2026-07-01T00:00:00Z"}]',
    );
  });

  test('do not change the lines: a held bundle still has all of them', () => {
    const bill = billOf({
      contracts: [contract({ prices: [energyPrice(), { component: 'SERVICE', unit: 'MONTH', rate: '5' }] })],
    });
    expect(bill.lines.map(({ component }) => component)).toEqual(['ENERGY', 'SERVICE']);
    expect(bill.held).toHaveLength(1);
  });
});

describe('lines', () => {
  test('come in the order of contracts, then of prices, adjustments last, all keys in the order of the format', () => {
    const prices = [
      { component: 'SERVICE', unit: 'MONTH', rate: '5' },
      energyPrice(),
      { component: 'HOSTING', unit: 'UNIT_MONTH', rate: '1' },
    ] as const;
    const bill = billOf({
      contracts: [
        contract({ number: 'z', prices }),
        contract({ number: 'a', assignments: [], prices: [energyPrice()] }),
      ],
      registers: [register()],
      adjustments: [{ description: 'x', amount: '1' }],
    });
    expect(bill.lines.map(({ contract: number, component }) => [number, component])).toEqual([
      ['z', 'SERVICE'],
      ['z', 'ENERGY'],
      ['z', 'HOSTING'],
      ['a', 'ENERGY'],
      [null, 'ADJUSTMENT'],
    ]);
    for (const line of bill.lines) {
      expect(Object.keys(line)).toEqual([
        'contract',
        'component',
        'quantity',
        'unit',
        'rate',
        'estimated',
        'amount',
        'taxCode',
      ]);
    }
    expect(Object.keys(bill)).toEqual(['currency', 'lines', 'taxes', 'subtotal', 'tax', 'total', 'held']);
  });

  test('of rows that touch are two, each rounded by itself', () => {
    const prices = [
      energyPrice({ rate: '0.00001', to: '2026-06-16' }),
      energyPrice({ rate: '0.00001', from: '2026-06-16' }),
    ];
    const bill = billOf({ contracts: [contract({ prices })], registers: [register()] });
    expect(bill.lines.map(({ amount }) => amount)).toEqual(['0.00', '0.00']); // 0.0036 each; together 0.01
  });
});

describe('verify', () => {
  const parts = { contracts: [contract()], registers: [register()] };

  test('compares JSON values: the order of keys doesn’t matter', () => {
    const billed = Object.fromEntries(Object.entries(billOf(parts)).toReversed());
    expect(verifyBill(evidence({ ...parts, billed }))).toEqual([]);
  });

  test('says where and what, also for keys and lines that are too many or missing', () => {
    const { tax, lines, ...rest } = billOf(parts);
    const billed = { ...rest, lines: [{ ...lines[0], amount: '71.99' }, lines[0]], note: 'paid' };
    expect(verifyBill(evidence({ ...parts, billed }))).toEqual([
      { path: 'lines[0].amount', billed: '71.99', recomputed: '72.00' },
      { path: 'lines[1]', billed: lines[0], recomputed: undefined },
      { path: 'tax', billed: undefined, recomputed: tax },
      { path: 'note', billed: 'paid', recomputed: undefined },
    ]);
  });

  test('takes a number for something else than its text', () => {
    expect(verifyBill(evidence({ ...parts, billed: { ...billOf(parts), total: 72 } }))).toHaveLength(1);
  });

  test('has nothing to say when nothing was billed', () => {
    expect(verifyBill(evidence(parts))).toBeNull();
  });
});
