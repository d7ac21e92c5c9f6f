import { watch } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { startPostgres } from '../scripts/postgres.mjs';
import { apiProcess, postgresProcesses } from './support/processes.ts';

let database: pg.Pool;
let miners: readonly { id: string }[];
beforeAll(async () => {
  // The demo's own server runs on this folder, so this only answers where.
  const running = await startPostgres({ dir: join(inject('home'), 'postgres') });
  database = new pg.Pool({ connectionString: running.url, max: 1 });
  miners = (await database.query<{ id: string }>('select id from miner')).rows;
  database.on('error', () => {}); // its connection is frozen with the server's; the next query says so itself
});
afterAll(() => database.end());

test.each([
  { name: 'the API', processes: apiProcess },
  { name: 'PostgreSQL', processes: postgresProcesses },
])('while $name stands still every poll is kept at the site, and delivered afterwards, once', async ({ processes }) => {
  const pids = processes(inject('home'));
  const since = new Date();
  let kept: Poll[];
  for (const pid of pids) process.kill(pid, 'SIGSTOP');
  try {
    kept = await twoPollsOfEachMiner(since);
  } finally {
    for (const pid of pids) process.kill(pid, 'SIGCONT');
  }
  await spoolIsEmpty();
  const stored = await secondsStored(since);
  const lost = kept.filter(({ minerId, second }) => !stored.get(minerId)?.has(second));
  expect(lost).toEqual([]);
  const { rows } = await database.query(
    'select count(*)::int as twice from miner_5min where answered + missed <> bit_count(seen)',
  );
  expect(rows).toEqual([{ twice: 0 }]);
});

type Poll = { readonly minerId: string; readonly second: number };

/** Polls since an instant that wait in the spool. */
function waiting(since: Date): Poll[] {
  const spool = new DatabaseSync(spoolFile(), { readOnly: true });
  try {
    const batches = spool
      .prepare('SELECT body FROM batch WHERE set_aside IS NULL AND made_at >= ?')
      .all(since.getTime());
    return batches
      .flatMap(({ body }) => (JSON.parse(String(body)) as { miners: { minerId: string; takenAt: string }[] }).miners)
      .map(({ minerId, takenAt }) => ({ minerId, second: Math.floor(Date.parse(takenAt) / 1000) }));
  } finally {
    spool.close();
  }
}

async function twoPollsOfEachMiner(since: Date): Promise<Poll[]> {
  return onSpoolChange(() => {
    const polls = waiting(since);
    const counts = new Map<string, number>();
    for (const { minerId } of polls) counts.set(minerId, (counts.get(minerId) ?? 0) + 1);
    return miners.every(({ id }) => (counts.get(id) ?? 0) >= 2) ? polls : null;
  });
}

const spoolFile = () => join(inject('home'), 'collector', 'spool.sqlite');

const spoolIsEmpty = () => onSpoolChange(() => (waiting(new Date(0)).length === 0 ? true : null));

/** The first answer that isn't null, looked for whenever the spool is written to. */
function onSpoolChange<T>(look: () => T | null): Promise<T> {
  return new Promise((resolve, reject) => {
    const watcher = watch(join(inject('home'), 'collector'), () => {
      try {
        const answer = look();
        if (answer === null) return;
        watcher.close();
        resolve(answer);
      } catch (error) {
        watcher.close();
        reject(error);
      }
    });
  });
}

/** Which seconds of each miner the database has counted. */
async function secondsStored(since: Date): Promise<Map<string, Set<number>>> {
  const { rows } = await database.query(
    `select m.id, extract(epoch from t.at)::bigint + second as second
     from miner_5min t join miner m on m.no = t.miner_no, generate_series(0, 299) second
     where t.at > $1::timestamptz - interval '5 minutes' and get_bit(t.seen, second) = 1`,
    [since],
  );
  const stored = new Map<string, Set<number>>();
  for (const { id, second } of rows) stored.set(id, (stored.get(id) ?? new Set()).add(Number(second)));
  return stored;
}
