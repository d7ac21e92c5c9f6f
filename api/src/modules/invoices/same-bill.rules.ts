import { type Bill, formatMoney } from '@hashyard/rating';
import type { Invoice, InvoiceLine, InvoiceTax } from './invoice.entity.ts';

type Sums = Pick<Invoice, 'currency' | 'subtotal' | 'tax' | 'total'>;
type Line = Pick<
  InvoiceLine,
  'contractNumber' | 'component' | 'quantity' | 'unit' | 'rate' | 'estimatedKwh' | 'amount' | 'taxCode'
>;
type Tax = Pick<InvoiceTax, 'code' | 'taxable' | 'percent' | 'amount'>;

/** Whether stored lines, taxes and sums, in their order, are those of a bill: each of them, not only what they add up to. */
export function isBill(
  bill: Bill,
  { currency, ...sums }: Sums,
  lines: readonly Line[],
  taxes: readonly Tax[],
): boolean {
  const money = (amount: bigint) => formatMoney(amount, currency);
  const stored = [
    currency,
    [sums.subtotal, sums.tax, sums.total].map(money),
    lines.map((line) => [
      line.contractNumber,
      line.component,
      line.quantity,
      line.unit,
      line.rate,
      line.estimatedKwh,
      money(line.amount),
      line.taxCode,
    ]),
    taxes.map(({ code, taxable, percent, amount }) => [code, money(taxable), percent, money(amount)]),
  ];
  const billed = [
    bill.currency,
    [bill.subtotal, bill.tax, bill.total],
    bill.lines.map((line) => [
      line.contract,
      line.component,
      line.quantity,
      line.unit,
      line.rate,
      line.estimated,
      line.amount,
      line.taxCode,
    ]),
    bill.taxes.map(({ code, taxable, percent, amount }) => [code, taxable, percent, amount]),
  ];
  return JSON.stringify(stored) === JSON.stringify(billed);
}
