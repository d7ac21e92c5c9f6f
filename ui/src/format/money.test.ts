import { expect, test } from 'vitest';
import { amount, money, moneyRange } from './money.ts';

test.each([
  {
    name: 'dollars have two decimals and their code',
    value: { amount: '15350.38', currency: 'USD' },
    text: '15,350.38 USD',
  },
  { name: 'yen have none', value: { amount: '27121', currency: 'JPY' }, text: '27,121 JPY' },
  { name: 'a credit keeps its sign', value: { amount: '-12.50', currency: 'CAD' }, text: '-12.50 CAD' },
  {
    name: 'no cent is lost past what a float can hold',
    value: { amount: '90071992547409.93', currency: 'USD' },
    text: '90,071,992,547,409.93 USD',
  },
])('$name', ({ value, text }) => {
  expect(money(value)).toBe(text);
});

test('an unknown amount is a dash', () => {
  expect(money(null)).toBe('–');
  expect(amount({ amount: '0.00', currency: 'USD' })).toBe('0.00');
});

test('a range says both its ends, one amount once, and nothing of what isn’t known', () => {
  const usd = (value: string) => ({ amount: value, currency: 'USD' });
  expect(moneyRange(usd('1.00'), usd('2.00'))).toBe('1.00 USD to 2.00 USD');
  expect(moneyRange(usd('2.00'), usd('2.00'))).toBe('2.00 USD');
  expect(moneyRange(null, usd('2.00'))).toBeNull();
});
