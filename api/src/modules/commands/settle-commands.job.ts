import { inTransaction, type Scope } from '../../database/scope.ts';
import type { Job } from '../../jobs.ts';

/** How long after its expiry a command that was handed out may still be told of. */
const patienceMs = 2 * 60_000;

/** Has what is still open of a batch looked at after an expiry. One job a batch, whose time moves. */
export async function queueSettling({ em }: Scope, batchId: string, expiresAt: Date): Promise<void> {
  const runAt = new Date(expiresAt.getTime() + patienceMs);
  await em.execute(`select queue_job('settleCommands', ?::json, ?, null, ?)`, [
    JSON.stringify({ batchId }),
    `settleCommands ${batchId}`,
    runAt,
  ]);
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
