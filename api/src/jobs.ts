import type { Installation } from './context.ts';
import { managerFor, type Scope } from './database/scope.ts';

/** What a job gets: its organization's rows, as a job. */
export type JobContext = Scope & { readonly installation: Installation; readonly organizationId: string };

/** A job's work. The payload comes from `queue_job` in this code base, never from outside. */
export type Job<Payload> = (context: JobContext, payload: Payload) => Promise<void>;

/** A scope for one organization's job; its rows are all that the job can reach. */
export function jobContext(installation: Installation, organizationId: string, task: string): JobContext {
  const em = managerFor(installation.orm, {
    kind: 'JOB',
    organizationId,
    customerId: null,
    userId: null,
    actor: `job:${task}`,
  });
  return { em, now: installation.now, installation, organizationId };
}
