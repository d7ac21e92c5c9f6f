import { DriverException } from '@mikro-orm/core';
import { inTransaction } from '../../database/scope.ts';
import { startOfDate } from '../contracts/index.ts';
import { Customer } from '../customers/customer.entity.ts';
import { BillingSettings } from '../organizations/organization.entity.ts';
import type { BillingScope } from './billing-scope.ts';
import { buildBundles } from './bundle.service.ts';
import { type BillingRun, Invoice } from './invoice.entity.ts';
import type { BillingOutcome } from './invoice.words.ts';
import { issue } from './issue.service.ts';
import { addDays, type Period } from './period.rules.ts';
import { writeInvoice } from './write-invoice.service.ts';

export type CustomerBilled = {
  readonly outcome: BillingOutcome;
  readonly invoiceIds: readonly string[];
  readonly errorCode: string | null;
  readonly errorMessage: string | null;
};

/** `run`: with its auto-send, what has no hold is issued and mailed. */
type HowToBill = { readonly skipExisting: boolean; readonly run?: BillingRun | null };

/** Bills a customer's month, all or nothing. What is billed already stays, by the database's own word. */
export async function billCustomer<S extends BillingScope>(
  scope: S,
  customerId: string,
  period: Period,
  how: HowToBill,
): Promise<CustomerBilled> {
  return billedAlreadyAsSkipped(() => inTransaction(scope, (inside) => billLocked(inside, customerId, period, how)));
}

/** The unique invoice of a month, or a day's claim, was there already: nothing to do, and no error. */
export async function billedAlreadyAsSkipped(work: () => Promise<CustomerBilled>): Promise<CustomerBilled> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DriverException && /invoice_once|billed_once/.test(error.message))) throw error;
    return {
      outcome: 'SKIPPED',
      invoiceIds: [],
      errorCode: 'ALREADY_BILLED',
      errorMessage: 'The month is billed already.',
    };
  }
}

/**
 * The same in the caller's transaction: drafts, or held invoices, one for each currency. The customer is locked first, so
 * nothing of theirs changes in between.
 */
export async function billLocked<S extends BillingScope>(
  scope: S,
  customerId: string,
  period: Period,
  { skipExisting, run = null }: HowToBill,
): Promise<CustomerBilled> {
  const { em } = scope;
  await em.execute('select 1 from customer where id = ? for no key update', [customerId]);
  const customer = await em.findOneOrFail(Customer, { id: customerId });
  const existing = await em.find(
    Invoice,
    { customer: customerId, period: period.name, status: { $ne: 'CANCELLED' } },
    { orderBy: { id: 'asc' }, refresh: true },
  );
  if (skipExisting && existing.length > 0) return done('SKIPPED', existing);
  const written: Invoice[] = [];
  for (const bundle of await buildBundles(em, customerId, period)) {
    const before = existing.find(({ kind, currency }) => kind === 'USAGE' && currency === bundle.file.currency);
    // What was issued stays as it is.
    if (before && before.status !== 'DRAFT' && before.status !== 'HELD') continue;
    written.push(await writeInvoice({ ...scope, customer, period, run }, bundle, before ?? null));
  }
  if (written.length === 0) return existing.length > 0 ? done('SKIPPED', existing) : done('NOTHING_TO_BILL', []);
  if (run?.autoSend) for (const invoice of written) await issueWhenReady(scope, invoice);
  return done(outcomeOf(written), written);
}

const done = (outcome: BillingOutcome, invoices: readonly Invoice[]): CustomerBilled => ({
  outcome,
  invoiceIds: invoices.map(({ id }) => id),
  errorCode: null,
  errorMessage: null,
});

function outcomeOf(written: readonly Invoice[]): BillingOutcome {
  if (written.some(({ status }) => status === 'HELD')) return 'HELD';
  return written.some(({ status }) => status === 'DRAFT') ? 'DRAFTED' : 'ISSUED';
}

/** Issues and mails a draft: at once, or as a job when the collection of late readings closes. */
async function issueWhenReady(scope: BillingScope, invoice: Invoice): Promise<void> {
  if (invoice.status !== 'DRAFT') return;
  const { collectionDays } = await scope.em.findOneOrFail(BillingSettings, { id: invoice.organizationId });
  const closesAt = startOfDate(addDays(invoice.endsOn, collectionDays), invoice.timeZone);
  if (closesAt <= scope.now()) await issue(scope, invoice, { send: true });
  else
    await scope.em.execute("select queue_job('issueDraft', ?::json, ?, null, ?)", [
      JSON.stringify({ invoiceId: invoice.id }),
      `issue:${invoice.id}`,
      closesAt,
    ]);
}
