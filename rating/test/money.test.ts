import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Bill, allocateTax, currencyDecimals, formatMoney, parseMoney } from '../src/index.ts';
import { apportion, roundDivide, toFixed } from '../src/exact.ts';
import { billOf, contract, energyPrice, register } from './builders.ts';

describe('rounding', () => {
  test.each([
    { name: 'half goes away from zero', num: 5n, den: 10n, rounded: 1n },
    { name: 'half below zero goes away from zero', num: -5n, den: 10n, rounded: -1n },
    { name: 'less than half goes to zero', num: 49n, den: 100n, rounded: 0n },
    { name: 'less than half below zero is zero', num: -49n, den: 100n, rounded: 0n },
    { name: 'two and a half is three', num: 25n, den: 10n, rounded: 3n },
  ])('$name', ({ num, den, rounded }) => expect(roundDivide(num, den)).toBe(rounded));

  test('never prints minus zero', () => {
    expect(toFixed({ num: -1n, den: 1000n }, 2)).toBe('0.00');
  });

  test('is off by at most a half, and a half only away from zero', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
        fc.bigInt({ min: 1n, max: 10n ** 12n }),
        (num, den) => {
          const twice = 2n * (roundDivide(num, den) * den - num);
          expect(twice <= den && twice >= -den).toBe(true);
          if (twice === den) expect(num).toBeGreaterThan(0n);
          if (twice === -den) expect(num).toBeLessThan(0n);
        },
      ),
    );
  });
});

test('largest remainder: parts are whole, add up, and are off by less than one', () => {
  const weights = fc
    .array(fc.bigInt({ min: 0n, max: 10n ** 9n }), { minLength: 1, maxLength: 20 })
    .filter((all) => all.some((w) => w > 0n));
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), weights, (total, all) => {
      const parts = apportion(total, all);
      const sum = all.reduce((a, b) => a + b, 0n);
      expect(parts.reduce((a, b) => a + b, 0n)).toBe(total);
      parts.forEach((part, i) => {
        const off = part * sum - total * (all[i] ?? 0n);
        expect(off < sum && off > -sum).toBe(true);
      });
    }),
  );
});

describe('currencies', () => {
  test.each([
    ['USD', 2, '12.34'],
    ['JPY', 0, '1234'],
    ['KRW', 0, '1234'],
    ['CLP', 0, '1234'],
    ['KWD', 3, '1.234'],
    ['CLF', 4, '0.1234'],
    ['UYW', 4, '0.1234'],
    ['XYZ', 2, '12.34'],
  ])('%s has %i decimals', (currency, decimals, text) => {
    expect(currencyDecimals(currency)).toBe(decimals);
    expect(formatMoney(1234n, currency)).toBe(text);
    expect(parseMoney(text, currency)).toBe(1234n);
  });

  test('an amount finer than its currency is refused, not rounded', () => {
    expect(() => parseMoney('1.5', 'JPY')).toThrow(RangeError);
  });
});

