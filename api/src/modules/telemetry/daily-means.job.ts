import type { Job, JobContext } from '../../jobs.ts';
import { inTransaction, type Scope } from '../../database/scope.ts';
import { instants } from './reading.store.ts';
import { stepEdges } from './series.rules.ts';

/** Days older than this are made from hours once; until then hours still come in late, and a chart sums them itself. */
const settledAfterMs = 40 * 86_400_000;
/** How many days one statement makes: a first run over years is many small steps, each of which lasts. */
const daysAtOnce = 31;

type SiteRow = { id: string; time_zone: string; until: Date | null; first: Date | null };

/** Makes the settled days of each site from its hours. `from`: made again from there, for readings that came very late. */
export const rollUpDays: Job<{ from?: string }> = async (context, { from }) => {
  const sites: SiteRow[] = await context.em.execute(
    `select s.id, s.time_zone, d.until, (select min(h.at) from miner_hour h join miner m on m.no = h.miner_no where m.site_id = s.id) as first
     from site s left join site_days d on d.id = s.id`,
  );
  for (const site of sites) await rollUpSite(context, site, from ? new Date(from) : null);
};

async function rollUpSite(context: JobContext, site: SiteRow, again: Date | null): Promise<void> {
  if (!site.first) return;
  const begun = new Date(site.until ?? site.first);
  const fromMs = Math.min(begun.getTime(), again?.getTime() ?? Number.POSITIVE_INFINITY);
  const edges = stepEdges(fromMs, context.now().getTime() - settledAfterMs, 'DAYS_1', site.time_zone);
  // The day in which the settled time ends isn't over yet.
  const whole = edges.slice(0, -1);
  for (let first = 0; first < whole.length - 1; first += daysAtOnce) {
    const part = whole.slice(first, first + daysAtOnce + 1);
    await inTransaction(context, (scope) => makeDays(scope, context.organizationId, site.id, part));
  }
}

async function makeDays(
  { em }: Scope,
  organizationId: string,
  siteId: string,
  edges: readonly number[],
): Promise<void> {
  const [from, until] = [new Date(edges[0] as number), new Date(edges.at(-1) as number)];
  await em.execute(makeDaysSql, [
    instants(edges.slice(0, -1)),
    instants(edges.slice(1)),
    organizationId,
    from,
    until,
    siteId,
  ]);
  await em.execute(
    `insert into site_days as d (id, organization_id, until) values (?, ?, ?)
     on conflict (id) do update set until = greatest(d.until, excluded.until)`,
    [siteId, organizationId, until],
  );
}

const makeDaysSql = /* sql */ `
with days as (select * from unnest(?::timestamptz[], ?::timestamptz[]) as d (at, until))
insert into miner_day as t (organization_id, miner_no, at, until, answered, missed, hashrate_count, hashrate_sum, power_count, power_sum, temperature_max)
select ?::uuid, h.miner_no, d.at, d.until, sum(h.answered), sum(h.missed), sum(h.hashrate_count), sum(h.hashrate_sum), sum(h.power_count),
  sum(h.power_sum), max(h.temperature_max)
from miner_hour h join miner m on m.no = h.miner_no join days d on h.at >= d.at and h.at < d.until
where h.at >= ?::timestamptz and h.at < ?::timestamptz and m.site_id = ?
group by h.miner_no, d.at, d.until
on conflict (miner_no, at) do update set until = excluded.until, answered = excluded.answered, missed = excluded.missed,
  hashrate_count = excluded.hashrate_count, hashrate_sum = excluded.hashrate_sum, power_count = excluded.power_count,
  power_sum = excluded.power_sum, temperature_max = excluded.temperature_max`;

/** Has the days made again from which readings came when they were made already. In the transaction that keeps them. */
export async function remakeDays({ em, now }: Scope, earliestMs: number): Promise<void> {
  if (earliestMs >= now().getTime() - settledAfterMs) return;
  const from = new Date(earliestMs).toISOString();
  await em.execute("select queue_job('rollUpDays', ?::json, ?)", [
    JSON.stringify({ from }),
    `rollUpDays:${from.slice(0, 10)}`,
  ]);
}
