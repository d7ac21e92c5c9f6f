import { inTransaction, type Scope } from '../../database/scope.ts';
import type { Job } from '../../jobs.ts';

/** How long after its expiry a command that was handed out may still be told of. */
const patienceMs = 2 * 60_000;

/** A clock that runs a little slow makes a look come too early; the next one isn't sooner than this. */
const leastWaitMs = 1_000;

/**
 * Has what is still open of a batch looked at after an expiry. One job a batch, whose time moves. The queue is told how
 * long to wait, by our clock, and not until when: where the database's is ahead, that would be over already, again and again.
 */
export async function queueSettling({ em, now }: Scope, batchId: string, expiresAt: Date): Promise<void> {
  const waitMs = Math.max(expiresAt.getTime() + patienceMs - now().getTime(), leastWaitMs);
  await em.execute(
    `select queue_job('settleCommands', ?::json, ?, null, now() + ?::float8 * interval '1 millisecond')`,
    [JSON.stringify({ batchId }), `settleCommands ${batchId}`, waitMs],
  );
}

/** Ends what ran out of time: what was never handed out wasn't done; of what was, nobody knows. */
export const settleCommands: Job<{ batchId: string }> = (context, { batchId }) =>
  inTransaction(context, async (scope) => {
    const { em, now } = scope;
    await em.execute(
      `update device_command set state = 'EXPIRED', finished_at = expires_at, message = 'Its collector did not fetch it in time.'
       where batch_id = ? and state = 'QUEUED' and expires_at <= ?`,
      [batchId, now()],
    );
    await em.execute(
      `update device_command set state = 'UNKNOWN', finished_at = ?, message = 'Its collector has not told how it ended.'
       where batch_id = ? and state = 'SENT' and expires_at <= ?`,
      [now(), batchId, new Date(now().getTime() - patienceMs)],
    );
    const [next]: { at: Date | null }[] = await em.execute(
      `select min(expires_at) as at from device_command where batch_id = ? and state in ('QUEUED', 'SENT')`,
      [batchId],
    );
    if (next?.at) await queueSettling(scope, batchId, new Date(next.at));
  });
