import { describe, expect, test } from 'vitest';
import { dueWords, energyParts, lineSum } from './bill.view.ts';

const usd = (amount: string) => ({ amount, currency: 'USD' });

describe('what is still due', () => {
  test.each([
    { name: 'all of it, on a day', status: 'ISSUED', balance: '100.00', words: 'Due on 17 Nov 2026' },
    { name: 'all of it, too late', status: 'OVERDUE', balance: '100.00', words: 'Due since 17 Nov 2026' },
    { name: 'a part', status: 'PARTIALLY_PAID', balance: '40.00', words: '40.00 USD still due on 17 Nov 2026' },
    { name: 'nothing once paid', status: 'PAID', balance: '0.00', words: 'Nothing is due' },
    { name: 'nothing once cancelled', status: 'CANCELLED', balance: '0.00', words: 'Cancelled' },
  ] as const)('$name', ({ status, balance, words }) => {
    expect(dueWords({ status, total: usd('100.00'), balance: usd(balance), dueOn: '2026-11-17' })).toBe(words);
  });
});

test('an energy line says how it comes to its amount, rate decimals kept', () => {
  const line = { quantity: '53961.120', unit: 'KWH', rate: '0.0725', amount: usd('3912.18') } as const;
  expect(lineSum(line)).toBe('53,961.120 kWh × 0.0725 USD');
});

test('an adjustment is counted, not measured', () => {
  const line = { quantity: '1', unit: 'EACH', rate: '-25', amount: usd('-25.00') } as const;
  expect(lineSum(line)).toBe('1 × -25.00 USD');
});

describe('measured and estimated energy', () => {
  test('add up exactly where floats would not', () => {
    expect(energyParts('9007199254740993.001', '0.002')).toMatchObject({
      measuredKwh: '9007199254740992.999',
      estimatedKwh: '0.002',
    });
  });

  test('no energy has no share', () => {
    expect(energyParts('0.000', '0.000').estimatedShare).toBe(0);
  });
});
