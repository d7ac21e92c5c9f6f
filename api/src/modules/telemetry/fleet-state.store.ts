import type { EntityManager } from '@mikro-orm/postgresql';
import type { BoardReading, ElectricalReading, LatestAnswer, PowerKind } from './reading.rules.ts';
import type { AnsweredStatus, StatusFacts } from './status.rules.ts';

/** What the database knows of a miner that isn't a reading. */
export type MinerFacts = StatusFacts & {
  /** Numbers of the outlets and meters that feed it now; `alone` says that it shares none of them. */
  readonly sources: readonly number[];
  readonly alone: boolean;
};

export async function loadFacts(em: EntityManager, at: Date): Promise<(MinerFacts & { id: string; no: number })[]> {
  type Row = {
    id: string;
    no: number;
    rated: number;
    maintenance: boolean;
    maintenance_since: Date | null;
    paused_since: Date | null;
    poll_every_seconds: number | null;
    created_at: Date;
    sources: number[] | null;
    alone: boolean | null;
  };
  const rows: Row[] = await em.execute(
    `with fed as (
       select f.miner_id, coalesce(o.no, t.no) as no, count(*) over (partition by coalesce(f.outlet_id, f.meter_id)) as units
       from feed f left join outlet o on o.id = f.outlet_id left join meter t on t.id = f.meter_id
       where f.during @> ?::timestamptz),
     sources as (select miner_id, array_agg(no order by no) as sources, max(units) = 1 as alone from fed group by miner_id)
     select m.id, m.no, coalesce(m.rated_hashrate_ths, k.rated_hashrate_ths)::float8 as rated, m.maintenance, m.maintenance_since, m.paused_since,
       c.poll_every_seconds, m.created_at, s.sources, s.alone
     from miner m join miner_model k on k.id = m.model_id left join collector c on c.id = m.collector_id
       left join sources s on s.miner_id = m.id`,
    [at],
  );
  return rows.map((row) => ({
    id: row.id,
    no: row.no,
    ratedHashrateThs: row.rated,
    maintenance: row.maintenance,
    maintenanceSinceMs: row.maintenance_since ? new Date(row.maintenance_since).getTime() : null,
    pausedSinceMs: row.paused_since ? new Date(row.paused_since).getTime() : null,
    pollEveryMs: (row.poll_every_seconds ?? defaultPollSeconds) * 1000,
    createdAtMs: new Date(row.created_at).getTime(),
    sources: row.sources ?? [],
    alone: row.alone ?? false,
  }));
}

/** Of a miner without a collector. */
const defaultPollSeconds = 30;

export async function loadAnswers(em: EntityManager): Promise<{ no: number; answer: LatestAnswer }[]> {
  type Row = {
    miner_no: number;
    taken_at: Date;
    hashing: boolean | null;
    hashrate_ths: number | null;
    power_w: number | null;
    power_kind: PowerKind | null;
    temperature_c: number | null;
    inlet_temperature_c: number | null;
    uptime_seconds: number | null;
    pool: string | null;
    worker: string | null;
    faults: string[];
    fans_rpm: number[] | null;
    boards: BoardReading[];
    status: AnsweredStatus;
    status_since: Date;
  };
  const rows: Row[] = await em.execute('select * from miner_latest');
  return rows.map((row) => ({
    no: row.miner_no,
    answer: {
      takenAtMs: new Date(row.taken_at).getTime(),
      hashing: row.hashing,
      hashrateThs: row.hashrate_ths,
      powerW: row.power_w,
      powerKind: row.power_kind,
      temperatureC: row.temperature_c,
      inletTemperatureC: row.inlet_temperature_c,
      uptimeSeconds: row.uptime_seconds,
      pool: row.pool,
      worker: row.worker,
      faults: row.faults,
      fansRpm: row.fans_rpm,
      boards: row.boards,
      status: row.status,
      statusSinceMs: new Date(row.status_since).getTime(),
    },
  }));
}

export async function loadElectrical(em: EntityManager): Promise<{ no: number; reading: ElectricalReading }[]> {
  type Row = {
    source_no: number;
    taken_at: Date;
    power_w: number | null;
    power_kind: PowerKind | null;
    current_a: number | null;
    voltage_v: number | null;
    is_on: boolean | null;
  };
  const rows: Row[] = await em.execute('select * from electrical_latest');
  return rows.map((row) => ({
    no: row.source_no,
    reading: {
      takenAtMs: new Date(row.taken_at).getTime(),
      powerW: row.power_w,
      powerKind: row.power_kind,
      currentA: row.current_a,
      voltageV: row.voltage_v,
      on: row.is_on,
    },
  }));
}
