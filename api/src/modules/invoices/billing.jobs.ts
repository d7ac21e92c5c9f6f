import { startOfDate } from '../contracts/index.ts';
import { inTransaction } from '../../database/scope.ts';
import { Refused } from '../../graphql/refusals.ts';
import type { Job, JobContext } from '../../jobs.ts';
import { BillingSettings } from '../organizations/organization.entity.ts';
import { billCustomer, type CustomerBilled } from './bill-customer.service.ts';
import { BillingRun, BillingRunOutcome, Invoice } from './invoice.entity.ts';
import { findInvoiceToChange, issue } from './issue.service.ts';
import { addDays, type Period, periodOf } from './period.rules.ts';

/** Queues a job for each customer of a run that is still to do. Run again, it queues the same jobs under the same keys. */
export const startBillingRun: Job<{ runId: string }> = (context, { runId }) =>
  inTransaction(context, async ({ em }) => {
    const started = await em.nativeUpdate(
      BillingRun,
      { id: runId, state: { $in: ['QUEUED', 'RUNNING'] } },
      { state: 'RUNNING' },
    );
    if (started === 0) return;
    await em.execute(
      `select queue_job('billCustomerOfRun', json_build_object('outcomeId', id), 'bill:' || id, 'customer:' || customer_id)
       from billing_run_outcome where run_id = ? and outcome is null order by id`,
      [runId],
    );
    await em.execute("select queue_job('finishBillingRun', ?::json, ?)", [
      JSON.stringify({ runId }),
      `finish:${runId}`,
    ]);
  });

/**
 * Bills one customer of a run. A second time it finds the outcome and does nothing. What goes wrong with one customer is
 * that customer's outcome; only the loss of the database is left to the queue's retry.
 */
export const billCustomerOfRun: Job<{ outcomeId: string }> = async (context, { outcomeId }) => {
  const part = await context.em.findOne(BillingRunOutcome, { id: outcomeId });
  if (!part || part.outcome) return;
  const run = await context.em.findOneOrFail(BillingRun, { id: part.runId });
  const period = periodOf(run.period);
  const billed = await billCustomer(context, part.customer.id, period, { skipExisting: run.skipExisting, run }).catch(
    asFailed,
  );
  const done = run.autoSend && billed.outcome === 'DRAFTED' ? await issueAll(context, billed, period) : billed;
  await context.em.nativeUpdate(
    BillingRunOutcome,
    { id: outcomeId, outcome: null },
    {
      outcome: done.outcome,
      invoiceIds: [...done.invoiceIds],
      errorCode: done.errorCode,
      errorMessage: done.errorMessage,
      finishedAt: context.now(),
    },
  );
  await finish(context, run.id);
};

/** Ends a run that had no customer, or whose last job could not say so. */
export const finishBillingRun: Job<{ runId: string }> = (context, { runId }) => finish(context, runId);

/** Issues and mails a draft once late readings can no longer come; one that somebody held or cancelled meanwhile stays. */
export const issueDraft: Job<{ invoiceId: string }> = (context, { invoiceId }) =>
  inTransaction(context, async (scope) => {
    const invoice = await findInvoiceToChange(scope, invoiceId);
    if (invoice.status === 'DRAFT') await issue(scope, invoice, { send: true });
  });

function asFailed(error: unknown): CustomerBilled {
  if (error instanceof Refused)
    return { outcome: 'FAILED', invoiceIds: [], errorCode: error.refusal.code, errorMessage: error.refusal.message };
  console.error(
    JSON.stringify({
      level: 'error',
      message: 'billing a customer failed',
      error: String((error as Error)?.stack ?? error),
    }),
  );
  return {
    outcome: 'FAILED',
    invoiceIds: [],
    errorCode: 'INTERNAL',
    errorMessage: 'Billing failed; the log of the worker has the cause.',
  };
}

/** With auto-send: issued and mailed now, or when the collection of late readings closes. */
async function issueAll(context: JobContext, billed: CustomerBilled, period: Period): Promise<CustomerBilled> {
  const settings = await context.em.findOneOrFail(BillingSettings, { id: context.organizationId });
  let outcome = billed.outcome;
  for (const id of billed.invoiceIds) {
    const invoice = await context.em.findOneOrFail(Invoice, { id });
    const closesAt = startOfDate(addDays(period.endsOn, settings.collectionDays), invoice.timeZone);
    if (closesAt > context.now()) {
      await context.em.execute("select queue_job('issueDraft', ?::json, ?, null, ?)", [
        JSON.stringify({ invoiceId: id }),
        `issue:${id}`,
        closesAt,
      ]);
      continue;
    }
    const failed = await issueDraft(context, { invoiceId: id }).then(() => null, asFailed);
    // The draft stands; what stopped its issue is said beside it.
    if (failed) return { ...billed, errorCode: failed.errorCode, errorMessage: failed.errorMessage };
    outcome = 'ISSUED';
  }
  return { ...billed, outcome };
}

/** Marks the run as finished once nothing of it is left to do. */
async function finish(context: JobContext, runId: string): Promise<void> {
  await context.em.execute(
    `update billing_run r set state = 'FINISHED', finished_at = ? where r.id = ? and r.state = 'RUNNING'
       and not exists (select 1 from billing_run_outcome o where o.run_id = r.id and o.outcome is null)`,
    [context.now(), runId],
  );
}
