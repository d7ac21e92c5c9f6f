import { DriverException } from '@mikro-orm/core';
import { inTransaction, type Scope } from '../../database/scope.ts';
import type { Installation } from '../../context.ts';
import { Customer } from '../customers/customer.entity.ts';
import { buildBundles } from './bundle.service.ts';
import { type BillingRun, Invoice } from './invoice.entity.ts';
import type { BillingOutcome } from './invoice.words.ts';
import type { Period } from './period.rules.ts';
import { writeInvoice } from './write-invoice.service.ts';

export type BillingScope = Scope & { readonly installation: Installation };

export type CustomerBilled = {
  readonly outcome: BillingOutcome;
  readonly invoiceIds: readonly string[];
  readonly errorCode: string | null;
  readonly errorMessage: string | null;
};

type HowToBill = { readonly skipExisting: boolean; readonly run?: BillingRun | null };

/**
 * Bills a customer's month in one transaction: drafts, or held invoices, one for each currency. The customer is locked
 * first, so nothing of theirs changes in between; what is billed already stays, by the database's own word.
 */
export async function billCustomer<S extends BillingScope>(
  scope: S,
  customerId: string,
  period: Period,
  how: HowToBill,
): Promise<CustomerBilled> {
  try {
    return await inTransaction(scope, (inside) => bill(inside, customerId, period, how));
  } catch (error) {
    if (isBilledAlready(error))
      return {
        outcome: 'SKIPPED',
        invoiceIds: [],
        errorCode: 'ALREADY_BILLED',
        errorMessage: 'The month is billed already.',
      };
    throw error;
  }
}

async function bill<S extends BillingScope>(
  scope: S,
  customerId: string,
  period: Period,
  how: HowToBill,
): Promise<CustomerBilled> {
  const { em } = scope;
  await em.execute('select 1 from customer where id = ? for no key update', [customerId]);
  const customer = await em.findOneOrFail(Customer, { id: customerId });
  const existing = await em.find(
    Invoice,
    { customer: customerId, period: period.name, status: { $ne: 'CANCELLED' } },
    { orderBy: { id: 'asc' } },
  );
  if (how.skipExisting && existing.length > 0) return skipped(existing);
  const written: Invoice[] = [];
  for (const bundle of await buildBundles(em, customerId, period)) {
    const before = existing.find(({ kind, currency }) => kind === 'USAGE' && currency === bundle.file.currency);
    // What was issued stays as it is.
    if (before && before.status !== 'DRAFT' && before.status !== 'HELD') continue;
    written.push(await writeInvoice({ ...scope, customer, period, run: how.run ?? null }, bundle, before ?? null));
  }
  if (written.length === 0)
    return existing.length > 0
      ? skipped(existing)
      : { outcome: 'NOTHING_TO_BILL', invoiceIds: [], errorCode: null, errorMessage: null };
  return {
    outcome: written.some(({ status }) => status === 'HELD') ? 'HELD' : 'DRAFTED',
    invoiceIds: written.map(({ id }) => id),
    errorCode: null,
    errorMessage: null,
  };
}

const skipped = (existing: readonly Invoice[]): CustomerBilled => ({
  outcome: 'SKIPPED',
  invoiceIds: existing.map(({ id }) => id),
  errorCode: null,
  errorMessage: null,
});

/** The unique invoice of a month, or a day's claim, was there already. */
const isBilledAlready = (error: unknown): boolean =>
  error instanceof DriverException && /invoice_once|billed_once/.test(error.message);