describe('adjustments and taxes', () => {
  test.each([
    {
      name: 'an adjustment prints its amount and rate alike, in the currency’s decimals',
      currency: 'USD',
      amount: '-13.3',
      line: { rate: '-13.30', amount: '-13.30', quantity: '1.000000', unit: 'EACH', contract: null },
    },
    {
      name: 'an adjustment of minus zero is zero',
      currency: 'USD',
      amount: '-0.00',
      line: { rate: '0.00', amount: '0.00' },
    },
    { name: 'dinars keep three decimals', currency: 'KWD', amount: '1', line: { amount: '1.000' } },
  ])('$name', ({ currency, amount, line }) => {
    expect(billOf({ currency, adjustments: [{ description: 'credit', amount }] }).lines[0]).toMatchObject(line);
  });

  const taxes = [
    { code: 'B', percent: '10' },
    { code: 'A', percent: '5.0' },
    { code: 'A', percent: '9.975' },
  ];

  test('tax rows keep the file’s order and text; a code that no line has is left out', () => {
    const bill = billOf({
      taxes: [...taxes, { code: 'unused', percent: '1' }],
      adjustments: [
        { description: 'one', amount: '10.10', taxCode: 'A' },
        { description: 'two', amount: '-10.10', taxCode: 'B' },
        { description: 'three', amount: '0.10', taxCode: 'A' },
      ],
    });
    expect(bill.taxes).toEqual([
      { code: 'B', taxable: '-10.10', percent: '10', amount: '-1.01' },
      { code: 'A', taxable: '10.20', percent: '5.0', amount: '0.51' },
      { code: 'A', taxable: '10.20', percent: '9.975', amount: '1.02' },
    ]);
    expect(bill).toMatchObject({ subtotal: '0.10', tax: '0.52', total: '0.62' });
  });

  test('a line of zero still brings its tax row', () => {
    const bill = billOf({ contracts: [contract({ prices: [energyPrice({ taxCode: 'B' })], assignments: [] })], taxes });
    expect(bill.taxes).toEqual([{ code: 'B', taxable: '0.00', percent: '10', amount: '0.00' }]);
  });

  test('nothing to bill is a bill of zero', () => {
    expect(billOf({ currency: 'JPY' })).toEqual({
      currency: 'JPY',
      lines: [],
      taxes: [],
      subtotal: '0',
      tax: '0',
      total: '0',
      held: [],
    });
  });

  test('the amount of energy comes from whole Wh and is rounded once', () => {
    const readings = [
      ['2026-06-01T00:00:00Z', '0'],
      ['2026-07-01T00:00:00Z', '2418000'],
    ] as const;
    const bill = billOf({
      contracts: [contract({ prices: [energyPrice({ rate: '0.0725' })] })],
      registers: [register({ readings })],
    });
    expect(bill.lines[0]?.amount).toBe('175.31'); // 175.305: a double holds 175.30499...
  });

  test('energy beyond what a double can count is exact', () => {
    const readings = [
      ['2026-06-01T00:00:00Z', '0'],
      ['2026-07-01T00:00:00Z', '123456789012345678901'],
    ] as const;
    const bill = billOf({
      contracts: [contract({ prices: [energyPrice({ rate: '0.000001' })] })],
      registers: [register({ readings })],
    });
    expect(bill.lines[0]).toMatchObject({ quantity: '123456789012345678.901', amount: '123456789012.35' });
  });
});

describe('allocateTax', () => {
  const amounts = fc.array(
    fc.record({ amount: fc.integer({ min: -100_000, max: 100_000 }), taxCode: fc.constantFrom('A', 'B', null) }),
    { maxLength: 12 },
  );

  const billWith = (rows: readonly { amount: number; taxCode: string | null }[]): Bill =>
    billOf({
      taxes: [
        { code: 'A', percent: '8.25' },
        { code: 'A', percent: '0.333333' },
        { code: 'B', percent: '50' },
      ],
      adjustments: rows.map(({ amount, taxCode }) => ({
        description: 'x',
        amount: formatMoney(BigInt(amount), 'USD'),
        taxCode,
      })),
    });

  test('parts of a row add up to its tax, each within a cent of the line’s own', () => {
    fc.assert(
      fc.property(amounts, (rows) => {
        const bill = billWith(rows);
        const parts = allocateTax(bill);
        for (const tax of bill.taxes) {
          const ofRow = parts.flatMap((line) =>
            line.filter(({ code, percent }) => code === tax.code && percent === tax.percent),
          );
          expect(ofRow.reduce((sum, { amount }) => sum + parseMoney(amount, 'USD'), 0n)).toBe(
            parseMoney(tax.amount, 'USD'),
          );
        }
        rows.forEach(({ amount, taxCode }, i) => {
          if (taxCode === null) expect(parts[i]).toEqual([]);
          for (const part of parts[i] ?? []) {
            const own = (amount * Number(part.percent)) / 100; // in cents; a float is good enough for "within a cent"
            expect(Math.abs(Number(parseMoney(part.amount, 'USD')) - own)).toBeLessThanOrEqual(1.000001);
          }
        });
      }),
    );
  });

  test('gives the odd cent to the largest remainder, ties to the line listed first', () => {
    const bill = billWith([
      { amount: 1, taxCode: 'B' },
      { amount: 1, taxCode: 'B' },
      { amount: 1, taxCode: 'B' },
    ]);
    expect(bill.taxes[0]?.amount).toBe('0.02');
    expect(allocateTax(bill).map(([part]) => part?.amount)).toEqual(['0.01', '0.01', '0.00']);
  });
});
