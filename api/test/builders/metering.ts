import type pg from 'pg';
import { jobContext } from '../../src/jobs.ts';
import { Register } from '../../src/modules/fleet/fleet.entity.ts';
import { judgeRegisters } from '../../src/modules/metering/index.ts';
import { listIntervals } from '../../src/modules/metering/intervals.service.ts';
import { recordReadings } from '../../src/modules/telemetry/index.ts';
import type { TestDatabase } from '../database.ts';
import { collector, collectorContext, feed, miner, minerModel, pdu, site } from './fleet.ts';
import { customer, installation, organization, viewerContext } from './organization.ts';

export type Row = readonly [takenAt: string, wh: number | bigint];

/** Machines on the outlets of a PDU whose collector sends readings as the real one does; the job judges when told to. */
export async function meteringScene(
  database: TestDatabase,
  parts: { miners?: number; rolloverWh?: string; ratedPowerW?: string; timeZone?: string } = {},
) {
  const { owner } = database;
  const organizationId = await organization(owner);
  const siteId = await site(owner, organizationId, parts.timeZone ? { timeZone: parts.timeZone } : {});
  const customerId = await customer(owner, organizationId);
  const who = await collector(owner, organizationId, { siteId });
  const clock = { now: new Date('2026-07-01T12:00:00Z') };
  const here = installation(database, clock);
  const modelId = await minerModel(owner, organizationId, { ratedPowerW: parts.ratedPowerW ?? '3500' });
  const { outlets } = await pdu(owner, organizationId, {
    siteId,
    collectorId: who.id,
    outlets: parts.miners ?? 1,
    rolloverWh: parts.rolloverWh ?? null,
  });
  const units = [];
  for (const outlet of outlets) {
    const made = await miner(owner, organizationId, { siteId, modelId, collectorId: who.id });
    await feed(owner, organizationId, { outletId: outlet.id, minerId: made.id });
    units.push({ ...made, outlet, register: outlet.register });
  }
  let sequence = 0;
  return {
    owner,
    organizationId,
    siteId,
    customerId,
    collectorId: who.id,
    units,
    unit: units[0] as (typeof units)[0],
    clock,
    here,
    staff: () => viewerContext(here, organizationId),
    theirs: (id = customerId) => viewerContext(here, organizationId, 'CUSTOMER_OWNER', id),
    /** What the collector sends of registers, and what it is answered. */
    send: async (registerId: string, rows: readonly Row[]) =>
      recordReadings(await collectorContext(here, who), {
        sequence: ++sequence,
        sentAt: clock.now,
        registers: {
          registerId: rows.map(() => registerId),
          takenAt: rows.map(([at]) => new Date(at)),
          registerWh: rows.map(([, wh]) => String(wh)),
        },
      }),
    /** What it sends of a machine that hashed at these instants. */
    sendHashrate: async (minerId: string, takenAt: readonly string[], ths: number) =>
      recordReadings(await collectorContext(here, who), {
        sequence: ++sequence,
        sentAt: clock.now,
        miners: {
          minerId: takenAt.map(() => minerId),
          takenAt: takenAt.map((at) => new Date(at)),
          answered: takenAt.map(() => true),
          hashing: takenAt.map(() => true),
          hashrateThs: takenAt.map(() => ths),
        },
      }),
    judge: () => judgeRegisters(jobContext(here, organizationId, 'test'), {}),
  };
}

/** Readings of a steady load, each quarter hour or so. */
export function steady(from: string, to: string, powerW: number, startWh = 1_000_000, everySeconds = 900): Row[] {
  const rows: Row[] = [];
  for (let at = Date.parse(from); at <= Date.parse(to); at += everySeconds * 1000)
    rows.push([new Date(at).toISOString(), startWh + Math.round(((at - Date.parse(from)) / 3_600_000) * powerW)]);
  return rows;
}

/** A machine's own answers, hour by hour. */
export async function hashedHours(
  owner: pg.Pool,
  organizationId: string,
  minerNo: number,
  hours: readonly { at: string; answered?: number; missed?: number; hashed?: number }[],
): Promise<void> {
  for (const { at, answered = 120, missed = 0, hashed = answered } of hours) {
    await owner.query('select ensure_telemetry_partitions($1, $1)', [at]);
    await owner.query(
      `insert into miner_hour (organization_id, miner_no, at, answered, missed, hashrate_count, hashrate_sum, power_count, power_sum)
       values ($1, $2, $3, $4, $5, $6::int, 200 * $6::float, 0, 0)`,
      [organizationId, minerNo, at, answered, missed, hashed],
    );
  }
}

export type MeteringScene = Awaited<ReturnType<typeof meteringScene>>;

/** The intervals that the API answers, as short words. */
export async function shown(scene: MeteringScene, from: string, to: string, unit = scene.unit) {
  const context = scene.staff();
  const register = await context.em.findOneOrFail(Register, { id: unit.register.id });
  const { rows } = await listIntervals(context, register, { from: new Date(from), to: new Date(to) }, { first: 5_000 });
  return rows.map(({ quality, energyWh, rule, method }) => [quality, energyWh, rule, ...(method ? [method] : [])]);
}

/** Hours, and quarter hours, of 12 June 2026 (UTC). */
export const hour = (at: number) => new Date(Date.UTC(2026, 5, 12, at)).toISOString();
export const quarter = (at: number) => new Date(Date.UTC(2026, 5, 12, 0, 15 * at)).toISOString();
/** Readings a quarter hour apart. */
export const quarters = (values: readonly number[]): Row[] => values.map((wh, index) => [quarter(index), wh]);
