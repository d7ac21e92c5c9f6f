import fc from 'fast-check';
import { expect, test } from 'vitest';
import { creditLines, taxOf } from './credit.rules.ts';
import type { CreditedTax } from './credit-note.entity.ts';

const bill = (amounts: readonly number[], tax: number) => ({
  currency: 'USD',
  lines: amounts.map((minor) => ({ amount: money(minor), taxCode: 'TX' })),
  taxes: [{ code: 'TX', percent: '8.25', taxable: '0.00', amount: money(tax) }],
});
const money = (minor: number) => `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, '0')}`;

test('three lines of 10.10 give back 0.84, 0.83 and 0.83 of their tax of 2.50 (G12a)', () => {
  const whole = [1, 2, 3].map((position) => ({ position, amount: 1_010n, creditedBefore: 0n, taxesBefore: [] }));
  const lines = creditLines(bill([1_010, 1_010, 1_010], 250), whole);
  expect(lines.map((line) => taxOf(line, 'USD'))).toEqual([84n, 83n, 83n]);
});

test('however a line is credited in parts, its tax comes back whole and never more than that', () => {
  const parts = fc.array(fc.integer({ min: 1, max: 5_000 }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(parts, fc.integer({ min: 1, max: 9_999 }), (amounts, other) => {
      const whole = amounts.reduce((sum, one) => sum + one, 0);
      const tax = Math.round((whole + other) * 0.0825);
      const of = bill([whole, other], tax);
      const [full] = creditLines(of, [{ position: 1, amount: BigInt(whole), creditedBefore: 0n, taxesBefore: [] }]);
      let [creditedBefore, back] = [0n, 0n];
      const taxesBefore: CreditedTax[] = [];
      for (const amount of amounts.map(BigInt)) {
        const [line] = creditLines(of, [{ position: 1, amount, creditedBefore, taxesBefore }]);
        if (!line) throw new Error('a line is due');
        expect(taxOf(line, 'USD')).toBeGreaterThanOrEqual(0n);
        creditedBefore += amount;
        back += taxOf(line, 'USD');
        taxesBefore.push(...line.taxes);
      }
      expect(back).toBe(full && taxOf(full, 'USD'));
    }),
  );
});
