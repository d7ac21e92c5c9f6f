import { describe, expect, test } from 'vitest';
import { fitting } from './bulk.view.ts';
import { atLines, remainingOf, sumOf } from './credit.view.ts';
import { offered } from './invoice-life.view.ts';
import { totalsOf } from './preview.view.ts';

const usd = (amount: string) => ({ amount, currency: 'USD' });

describe('what can be done with an invoice', () => {
  test.each([
    { name: 'a draft', status: 'DRAFT', credited: false, actions: ['RECOMPUTE', 'HOLD', 'CANCEL'] },
    { name: 'a held one', status: 'HELD', credited: false, actions: ['RECOMPUTE', 'CANCEL'] },
    { name: 'an issued one', status: 'ISSUED', credited: false, actions: ['SEND', 'CREDIT', 'WRITE_OFF', 'CANCEL'] },
    { name: 'an overdue one', status: 'OVERDUE', credited: false, actions: ['SEND', 'CREDIT', 'WRITE_OFF', 'CANCEL'] },
    {
      name: 'a credited one is not cancelled',
      status: 'ISSUED',
      credited: true,
      actions: ['SEND', 'CREDIT', 'WRITE_OFF'],
    },
    { name: 'a paid one', status: 'PAID', credited: false, actions: ['SEND', 'CREDIT'] },
    { name: 'a cancelled one', status: 'CANCELLED', credited: false, actions: [] },
  ] as const)('$name', ({ status, credited, actions }) => {
    expect(offered({ status, credited })).toEqual(actions);
  });

  test('of many, only those that a change fits are changed', () => {
    const chosen = [{ status: 'DRAFT' }, { status: 'HELD' }, { status: 'ISSUED' }] as const;
    expect(fitting(chosen, 'ISSUE_AND_SEND')).toEqual([{ status: 'DRAFT' }]);
    expect(fitting(chosen, 'CANCEL')).toHaveLength(3);
  });
});

describe('a credit', () => {
  test('takes back what earlier notes have left of a line, never more', () => {
    const line = { position: 1, amount: usd('100.00') };
    const note = (amount: string) => ({
      lines: [
        { position: 1, amount: usd(amount) },
        { position: 2, amount: usd('5.00') },
      ],
    });
    expect(remainingOf(line, [note('30.50'), note('19.50')])).toBe('50.00');
    expect(remainingOf({ position: 1, amount: usd('-3.00') }, [])).toBe('0.00');
  });

  test.each([
    { name: 'sums what is typed', typed: ['1.5', '', '2'], currency: 'USD', sum: '3.50' },
    { name: 'knows a currency without decimals', typed: ['1500'], currency: 'JPY', sum: '1500' },
    { name: 'knows no half yen', typed: ['1.5'], currency: 'JPY', sum: null },
    { name: 'is no word', typed: ['all'], currency: 'USD', sum: null },
  ])('$name', ({ typed, currency, sum }) => expect(sumOf(typed, currency)).toBe(sum));

  test('shows a refusal of a line at that line’s field', () => {
    const refusal = {
      code: 'EXCEEDS_REMAINING',
      message: 'Too much.',
      path: ['input', 'lines', '1', 'amount'],
      issues: [],
    };
    expect(atLines(refusal, ['line1', 'line4']).path).toEqual(['input', 'line4']);
  });
});

test('amounts are summed by currency, to the last digit', () => {
  expect(totalsOf([usd('0.10'), { amount: '7', currency: 'JPY' }, usd('0.20')])).toEqual([
    usd('0.30'),
    { amount: '7', currency: 'JPY' },
  ]);
});
