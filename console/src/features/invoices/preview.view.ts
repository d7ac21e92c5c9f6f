import type { MoneyValue } from '@hashyard/ui';
import { formatMoney, parseMoney } from '@hashyard/rating';
import type { InvoicePreviewRowFragment } from '../../gql/graphql.ts';

export type PreviewSummary = {
  readonly invoices: number;
  /** Who would get one of them. */
  readonly customers: number;
  readonly held: number;
  /** One a currency. */
  readonly totals: readonly MoneyValue[];
};

/** What a run would make, in short. */
export function summaryOf(rows: readonly InvoicePreviewRowFragment[]): PreviewSummary {
  return {
    invoices: rows.length,
    customers: new Set(rows.map(({ customer }) => customer.id)).size,
    held: rows.filter(({ holds }) => holds.length > 0).length,
    totals: totalsOf(rows.map(({ total }) => total)),
  };
}

/** Amounts added up, one sum a currency, in the order in which the currencies come. */
export function totalsOf(amounts: readonly MoneyValue[]): MoneyValue[] {
  const sums = new Map<string, bigint>();
  for (const { amount, currency } of amounts)
    sums.set(currency, (sums.get(currency) ?? 0n) + parseMoney(amount, currency));
  return [...sums].map(([currency, sum]) => ({ currency, amount: formatMoney(sum, currency) }));
}
