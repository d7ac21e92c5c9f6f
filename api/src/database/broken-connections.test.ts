import type { MikroORM } from '@mikro-orm/postgresql';
import type { Pool } from 'pg';
import { expect, test, vi } from 'vitest';
import { useDatabase } from '../../test/database.ts';
import { createOrm } from './orm.ts';
import { managerForNobody } from './scope.ts';

const database = useDatabase();

const poolOf = async (orm: MikroORM): Promise<Pool> =>
  (orm.driver.getConnection() as unknown as { getNativeClient(): Promise<Pool> }).getNativeClient();

/** A transaction in whose middle the server drops its connection, as a restart does. */
async function interrupted(orm: MikroORM): Promise<void> {
  await managerForNobody(orm).transactional(async (em) => {
    const [row]: { pid: number }[] = await em.execute('select pg_backend_pid() as pid');
    await database().owner.query('select pg_terminate_backend($1)', [row?.pid]);
    await em.execute('select 1');
  });
}

test('transactions that lose their connection cost the pool nothing, and it still closes', async () => {
  const orm = await createOrm(database().appUrl, { poolSize: 2 });
  for (let time = 0; time < 3; time++) {
    await expect(interrupted(orm)).rejects.toThrow(/connection|terminat/i);
    expect(await managerForNobody(orm).execute('select 1 as alive')).toEqual([{ alive: 1 }]);
  }
  const pool = await poolOf(orm);
  await vi.waitFor(() => expect(pool.totalCount - pool.idleCount).toBe(0), { timeout: 3_000 });
  await orm.close(true);
});
