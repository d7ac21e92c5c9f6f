import { expect, test } from 'vitest';
import { notNumbers, plainDecimal } from './refusal.view.ts';

test.each([
  { typed: '0.072500', sent: '0.0725' },
  { typed: '.5', sent: '0.5' },
  { typed: '5.', sent: '5' },
  { typed: '007', sent: '7' },
  { typed: '-5', sent: '-5' },
  { typed: '0', sent: '0' },
  { typed: '100', sent: '100' },
  { typed: '', sent: '' },
  { typed: 'abc', sent: 'abc' },
])('"$typed" is sent as "$sent"', ({ typed, sent }) => expect(plainDecimal(typed)).toBe(sent));

test('only what is no number is found, under its own path', () => {
  const values = { rate: 'abc', powerCapKw: '', 'hosted.monthlyFee': '1,5', overageRate: '.2' };
  expect(
    notNumbers(values, ['rate', 'powerCapKw', 'hosted.monthlyFee', 'overageRate']).map(({ path }) => path),
  ).toEqual([
    ['input', 'rate'],
    ['input', 'hosted', 'monthlyFee'],
  ]);
});
