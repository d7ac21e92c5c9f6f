import type { Bill, BillLine, BillTax } from './bill.ts';
import type { TaxRow } from './evidence.ts';
import { fromDecimal, roundDivide } from './exact.ts';
import { formatMoney, parseMoney } from './money.ts';

/** An amount in minor units under a tax code. */
export type Taxable = { readonly amount: bigint; readonly taxCode: string | null };
export type GroupTax = { readonly row: TaxRow; readonly taxable: bigint; readonly amount: bigint };

/** Rule 11: lines of a code are summed, then taxed by each row of the code and rounded once a row. */
export function taxGroups(rows: readonly TaxRow[], lines: readonly Taxable[]): GroupTax[] {
  const sums = new Map<string, bigint>();
  for (const { amount, taxCode } of lines) if (taxCode !== null) sums.set(taxCode, (sums.get(taxCode) ?? 0n) + amount);
  return rows.flatMap((row) => {
    const taxable = sums.get(row.code);
    return taxable === undefined ? [] : [{ row, taxable, amount: taxOf(taxable, row.percent) }];
  });
}

function taxOf(taxable: bigint, percent: string): bigint {
  const { num, den } = fromDecimal(percent);
  return roundDivide(taxable * num, den * 100n);
}

/** A line's part of one row of the bill's `taxes`. */
export type LineTax = { readonly code: string; readonly percent: string; readonly amount: string };

/** What of a bill its tax depends on. */
export type TaxedBill = Pick<Bill, 'currency' | 'taxes'> & {
  readonly lines: readonly Pick<BillLine, 'amount' | 'taxCode'>[];
};

/**
 * Splits every group's tax over its lines (largest remainder, ties to the line listed first), in the order of `bill.lines`.
 * The bill taxes groups, not lines: this says what part of the tax a credit note for one line has to give back, and the
 * parts add up to the group's tax.
 */
export function allocateTax(bill: TaxedBill): LineTax[][] {
  const perLine: LineTax[][] = bill.lines.map(() => []);
  for (const tax of bill.taxes) {
    const members = bill.lines.flatMap(({ taxCode }, i) => (taxCode === tax.code ? [i] : []));
    const amounts = members.map((i) => parseMoney(bill.lines[i]?.amount ?? '0', bill.currency));
    partsOfTax(tax, amounts, bill.currency).forEach((part, n) => {
      perLine[members[n] ?? 0]?.push({
        code: tax.code,
        percent: tax.percent,
        amount: formatMoney(part, bill.currency),
      });
    });
  }
  return perLine;
}

/** Each line's exact tax rounded down; what the group's tax has on top goes to the largest remainders. */
function partsOfTax({ percent, amount }: BillTax, amounts: readonly bigint[], currency: string): bigint[] {
  const { num, den } = fromDecimal(percent);
  const exact = amounts.map((one, index) => {
    const remainder = (((one * num) % (den * 100n)) + den * 100n) % (den * 100n);
    return { index, part: (one * num - remainder) / (den * 100n), remainder };
  });
  const left = parseMoney(amount, currency) - exact.reduce((sum, { part }) => sum + part, 0n);
  const first = exact
    .toSorted((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1))
    .slice(0, Number(left));
  const raised = new Set(first.map(({ index }) => index));
  return exact.map(({ part, index }) => (raised.has(index) ? part + 1n : part));
}
