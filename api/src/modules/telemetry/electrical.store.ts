import type { EntityManager } from '@mikro-orm/postgresql';
import type { ElectricalRow } from './batch.rules.ts';
import { instants, numbers } from './reading.store.ts';

/**
 * Adds samples of outlets, phases, PDUs and meters to their 5-minute sums, each (source, second) once for ever. Answers how
 * many were new.
 */
export async function addElectrical(
  em: EntityManager,
  organizationId: string,
  rows: readonly ElectricalRow[],
): Promise<number> {
  if (rows.length === 0) return 0;
  const times = rows.map(({ reading }) => reading.takenAtMs);
  const [answer]: { fresh: string }[] = await em.execute(addElectricalSql, [
    numbers(rows.map(({ no }) => no)),
    instants(times),
    numbers(rows.map(({ reading }) => reading.powerW)),
    numbers(rows.map(({ reading }) => reading.currentA)),
    numbers(rows.map(({ reading }) => reading.voltageV)),
    new Date(times.reduce((a, b) => Math.min(a, b)) - 300_000),
    new Date(times.reduce((a, b) => Math.max(a, b))),
    organizationId,
  ]);
  return Number(answer?.fresh ?? 0);
}

const addElectricalSql = /* sql */ `
with input as (
  select * from unnest(?::int[], ?::timestamptz[], ?::float8[], ?::float8[], ?::float8[]) as t (source_no, taken_at, power, amps, volts)
), sample as (
  select distinct on (source_no, floor(extract(epoch from taken_at))) *,
    date_bin('5 minutes', taken_at, 'epoch'::timestamptz) as bucket, (floor(extract(epoch from taken_at))::bigint % 300)::int as second
  from input order by source_no, floor(extract(epoch from taken_at))
), fresh as (
  -- limit: one look into the index for each sample, as for miners.
  select s.* from sample s left join lateral (
    select seen from electrical_5min m where m.source_no = s.source_no and m.at = s.bucket and m.at between ?::timestamptz and ?::timestamptz limit 1) m on true
  where m.seen is null or get_bit(m.seen, s.second) = 0
), minutes as (
  insert into electrical_5min as t (organization_id, source_no, at, samples, power_count, power_sum, current_count, current_sum, current_max,
    voltage_count, voltage_sum, seen)
  select ?::uuid, source_no, bucket, count(*), count(power), coalesce(sum(power), 0), count(amps), coalesce(sum(amps), 0), max(amps),
    count(volts), coalesce(sum(volts), 0), bit_or(set_bit(repeat('0', 300)::bit(300), second, 1))
  from fresh group by source_no, bucket
  on conflict (source_no, at) do update set samples = t.samples + excluded.samples, power_count = t.power_count + excluded.power_count,
    power_sum = t.power_sum + excluded.power_sum, current_count = t.current_count + excluded.current_count,
    current_sum = t.current_sum + excluded.current_sum, current_max = greatest(t.current_max, excluded.current_max),
    voltage_count = t.voltage_count + excluded.voltage_count, voltage_sum = t.voltage_sum + excluded.voltage_sum, seen = t.seen | excluded.seen
)
select count(*) as fresh from fresh`;

/** The newest live values of each source; an older one never takes a newer one's place. */
export async function saveElectrical(
  em: EntityManager,
  organizationId: string,
  rows: readonly ElectricalRow[],
): Promise<void> {
  if (rows.length === 0) return;
  const values = rows.map(({ id, no, reading }) => ({
    source_id: id,
    source_no: no,
    taken_at: new Date(reading.takenAtMs),
    power_w: reading.powerW,
    power_kind: reading.powerKind,
    current_a: reading.currentA,
    voltage_v: reading.voltageV,
    is_on: reading.on,
  }));
  await em.execute(saveElectricalSql, [JSON.stringify(values), organizationId]);
}

const saveElectricalSql = /* sql */ `
with newest as (
  select distinct on (source_no) * from jsonb_to_recordset(?::jsonb) as x (source_id uuid, source_no int, taken_at timestamptz, power_w float8,
    power_kind text, current_a float8, voltage_v float8, is_on boolean) order by source_no, taken_at desc
)
insert into electrical_latest as t (organization_id, source_no, source_id, taken_at, power_w, power_kind, current_a, voltage_v, is_on)
select ?::uuid, source_no, source_id, taken_at, power_w, power_kind, current_a, voltage_v, is_on from newest
on conflict (source_no) do update set taken_at = excluded.taken_at, power_w = excluded.power_w, power_kind = excluded.power_kind,
  current_a = excluded.current_a, voltage_v = excluded.voltage_v, is_on = excluded.is_on
where t.taken_at < excluded.taken_at`;
