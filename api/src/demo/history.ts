import type { EntityManager } from '@mikro-orm/postgresql';
import { inTransaction } from '../database/scope.ts';
import type { JobContext } from '../jobs.ts';
import { type HashrateHistory, readHistory, type RegisterHistory } from './farm.ts';
import type { DemoSite } from './site.ts';

/** Devices per transaction: progress shows often enough, and a statement stays small. */
const batchSize = 50;

type Report = (done: number, total: number) => void;

/** The farm's past as if a collector had been there: a register reading and a mean of hashrate for each hour. */
export async function seedHistory(
  context: JobContext,
  site: DemoSite,
  simulatorUrl: string,
  range: { from: Date; to: Date },
  report: Report,
): Promise<void> {
  await context.em.execute('select ensure_telemetry_partitions(?, ?)', [range.from, range.to]);
  const total = site.registersByPlace.size + site.minersBySerial.size;
  let done = 0;
  const count = (more: number) => report((done += more), total);
  for await (const batch of inBatches(readHistory(simulatorUrl, 'registers', range))) {
    await inTransaction(context, async ({ em }) => {
      for (const series of batch)
        await writeRegister(em, context, site.registersByPlace.get(`${series.serial}/${series.outlet ?? ''}`), series);
    });
    count(batch.length);
  }
  for await (const batch of inBatches(readHistory(simulatorUrl, 'hashrate', range))) {
    await inTransaction(context, async ({ em }) => {
      for (const series of batch) await writeHours(em, context, site.minersBySerial.get(series.serial)?.no, series);
    });
    count(batch.length);
  }
}

async function* inBatches<T>(items: AsyncIterable<T>): AsyncGenerator<T[]> {
  let batch: T[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length === batchSize) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

const arrayOf = (values: readonly (string | number | null)[]): string =>
  `{${values.map((value) => value ?? 'NULL').join(',')}}`;

/** A PDU's own total has no register of ours; those lines are left out. */
async function writeRegister(
  em: EntityManager,
  { organizationId, now }: JobContext,
  no: number | undefined,
  series: RegisterHistory,
): Promise<void> {
  if (no === undefined) return;
  await em.execute(
    `insert into register_reading (organization_id, register_no, taken_at, register_wh, source, received_at)
     select ?, ?, ?::timestamptz + (n - 1) * make_interval(secs => ?), wh, 'DEVICE', ?
     from unnest(?::bigint[]) with ordinality as history (wh, n) where wh is not null`,
    [organizationId, no, series.startsAt, series.stepSeconds, now(), arrayOf(series.wh)],
  );
}

async function writeHours(
  em: EntityManager,
  { organizationId }: JobContext,
  no: number | undefined,
  series: HashrateHistory,
): Promise<void> {
  if (no === undefined) return;
  const polls = series.stepSeconds / 30;
  await em.execute(
    `insert into miner_hour (organization_id, miner_no, at, answered, missed, hashrate_count, hashrate_sum, power_count, power_sum, temperature_max)
     select ?, ?, ?::timestamptz + (n - 1) * make_interval(secs => ?), ?, 0,
       case when ths is null then 0 else ? end, coalesce(ths, 0) * ?, case when w is null then 0 else ? end, coalesce(w, 0) * ?, temperature
     from unnest(?::float8[], ?::float8[], ?::float8[]) with ordinality as history (ths, w, temperature, n)`,
    [
      organizationId,
      no,
      series.startsAt,
      series.stepSeconds,
      polls,
      polls,
      polls,
      polls,
      polls,
      arrayOf(series.ths),
      arrayOf(series.powerW),
      arrayOf(series.temperatureC),
    ],
  );
}
