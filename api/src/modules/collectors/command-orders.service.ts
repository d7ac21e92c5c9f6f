import type { Scope } from '../../database/scope.ts';
import type { SignedCommand } from './collector.type.ts';

/** Commands that are handed out at once; a collector works them off within their five minutes. */
const mostAtOnce = 1_000;

/**
 * What a collector has to do now: whose turn has come, which hasn't expired and of which it hasn't told the end. Marked as
 * sent before it leaves: of what was never handed out nobody needs to ask whether it was done.
 */
export async function commandOrders({ em, now }: Scope, collectorId: string): Promise<SignedCommand[]> {
  const at = now();
  const open: { id: string; state: string; payload: string; signature: Buffer }[] = await em.execute(
    `select id, state, payload, signature from device_command
     where collector_id = ? and state in ('QUEUED', 'SENT') and turn_at <= ? and expires_at > ? order by turn_at, id limit ${mostAtOnce}`,
    [collectorId, at, at],
  );
  const fresh = open.filter(({ state }) => state === 'QUEUED').map(({ id }) => id);
  if (fresh.length > 0)
    await em.execute(
      `update device_command set state = 'SENT', sent_at = ? where id = any (?::uuid[]) and state = 'QUEUED'`,
      [at, `{${fresh.join(',')}}`],
    );
  return open.map(({ id, payload, signature }) => ({ id, payload, signature: signature.toString('base64') }));
}
