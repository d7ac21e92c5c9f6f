import type { Pool, PoolClient } from 'pg';

/** Who holds a broken connection learns it at its next statement; by then it has been given back, or never will be. */
const givenBackWithinMs = 1_000;

/**
 * Takes connections back that broke within a transaction: the ORM gives one back only after `rollback` went through, which
 * on a broken one never does. Without this every transaction that a database restart interrupts costs the pool a place for
 * ever, and closing the pool waits for it for ever.
 */
export function takeBackBroken(pool: Pool): void {
  const held = new Set<PoolClient>();
  pool.on('acquire', (client) => held.add(client));
  pool.on('release', (_, client) => held.delete(client));
  pool.on('connect', (client) => {
    client.once('end', () => {
      setTimeout(() => {
        if (held.has(client)) client.release(true);
      }, givenBackWithinMs).unref();
    });
  });
}
