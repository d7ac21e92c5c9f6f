import { inTransaction, type Scope } from '../../database/scope.ts';
import { Refused } from '../../graphql/refusals.ts';
import type { Job, JobContext } from '../../jobs.ts';
import { billedAlreadyAsSkipped, billLocked, type CustomerBilled } from './bill-customer.service.ts';
import { BillingRun, BillingRunOutcome } from './invoice.entity.ts';
import { findInvoiceToChange } from './find-invoice.ts';
import { issue } from './issue.service.ts';
import { periodOf } from './period.rules.ts';
import { recompute } from './recompute.service.ts';

/**
 * Queues a job for each customer of a run that is still to do. Run again, it queues the same jobs under the same keys. In
 * one order for all runs, as each customer's queue is a row that two runs would lock.
 */
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
       from billing_run_outcome where run_id = ? and outcome is null order by customer_id`,
      [runId],
    );
    await em.execute("select queue_job('finishBillingRun', ?::json, ?)", [
      JSON.stringify({ runId }),
      `finish:${runId}`,
    ]);
  });

/**
 * Bills one customer of a run and notes how it came out, in one transaction. A second time it finds the outcome and does
 * nothing. What goes wrong with one customer is that customer's outcome; only the loss of the database is left to the
 * queue's retry.
 */
export const billCustomerOfRun: Job<{ outcomeId: string }> = async (context, { outcomeId }) => {
  const part = await context.em.findOne(BillingRunOutcome, { id: outcomeId });
  if (!part) return;
  if (!part.outcome) {
    const run = await context.em.findOneOrFail(BillingRun, { id: part.runId });
    const bill = () =>
      inTransaction(context, async (scope) => {
        const how = { skipExisting: run.skipExisting, run };
        const billed = await billLocked(scope, part.customer.id, periodOf(run.period), how);
        await note(scope, outcomeId, billed);
        return billed;
      });
    const billed = await billedAlreadyAsSkipped(bill).catch(asFailed);
    if (billed.errorCode !== null) await note(context, outcomeId, billed);
  }
  await finish(context, part.runId);
};

async function note({ em, now }: Scope, outcomeId: string, billed: CustomerBilled): Promise<void> {
  await em.nativeUpdate(
    BillingRunOutcome,
    { id: outcomeId, outcome: null },
    { ...billed, invoiceIds: [...billed.invoiceIds], finishedAt: now() },
  );
}

/** Ends a run that had no customer, or whose last job could not say so. */
export const finishBillingRun: Job<{ runId: string }> = (context, { runId }) => finish(context, runId);

/**
 * Issues and mails a draft once late readings can no longer come, rated anew with those that came. One that somebody held or
 * cancelled meanwhile stays, and so does one that is held by its new rating.
 */
export const issueDraft: Job<{ invoiceId: string }> = (context, { invoiceId }) =>
  inTransaction(context, async (scope) => {
    const invoice = await findInvoiceToChange(scope, invoiceId);
    if (invoice.status !== 'DRAFT') return;
    const actor = 'Hashyard';
    const { status } = await recompute({ ...scope, actor }, invoice);
    if (status === 'DRAFT') await issue(scope, invoice, { send: true, actor });
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

/** Marks the run as finished once nothing of it is left to do. */
async function finish(context: JobContext, runId: string): Promise<void> {
  await context.em.execute(
    `update billing_run r set state = 'FINISHED', finished_at = ? where r.id = ? and r.state = 'RUNNING'
       and not exists (select 1 from billing_run_outcome o where o.run_id = r.id and o.outcome is null)`,
    [context.now(), runId],
  );
}
