import { allocateTax, formatMoney, parseMoney, type TaxedBill } from '@hashyard/rating';
import type { CreditedTax } from './credit-note.entity.ts';

/** A line to credit, net, and what was credited of it before. Minor units. */
export type LineToCredit = {
  readonly position: number;
  readonly amount: bigint;
  readonly creditedBefore: bigint;
  readonly taxesBefore: readonly CreditedTax[];
};
export type CreditedLine = { readonly position: number; readonly amount: bigint; readonly taxes: CreditedTax[] };

/** Positions whose credit goes beyond what is left of the line. Only what was charged can be given back. */
export function beyondRemaining(bill: TaxedBill, lines: readonly LineToCredit[]): number[] {
  return lines
    .filter(({ position, amount, creditedBefore }) => {
      const line = bill.lines[position - 1];
      return !line || amount > parseMoney(line.amount, bill.currency) - creditedBefore;
    })
    .map(({ position }) => position);
}

/**
 * The tax that goes back with each line: the same share of the line's tax as of its amount, rounded once a row half away
 * from zero; with the last cent of a line the last of its tax.
 */
export function creditLines(bill: TaxedBill, lines: readonly LineToCredit[]): CreditedLine[] {
  const taxOfLines = allocateTax(bill);
  return lines.map(({ position, amount, creditedBefore, taxesBefore }) => {
    const whole = parseMoney(bill.lines[position - 1]?.amount ?? '0', bill.currency);
    const isLast = amount + creditedBefore === whole;
    const taxes = (taxOfLines[position - 1] ?? []).map((tax) => {
      const full = parseMoney(tax.amount, bill.currency);
      const before = taxesBefore
        .filter(({ code, percent }) => code === tax.code && percent === tax.percent)
        .reduce((sum, one) => sum + parseMoney(one.amount, bill.currency), 0n);
      const share = isLast ? full - before : smaller(roundedShare(full, amount, whole), full - before);
      return { ...tax, amount: formatMoney(share, bill.currency) };
    });
    return { position, amount, taxes };
  });
}

export const taxOf = ({ taxes }: CreditedLine, currency: string): bigint =>
  taxes.reduce((sum, { amount }) => sum + parseMoney(amount, currency), 0n);

/** `full` x `part` / `whole`, all of them above zero or zero, rounded half away from zero. */
const roundedShare = (full: bigint, part: bigint, whole: bigint): bigint => (2n * full * part + whole) / (2n * whole);
const smaller = (a: bigint, b: bigint): bigint => (a < b ? a : b);
