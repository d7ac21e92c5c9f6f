import { EventEmitter } from 'node:events';
import { Logger, parseCronItems, run, type TaskList, type WorkerEvents } from 'graphile-worker';
import type { Installation } from './context.ts';
import { keepAlive } from './dead-workers.ts';
import { type Job, jobContext } from './jobs.ts';
import { settleCommands } from './modules/commands/index.ts';
import { queueTurnOfTerms, turnTerms } from './modules/contracts/index.ts';
import { sendPasswordReset } from './modules/identity/index.ts';
import { billCustomerOfRun, finishBillingRun, issueDraft, startBillingRun } from './modules/invoices/index.ts';
import { type MailRoute, sendMail } from './modules/mail/index.ts';
import { judgeRegisters } from './modules/metering/index.ts';
import { keepPartitions, rollUpDays } from './modules/telemetry/index.ts';

/** At once; a mail server or database that is away for a while costs a job nothing but the wait. */
const atOnce = 4;
/** A job that is told to stop has this long before it is given up; it is done again later. */
const stopMs = 5_000;

/** What an organization's payload names; `organizationId` was put in by `queue_job`. */
const ofOrganization =
  <Payload>(installation: Installation, name: string, job: Job<Payload>) =>
  (payload: unknown) => {
    const { organizationId } = payload as { organizationId: string };
    return job(jobContext(installation, organizationId, name), payload as Payload);
  };

/** Work for the whole installation: no organization's row is in its reach. */
const ofInstallation =
  <Payload>(installation: Installation, name: string, job: Job<Payload>) =>
  (payload: unknown) =>
    job(jobContext(installation, '00000000-0000-0000-0000-000000000000', name), payload as Payload);

/** Every task that code of ours queues. Without a mail server mails stay in the queue until there is one. */
export function taskList(installation: Installation, mail: MailRoute | null): TaskList {
  return {
    startBillingRun: ofOrganization(installation, 'startBillingRun', startBillingRun),
    billCustomerOfRun: ofOrganization(installation, 'billCustomerOfRun', billCustomerOfRun),
    finishBillingRun: ofOrganization(installation, 'finishBillingRun', finishBillingRun),
    issueDraft: ofOrganization(installation, 'issueDraft', issueDraft),
    judgeRegisters: ofOrganization(installation, 'judgeRegisters', judgeRegisters),
    rollUpDays: ofOrganization(installation, 'rollUpDays', rollUpDays),
    turnTerms: ofOrganization(installation, 'turnTerms', turnTerms),
    queueTurnOfTerms: ofInstallation(installation, 'queueTurnOfTerms', queueTurnOfTerms),
    settleCommands: ofOrganization(installation, 'settleCommands', settleCommands),
    sendPasswordReset: ofInstallation(installation, 'sendPasswordReset', sendPasswordReset),
    keepPartitions: ofInstallation(installation, 'keepPartitions', keepPartitions),
    ...(mail ? { sendMail: ofOrganization(installation, 'sendMail', sendMail(mail)) } : {}),
  };
}

/** Terms end at midnight somewhere every hour. What was missed while nothing ran is made up for at the start. */
const regularly = parseCronItems([
  { task: 'queueTurnOfTerms', match: '3 * * * *' },
  { task: 'keepPartitions', match: '17 3 * * *', options: { backfillPeriod: 86_400_000 } },
]);

/** What went wrong, a line each; what went well says nothing. */
const logger = new Logger(({ taskIdentifier, jobId }) => (level, message, meta) => {
  if (level !== 'error' && level !== 'warning') return;
  const error = meta?.error instanceof Error ? meta.error.stack : undefined;
  console.error(JSON.stringify({ level, message, task: taskIdentifier, job: jobId, error }));
});

/**
 * Runs jobs of the queue until stopped. `jobsUrl` is the database as its owner, who alone may read the queue; what the
 * jobs themselves do goes through `installation`, as role `app`.
 */
export async function startJobs(
  installation: Installation,
  jobsUrl: string,
  mail: MailRoute | null,
): Promise<{ stop(): Promise<void> }> {
  const events: WorkerEvents = new EventEmitter();
  const alive = await keepAlive(jobsUrl, events);
  const runner = await run({
    connectionString: jobsUrl,
    concurrency: atOnce,
    noHandleSignals: true,
    gracefulShutdownAbortTimeout: stopMs,
    taskList: taskList(installation, mail),
    parsedCronItems: regularly,
    events,
    logger,
  });
  // Also at each start: a machine that is off at night still gets its partitions, and its terms turn.
  await runner.addJob('keepPartitions', {}, { jobKey: 'keepPartitions at start' });
  await runner.addJob('queueTurnOfTerms', {}, { jobKey: 'queueTurnOfTerms at start' });
  return {
    async stop() {
      await runner.stop();
      await alive.stop();
    },
  };
}
