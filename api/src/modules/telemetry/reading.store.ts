import type { EntityManager } from '@mikro-orm/postgresql';
import type { MinerRow, RegisterRow } from './batch.rules.ts';
import type { LatestAnswer } from './reading.rules.ts';

/** Array literals for `unnest`: the ORM spreads JavaScript arrays into many parameters. */
export const numbers = (values: readonly (number | bigint | null)[]): string =>
  `{${values.map((value) => value ?? 'NULL').join(',')}}`;
export const instants = (values: readonly number[]): string =>
  `{${values.map((ms) => `"${new Date(ms).toISOString()}"`).join(',')}}`;
const booleans = (values: readonly boolean[]): string => `{${values.join(',')}}`;
const texts = (values: readonly (string | null)[]): string =>
  `{${values.map((value) => (value === null ? 'NULL' : `"${value.replaceAll(/["\\]/g, '\\$&')}"`)).join(',')}}`;

/**
 * One writer per collector at a time, until the transaction ends: two deliveries of one batch then can't both count a
 * sample, nor wait for each other's rows in opposite order.
 */
export async function lockCollector(em: EntityManager, collectorId: string): Promise<void> {
  await em.execute("select pg_advisory_xact_lock(hashtextextended('hashyard readings ' || ?, 0))", [collectorId]);
}

/** Whether its token still stands: a batch may have been shown on the word of a moment before. */
export async function isCollector(em: EntityManager, collectorId: string): Promise<boolean> {
  const rows = await em.execute('select 1 from collector where id = ? and revoked_at is null', [collectorId]);
  return rows.length > 0;
}

/** Adds samples to the 5-minute and hourly sums, each (miner, second) once for ever. Answers how many were new. */
export async function addSamples(
  em: EntityManager,
  organizationId: string,
  rows: readonly MinerRow[],
): Promise<number> {
  if (rows.length === 0) return 0;
  const times = rows.map((row) => row.takenAtMs);
  const earliest = times.reduce((a, b) => Math.min(a, b));
  const latest = times.reduce((a, b) => Math.max(a, b));
  const [answer]: { fresh: string }[] = await em.execute(addSamplesSql, [
    numbers(rows.map((row) => row.no)),
    instants(times),
    booleans(rows.map((row) => row.answer !== null)),
    numbers(rows.map((row) => row.answer?.hashrateThs ?? null)),
    numbers(rows.map((row) => row.answer?.powerW ?? null)),
    numbers(rows.map((row) => row.answer?.temperatureC ?? null)),
    new Date(earliest - 300_000),
    new Date(latest),
    organizationId,
    organizationId,
  ]);
  return Number(answer?.fresh ?? 0);
}

const addSamplesSql = /* sql */ `
with input as (
  select * from unnest(?::int[], ?::timestamptz[], ?::boolean[], ?::float8[], ?::float8[], ?::float8[])
    as t (miner_no, taken_at, answered, hashrate, power, temperature)
), sample as (
  select distinct on (miner_no, floor(extract(epoch from taken_at))) *,
    date_bin('5 minutes', taken_at, 'epoch'::timestamptz) as bucket, (floor(extract(epoch from taken_at))::bigint % 300)::int as second
  from input order by miner_no, floor(extract(epoch from taken_at)), answered desc
), fresh as (
  -- limit: one look into the index for each sample. As a plain join the planner, who guesses one row, compares all with all.
  select s.* from sample s left join lateral (
    select seen from miner_5min m where m.miner_no = s.miner_no and m.at = s.bucket and m.at between ?::timestamptz and ?::timestamptz limit 1) m on true
  where m.seen is null or get_bit(m.seen, s.second) = 0
), minutes as (
  insert into miner_5min as t (organization_id, miner_no, at, answered, missed, hashrate_count, hashrate_sum, power_count, power_sum, temperature_max, seen)
  select ?::uuid, miner_no, bucket, count(*) filter (where answered), count(*) filter (where not answered), count(hashrate), coalesce(sum(hashrate), 0),
    count(power), coalesce(sum(power), 0), max(temperature), bit_or(set_bit(repeat('0', 300)::bit(300), second, 1))
  from fresh group by miner_no, bucket
  on conflict (miner_no, at) do update set answered = t.answered + excluded.answered, missed = t.missed + excluded.missed,
    hashrate_count = t.hashrate_count + excluded.hashrate_count, hashrate_sum = t.hashrate_sum + excluded.hashrate_sum,
    power_count = t.power_count + excluded.power_count, power_sum = t.power_sum + excluded.power_sum,
    temperature_max = greatest(t.temperature_max, excluded.temperature_max), seen = t.seen | excluded.seen
), hours as (
  insert into miner_hour as t (organization_id, miner_no, at, answered, missed, hashrate_count, hashrate_sum, power_count, power_sum, temperature_max)
  select ?::uuid, miner_no, date_bin('1 hour', taken_at, 'epoch'::timestamptz), count(*) filter (where answered), count(*) filter (where not answered),
    count(hashrate), coalesce(sum(hashrate), 0), count(power), coalesce(sum(power), 0), max(temperature)
  from fresh group by 2, 3
  on conflict (miner_no, at) do update set answered = t.answered + excluded.answered, missed = t.missed + excluded.missed,
    hashrate_count = t.hashrate_count + excluded.hashrate_count, hashrate_sum = t.hashrate_sum + excluded.hashrate_sum,
    power_count = t.power_count + excluded.power_count, power_sum = t.power_sum + excluded.power_sum,
    temperature_max = greatest(t.temperature_max, excluded.temperature_max)
)
select count(*) as fresh from fresh`;

