import type { WorkerEvents } from 'graphile-worker';
import pg from 'pg';

const everyMs = 30_000;
/** A worker that has just begun may hold a job before its lock is here. */
const settledSeconds = 10;

/**
 * Frees the jobs of workers that were killed. The queue itself would wait four hours for them. Each of our workers holds
 * an advisory lock under its id as long as its process lives; a job held by an id whose lock is free is nobody's.
 */
export async function keepAlive(jobsUrl: string, events: WorkerEvents): Promise<{ stop(): Promise<void> }> {
  const ids = new Set<string>();
  let client: pg.Client | null = null;
  let stopped = false;

  const drop = () => {
    const lost = client;
    client = null;
    lost?.end().catch(() => null); // it is gone already
  };

  const connect = async () => {
    const next = new pg.Client({ connectionString: jobsUrl, application_name: 'hashyard jobs' });
    next.on('error', drop);
    await next.connect();
    client = next;
    for (const id of ids) await next.query(hold, [id]);
  };

  const tend = async () => {
    if (stopped) return;
    try {
      if (!client) await connect();
      await client?.query(freeDead, [settledSeconds, [...ids]]);
    } catch {
      drop(); // the database is away; the next round tries again
    }
  };

  /** One after the other on the one connection. */
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = (work: () => Promise<unknown>) => (last = last.then(work, work));

  events.on('worker:create', ({ worker }) => {
    ids.add(worker.workerId);
    inTurn(async () => client?.query(hold, [worker.workerId])).catch(drop);
  });
  await connect();
  await tend();
  const timer = setInterval(() => inTurn(tend), everyMs);
  return {
    async stop() {
      stopped = true;
      clearInterval(timer);
      await inTurn(async () => client?.end());
      client = null;
    },
  };
}

const hold = "select pg_advisory_lock(hashtext('hashyard worker'), hashtext($1))";

const freeDead = `
  with held as (
    select locked_by, locked_at from graphile_worker._private_jobs where locked_by is not null
    union select locked_by, locked_at from graphile_worker._private_job_queues where locked_by is not null),
  -- Our own ids are apart: a session is never refused the locks that it holds itself.
  suspects as materialized (select locked_by from held where locked_by <> all ($2::text[]) group by locked_by having max(locked_at) < now() - make_interval(secs => $1)),
  dead as materialized (select locked_by from suspects
    where pg_try_advisory_xact_lock(hashtext('hashyard worker'), hashtext(locked_by)))
  select graphile_worker.force_unlock_workers(array_agg(locked_by)) from dead having count(*) > 0`;
