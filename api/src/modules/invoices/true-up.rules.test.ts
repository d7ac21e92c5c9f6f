import type { Bill } from '@hashyard/rating';
import { expect, test } from 'vitest';
import { type BilledLine, correctionsOf } from './true-up.rules.ts';

type Line = Pick<Bill['lines'][number], 'component' | 'rate' | 'quantity' | 'amount'>;
const energy = (quantity: string, amount: string, rate = '0.070000'): Line => ({
  component: 'ENERGY',
  rate,
  quantity,
  amount,
});
const overage = (quantity: string, amount: string): Line => ({
  component: 'OVERAGE',
  rate: '0.120000',
  quantity,
  amount,
});
const fee: Line = { component: 'SERVICE', rate: '50.000000', quantity: '1.000000', amount: '50.00' };

const bill = (lines: readonly Line[]): Bill => ({
  currency: 'USD',
  lines: lines.map((line) => ({ ...line, contract: 'HC-1', unit: 'KWH', estimated: null, taxCode: null })),
  taxes: [],
  subtotal: '0.00',
  tax: '0.00',
  total: '0.00',
  held: [],
});
const billed = (lines: readonly Line[], corrected = 0n): BilledLine[] =>
  lines.map((line, index) => ({
    ...line,
    position: index + 1,
    contractNumber: 'HC-1',
    amount: BigInt(line.amount.replace('.', '')),
    corrected,
  }));

test.each([
  { name: 'nothing, when it is the same', before: [energy('10.000', '0.70')], now: [energy('10.000', '0.70')], by: [] },
  {
    name: 'the difference (G9b)',
    before: [energy('2320.740', '162.45')],
    now: [energy('2319.420', '162.36')],
    by: ['1: -9'],
  },
  {
    name: 'what is left after a former correction',
    before: [energy('10.000', '0.70')],
    corrected: -10n,
    now: [energy('9.000', '0.63')],
    by: ['1: 3'],
  },
  { name: 'a line that has no energy any more', before: [energy('10.000', '0.70')], now: [], by: ['1: -70'] },
  {
    name: 'each of two lines at one rate, in their order',
    before: [energy('10.000', '0.70'), energy('20.000', '1.40')],
    now: [energy('10.000', '0.70'), energy('21.000', '1.47')],
    by: ['2: 7'],
  },
  {
    name: 'the energy line by an overage that was not there before',
    before: [energy('77.500', '5.43')],
    now: [energy('74.000', '5.18'), overage('3.500', '0.42')],
    by: ['1: 17'],
  },
  { name: 'no fee, whatever became of it', before: [fee], now: [{ ...fee, amount: '40.00' }], by: [] },
])('corrects $name', ({ before, corrected, now, by }) => {
  const corrections = correctionsOf(bill(now), billed(before, corrected));
  expect(corrections.map(({ position, amount }) => `${position}: ${amount}`)).toEqual(by);
});
