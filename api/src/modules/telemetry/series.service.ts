import { GraphQLError } from 'graphql';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { ViewerContext } from '../../context.ts';
import { instants } from './reading.store.ts';
import { type UnitsSql, unitsOverTime } from './scope.ts';
import { countSteps, mostPoints, rollupFor, type Step, stepEdges } from './series.rules.ts';
import type { Scope } from './telemetry.inputs.ts';
import type { ReadingPoint, ReadingSeries } from './telemetry.type.ts';

/** The range of a question, in bounds. */
export function askedRange({ from, to, step }: { from: Date; to: Date; step: Step }): { fromMs: number; toMs: number } {
  const bad = (message: string) => new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
  const [fromMs, toMs] = [from.getTime(), to.getTime()];
  if (toMs <= fromMs) throw bad('to must be after from.');
  if (countSteps(fromMs, toMs, step) > mostPoints) throw bad(`A series has ${mostPoints} points at most.`);
  return { fromMs, toMs };
}

/** Means per step over a scope, of the time in which its miners were the viewer's. A step without data has nulls. */
export async function readingSeries(
  context: ViewerContext,
  ask: { scope: Scope | null; from: Date; to: Date; step: Step },
): Promise<ReadingSeries> {
  const { em, now } = context;
  const { fromMs, toMs } = askedRange(ask);
  const units = unitsOverTime(ask.scope, now());
  const { zone, daysUntil } = await daysOf(em, units);
  const edges = stepEdges(fromMs, toMs, ask.step, zone);
  const sums = ask.step === 'DAYS_1' ? dailySums(daysUntil) : sumsOf(rollupFor(ask.step));
  return { from: ask.from, to: ask.to, step: ask.step, points: await readPoints(em, units, edges, sums) };
}

/**
 * The site's zone when the scope lies in zones that agree, else the organization's; and until when the days of all its
 * sites are made. Days of one zone are no days of another.
 */
async function daysOf(em: EntityManager, units: UnitsSql): Promise<{ zone: string; daysUntil: Date | null }> {
  const [row]: { zone: string; days_until: Date | null }[] = await em.execute(
    `with sites as (select distinct s.id, s.time_zone from (${units.sql}) u join miner m on m.no = u.no join site s on s.id = m.site_id)
     select case when count(distinct time_zone) = 1 then min(time_zone) else (select time_zone from organization) end as zone,
       case when count(distinct time_zone) = 1 and count(*) = count(d.until) then min(d.until) end as days_until
     from sites left join site_days d on d.id = sites.id`,
    [...units.parameters],
  );
  return { zone: row?.zone ?? 'UTC', daysUntil: row?.days_until ? new Date(row.days_until) : null };
}

/** Where sums come from: a query for rows with their beginning and end. */
type Sums = { readonly sql: string; readonly parameters: readonly unknown[] };

const columns = 'miner_no, hashrate_sum, hashrate_count, power_sum, power_count, temperature_max, answered';

function sumsOf(table: 'miner_5min' | 'miner_hour'): Sums {
  const length = table === 'miner_5min' ? '5 minutes' : '1 hour';
  return { sql: `select at, at + interval '${length}' as until, ${columns} from ${table}`, parameters: [] };
}

function dailySums(until: Date | null): Sums {
  if (!until) return sumsOf('miner_hour');
  return {
    sql: `select at, until, ${columns} from miner_day where at < ?::timestamptz
      union all ${sumsOf('miner_hour').sql} where at >= ?::timestamptz`,
    parameters: [until, until],
  };
}

type PointRow = {
  step: number;
  hashrate: number | null;
  power: number | null;
  temperature: number | null;
  miners: number;
};

async function readPoints(
  em: EntityManager,
  units: UnitsSql,
  edges: readonly number[],
  sums: Sums,
): Promise<ReadingPoint[]> {
  const rows: PointRow[] = await em.execute(
    `with units as (${units.sql}), edges as (select ?::timestamptz[] as at),
     per_miner as (
       select width_bucket(t.at, edges.at) as step, t.miner_no,
         sum(t.hashrate_sum) / nullif(sum(t.hashrate_count), 0) as hashrate, sum(t.power_sum) / nullif(sum(t.power_count), 0) as power,
         max(t.temperature_max) as temperature
       from edges, units u join (${sums.sql}) t on t.miner_no = u.no and (u.during is null or u.during @> tstzrange(t.at, t.until))
       where t.at >= ?::timestamptz and t.at < ?::timestamptz and t.answered > 0 group by 1, 2)
     select step, sum(hashrate) as hashrate, sum(power) as power, max(temperature) as temperature, count(*)::int as miners
     from per_miner group by step`,
    [
      ...units.parameters,
      instants(edges),
      ...sums.parameters,
      new Date(edges[0] as number),
      new Date(edges.at(-1) as number),
    ],
  );
  const byStep = new Map(rows.map((row) => [row.step, row]));
  return edges.slice(0, -1).map((at, index) => {
    const row = byStep.get(index + 1);
    return {
      at: new Date(at),
      hashrateThs: row?.hashrate ?? null,
      powerW: row?.power ?? null,
      temperatureC: row?.temperature ?? null,
      miners: row?.miners ?? 0,
    };
  });
}
