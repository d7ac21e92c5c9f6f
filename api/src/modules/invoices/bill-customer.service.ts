import { DriverException } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { inTransaction } from '../../database/scope.ts';
import { startOfDate } from '../contracts/index.ts';
import { Customer } from '../customers/customer.entity.ts';
import { BillingSettings } from '../organizations/organization.entity.ts';
import type { BillingScope } from './billing-scope.ts';
import { cancel } from './ending.service.ts';
import { type BillingRun, Invoice } from './invoice.entity.ts';
import type { BillingOutcome } from './invoice.words.ts';
import { issue } from './issue.service.ts';
import { addDays, type Period } from './period.rules.ts';
import { type Plans, planInvoices } from './plan-invoices.service.ts';
import { readyMonth } from './ready-month.service.ts';
import { keepTrueUps } from './true-up.service.ts';
import { letGo, type Write, writeInvoice } from './write-invoice.service.ts';

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
  await inTransaction(scope, ({ em }) => beginToBill(em, period));
  return billedAlreadyAsSkipped(() => inTransaction(scope, (inside) => billLocked(inside, customerId, period, how)));
}

/**
 * From here on what comes late for the month is noted, for a true-up. In a transaction that ends before the readings are
 * looked at, so that none falls between the two.
 */
export async function beginToBill(em: EntityManager, { endsOn }: Period): Promise<void> {
  const zones: { time_zone: string }[] = await em.execute('select distinct time_zone from contract');
  const ends = zones.map(({ time_zone }) => startOfDate(endsOn, time_zone).getTime());
  if (ends.length > 0) await em.execute('select raise_billing_horizon(?::timestamptz)', [new Date(Math.max(...ends))]);
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
  const existing = await invoicesOf(em, customerId, period);
  if (skipExisting && existing.length > 0) return done('SKIPPED', existing);
  const write = { ...scope, customer, period, run, actor: run?.startedBy ?? 'Hashyard' };
  await readyMonth(scope, customer, period);
  const written = await writePlans(write, await planInvoices({ em, customer, period, existing }));
  if (written.length === 0) return existing.length > 0 ? done('SKIPPED', existing) : done('NOTHING_TO_BILL', []);
  if (run?.autoSend) for (const invoice of written) await issueWhenReady(write, invoice);
  return done(outcomeOf(written), written);
}

/** A customer's invoices of a month that stand, in the order in which they were made. */
export const invoicesOf = (em: EntityManager, customerId: string, { name }: Period): Promise<Invoice[]> =>
  em.find(
    Invoice,
    { customer: customerId, period: name, status: { $ne: 'CANCELLED' } },
    { orderBy: { id: 'asc' }, refresh: true },
  );

/** Writes what was planned; answers the invoices that came of it. */
export async function writePlans(write: Write, { plans, emptied, trueUps, seen }: Plans): Promise<Invoice[]> {
  const { em } = write;
  for (const invoice of emptied) await cancel(write, invoice, 'Nothing is left to bill on it.');
  // What is written anew gives everything back first: two of them may change places.
  for (const { replaces } of plans) if (replaces) await letGo(em, replaces.id, write.now());
  await keepTrueUps({ em, at: write.now() }, trueUps);
  const written: Invoice[] = [];
  for (const plan of plans) written.push(await writeInvoice(write, plan, seen));
  return written;
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
async function issueWhenReady(scope: BillingScope & { readonly actor: string }, invoice: Invoice): Promise<void> {
  if (invoice.status !== 'DRAFT') return;
  const { collectionDays } = await scope.em.findOneOrFail(BillingSettings, { id: invoice.organizationId });
  const closesAt = startOfDate(addDays(invoice.endsOn, collectionDays), invoice.timeZone);
  if (closesAt <= scope.now()) await issue(scope, invoice, { send: true, actor: scope.actor });
  else
    await scope.em.execute("select queue_job('issueDraft', ?::json, ?, null, ?)", [
      JSON.stringify({ invoiceId: invoice.id }),
      `issue:${invoice.id}`,
      closesAt,
    ]);
}