/** Registers are kept as they came, for ever the same: a key that is there stays, and what it holds is answered. */
export async function addRegisterReadings(
  em: EntityManager,
  organizationId: string,
  rows: readonly RegisterRow[],
  receivedAt: Date,
): Promise<{ row: number; same: boolean }[]> {
  if (rows.length === 0) return [];
  const times = rows.map((row) => row.takenAtMs);
  return em.execute(addRegisterReadingsSql, [
    numbers(rows.map((row) => row.row)),
    numbers(rows.map((row) => row.no)),
    instants(times),
    numbers(rows.map((row) => row.registerWh)),
    texts(rows.map((row) => row.raw)),
    new Date(times.reduce((a, b) => Math.min(a, b))),
    new Date(times.reduce((a, b) => Math.max(a, b))),
    organizationId,
    receivedAt,
  ]);
}

const addRegisterReadingsSql = /* sql */ `
with input as (
  select * from unnest(?::int[], ?::int[], ?::timestamptz[], ?::bigint[], ?::text[]) as t (row, register_no, taken_at, register_wh, raw)
), known as (
  select i.*, r.register_wh as stored from input i left join lateral (
    select register_wh from register_reading r
    where r.register_no = i.register_no and r.taken_at = i.taken_at and r.taken_at between ?::timestamptz and ?::timestamptz limit 1) r on true
), added as (
  insert into register_reading (organization_id, register_no, taken_at, register_wh, source, raw, received_at)
  select ?::uuid, register_no, taken_at, register_wh, 'DEVICE', raw, ?::timestamptz from known where stored is null
  on conflict (register_no, taken_at) do nothing
)
select row, stored = register_wh as same from known where stored is not null`;

/** The newest answer of each miner; an older one never takes a newer one's place. */
export async function saveAnswers(
  em: EntityManager,
  organizationId: string,
  answers: readonly { readonly id: string; readonly no: number; readonly answer: LatestAnswer }[],
): Promise<void> {
  if (answers.length === 0) return;
  const rows = answers.map(({ id, no, answer }) => ({
    miner_id: id,
    miner_no: no,
    taken_at: new Date(answer.takenAtMs),
    hashing: answer.hashing,
    hashrate_ths: answer.hashrateThs,
    power_w: answer.powerW,
    power_kind: answer.powerKind,
    temperature_c: answer.temperatureC,
    inlet_temperature_c: answer.inletTemperatureC,
    uptime_seconds: answer.uptimeSeconds,
    pool: answer.pool,
    worker: answer.worker,
    faults: answer.faults,
    fans_rpm: answer.fansRpm,
    boards: answer.boards,
    status: answer.status,
    status_since: new Date(answer.statusSinceMs),
  }));
  await em.execute(saveAnswersSql, [organizationId, JSON.stringify(rows)]);
}

const saveAnswersSql = /* sql */ `
insert into miner_latest as t (organization_id, miner_id, miner_no, taken_at, hashing, hashrate_ths, power_w, power_kind, temperature_c, inlet_temperature_c,
  uptime_seconds, pool, worker, faults, fans_rpm, boards, status, status_since)
select ?::uuid, * from jsonb_to_recordset(?::jsonb) as x (miner_id uuid, miner_no int, taken_at timestamptz, hashing boolean, hashrate_ths float8,
  power_w float8, power_kind text, temperature_c float8, inlet_temperature_c float8, uptime_seconds int, pool text, worker text, faults text[],
  fans_rpm int[], boards jsonb, status text, status_since timestamptz)
on conflict (miner_no) do update set taken_at = excluded.taken_at, hashing = excluded.hashing, hashrate_ths = excluded.hashrate_ths,
  power_w = excluded.power_w, power_kind = excluded.power_kind, temperature_c = excluded.temperature_c,
  inlet_temperature_c = excluded.inlet_temperature_c, uptime_seconds = excluded.uptime_seconds, pool = excluded.pool, worker = excluded.worker,
  faults = excluded.faults, fans_rpm = excluded.fans_rpm, boards = excluded.boards, status = excluded.status, status_since = excluded.status_since
where t.taken_at < excluded.taken_at`;
