import type { EntityManager } from '@mikro-orm/postgresql';
import { inTransaction } from '../database/scope.ts';
import type { JobContext } from '../jobs.ts';
import { type HashrateHistory, readHistory, type RegisterHistory } from './farm.ts';
import type { DemoSite } from './site.ts';

/** Devices per transaction: progress shows often enough, and a statement stays small. */
const batchSize = 50;
const minutes5Ms = 300_000;
const pollEverySeconds = 30;

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
  for await (const batch of inBatches(registers(site, readHistory(simulatorUrl, 'registers', range)))) {
    await inTransaction(context, async ({ em }) => {
      for (const { no, series } of batch) await writeRegister(em, context, no, series);
      await em.execute(
        'select mark_registers(nos, array_fill(?::timestamptz, array[n]), array_fill(?::timestamptz, array[n])) from (select ?::int[] as nos, ?::int as n) m',
        [range.from, range.to, arrayOf(batch.map(({ no }) => no)), batch.length],
      );
    });
    count(batch.length);
  }
  for await (const batch of inBatches(readHistory(simulatorUrl, 'hashrate', range))) {
    await inTransaction(context, async ({ em }) => {
      for (const series of batch) await writeHours(em, context, site.minersBySerial.get(series.serial)?.no, series);
    });
    count(batch.length);
  }
  await seedLastDay(context, site, simulatorUrl, range.to);
}

/** The last 24 hours in steps of 5 minutes too, as the charts of a day show them. */
async function seedLastDay(context: JobContext, site: DemoSite, simulatorUrl: string, now: Date): Promise<void> {
  const to = new Date(Math.floor(now.getTime() / minutes5Ms) * minutes5Ms);
  const range = { from: new Date(to.getTime() - 86_400_000), to };
  await context.em.execute('select ensure_minute_partitions(?, ?)', [range.from, range.to]);
  for await (const batch of inBatches(readHistory(simulatorUrl, 'hashrate', range, minutes5Ms / 1000))) {
    await inTransaction(context, async ({ em }) => {
      for (const series of batch) await writeMinutes(em, context, site.minersBySerial.get(series.serial)?.no, series);
    });
  }
}

/** The history of the registers that we have; a PDU's own total is none of them. */
async function* registers(
  site: DemoSite,
  history: AsyncIterable<RegisterHistory>,
): AsyncGenerator<{ no: number; series: RegisterHistory }> {
  for await (const series of history) {
    const no = site.registersByPlace.get(`${series.serial}/${series.outlet ?? ''}`);
    if (no !== undefined) yield { no, series };
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

async function writeRegister(
  em: EntityManager,
  { organizationId, now }: JobContext,
  no: number,
  series: RegisterHistory,
): Promise<void> {
  await em.execute(
    `insert into register_reading (organization_id, register_no, taken_at, register_wh, source, received_at)
     select ?, ?, ?::timestamptz + (n - 1) * make_interval(secs => ?), wh, 'DEVICE', ?
     from unnest(?::bigint[]) with ordinality as history (wh, n) where wh is not null`,
    [organizationId, no, series.startsAt, series.stepSeconds, now(), arrayOf(series.wh)],
  );
}

const writeHours = (
  em: EntityManager,
  { organizationId }: JobContext,
  no: number | undefined,
  series: HashrateHistory,
) => writeMeans(em, organizationId, no, series, { table: 'miner_hour', columns: '', values: '' });

/** `seen` marks the seconds of the polls that a mean stands for. */
function writeMinutes(
  em: EntityManager,
  { organizationId }: JobContext,
  no: number | undefined,
  series: HashrateHistory,
) {
  const seen = '1'.padEnd(pollEverySeconds, '0').repeat(series.stepSeconds / pollEverySeconds);
  return writeMeans(em, organizationId, no, series, { table: 'miner_5min', columns: ', seen', values: `, b'${seen}'` });
}

type Rollup = { readonly table: string; readonly columns: string; readonly values: string };

async function writeMeans(
  em: EntityManager,
  organizationId: string,
  no: number | undefined,
  series: HashrateHistory,
  into: Rollup,
): Promise<void> {
  if (no === undefined) return;
  await em.execute(
    `insert into ${into.table} (organization_id, miner_no, at, answered, missed, hashrate_count, hashrate_sum, power_count, power_sum, temperature_max${into.columns})
     select ?, ?, ?::timestamptz + (n - 1) * make_interval(secs => ?), polls, 0,
       case when ths is null then 0 else polls end, coalesce(ths, 0) * polls, case when w is null then 0 else polls end, coalesce(w, 0) * polls,
       temperature${into.values}
     from (values (?::int)) step (polls), unnest(?::float8[], ?::float8[], ?::float8[]) with ordinality as history (ths, w, temperature, n)`,
    [
      organizationId,
      no,
      series.startsAt,
      series.stepSeconds,
      series.stepSeconds / pollEverySeconds,
      ...[series.ths, series.powerW, series.temperatureC].map(arrayOf),
    ],
  );
}
