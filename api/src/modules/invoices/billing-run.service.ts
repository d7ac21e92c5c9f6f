import type { ViewerContext } from '../../context.ts';
import { Faults } from '../../graphql/faults.ts';
import { once } from '../../graphql/once.ts';
import { Conflict, NotFound, refuse } from '../../graphql/refusals.ts';
import { isId, newId } from '../../ids.ts';
import { requireHosting } from '../organizations/index.ts';
import { BillingSettings, Organization } from '../organizations/organization.entity.ts';
import { beginToBill } from './bill-customer.service.ts';
import { BillingRun, BillingRunOutcome } from './invoice.entity.ts';
import type { GenerateInvoicesInput } from './invoice.inputs.ts';
import { isOver, type Period, readPeriod } from './period.rules.ts';
import { invoicesWithNews } from './seen-changes.ts';

/** Starts billing a month. Answers at once: the work is done by jobs, queued in the transaction that writes the run. */
export async function generateInvoices(context: ViewerContext, input: GenerateInvoicesInput): Promise<BillingRun> {
  await requireHosting(context);
  return once(context, 'generateInvoices', input, (scope) => startRun(scope, input), findRun);
}

async function startRun(context: ViewerContext, input: GenerateInvoicesInput): Promise<BillingRun> {
  const { em, viewer } = context;
  const period = readPeriod(input.period) ?? refusePeriod();
  const customers = input.customerIds ? await namedCustomers(context, input.customerIds) : null;
  const zones = await zonesToBill(context, period, customers);
  const open = zones.find((zone) => !isOver(period, zone, context.now()));
  if (open) refuse(new Conflict('PERIOD_OPEN', `${period.name} is not over yet in ${open}.`, ['input', 'period']));
  const settings = await em.findOneOrFail(BillingSettings, { id: viewer.organizationId });
  const at = context.now();
  const run = em.create(BillingRun, {
    id: newId(at.getTime()),
    organizationId: viewer.organizationId,
    period: period.name,
    state: 'QUEUED',
    autoSend: settings.autoSend,
    skipExisting: input.skipExisting ?? true,
    startedBy: viewer.name,
    createdAt: at,
    finishedAt: null,
  });
  await em.flush();
  for (const customer of customers ?? (await customersToBill(context, period)))
    em.create(BillingRunOutcome, {
      id: newId(at.getTime()),
      organizationId: viewer.organizationId,
      runId: run.id,
      customer,
      outcome: null,
      invoiceIds: [],
      errorCode: null,
      errorMessage: null,
      finishedAt: null,
    });
  await em.flush();
  await em.execute("select queue_job('startBillingRun', ?::json, ?)", [
    JSON.stringify({ runId: run.id }),
    `run:${run.id}`,
  ]);
  await beginToBill(em, period);
  return run;
}

function refusePeriod(): never {
  const faults = new Faults();
  faults.add('OUT_OF_RANGE', ['period'], 'period is a month like 2026-06.');
  faults.refuseIfAny();
  throw new Error('unreachable: the fault was added above');
}

async function namedCustomers({ em }: ViewerContext, ids: readonly string[]): Promise<string[]> {
  const faults = new Faults();
  if (ids.length === 0)
    faults.add('REQUIRED', ['customerIds'], 'Name at least one customer, or leave customerIds out.');
  if (ids.length > 5_000)
    faults.add('TOO_MANY', ['customerIds'], 'At most 5000 customers; leave customerIds out for all.');
  faults.refuseIfAny();
  const wellFormed = ids.filter(isId);
  const found: { id: string }[] = await em.execute('select id from customer where id = any (?::uuid[])', [
    `{${wellFormed.join(',')}}`,
  ]);
  const known = new Set(found.map(({ id }) => id));
  const missing = ids.findIndex((id) => !known.has(id.toLowerCase()));
  if (missing >= 0) refuse(new NotFound(['input', 'customerIds', String(missing)]));
  return [...known];
}

/** As the bundle finds contracts: ever in force, and their time meets the month. */
const meetsPeriod = `c.activated_at is not null and c.starts_on < ? and (c.ends_on > ? or (c.auto_renew and c.notice_given_on is null and c.status in ('ACTIVE', 'SUSPENDED')))`;

/** Whoever has a contract in the month, or something of their own that waits for a bill. By name, as they are done. */
async function customersToBill({ em }: ViewerContext, period: Period): Promise<string[]> {
  const [news, parameters] = invoicesWithNews(null);
  const rows: { id: string }[] = await em.execute(
    `with due as (select c.customer_id from contract c where ${meetsPeriod}
       union select a.customer_id from adjustment a where a.invoice_id is null
       union select n.customer_id from (${news}) n)
     select u.id from customer u where u.id in (select customer_id from due) order by u.name, u.id`,
    [period.endsOn, period.startsOn, ...parameters],
  );
  return rows.map(({ id }) => id);
}

/** The zones in which the month has to be over: those of the contracts to bill, the organization's when there are none. */
async function zonesToBill(
  { em, viewer }: ViewerContext,
  period: Period,
  customers: readonly string[] | null,
): Promise<string[]> {
  const rows: { time_zone: string }[] = await em.execute(
    `select distinct c.time_zone from contract c where ${meetsPeriod} and (?::uuid[] is null or c.customer_id = any (?::uuid[]))`,
    [period.endsOn, period.startsOn, ...Array(2).fill(customers && `{${customers.join(',')}}`)],
  );
  if (rows.length > 0) return rows.map(({ time_zone }) => time_zone);
  const organization = await em.findOneOrFail(Organization, { id: viewer.organizationId });
  return [organization.timeZone];
}

async function findRun({ em }: ViewerContext, id: string): Promise<BillingRun> {
  return em.findOneOrFail(BillingRun, { id });
}
