import type pg from 'pg';
import type { ViewerContext } from '../../src/context.ts';
import { jobContext } from '../../src/jobs.ts';
import type { Contract } from '../../src/modules/contracts/contract.entity.ts';
import type { CreateContractInput } from '../../src/modules/contracts/contract.inputs.ts';
import { type Conflict, type InvalidInput, Refused } from '../../src/graphql/refusals.ts';
import { activateContract, assignMiners, createContract } from '../../src/modules/contracts/index.ts';
import type { TestDatabase } from '../database.ts';
import { feed, miner, pdu, site, type TestMiner, type TestOutlet } from './fleet.ts';
import { customer, installation, organization, viewerContext } from './organization.ts';

export type MeteredMiner = TestMiner & { readonly outlet: TestOutlet };

/** Miners without an owner, each on an outlet with its own register since the beginning of 2026. */
export async function meteredMiners(
  owner: pg.Pool,
  organizationId: string,
  count: number,
  parts: { siteId?: string } = {},
): Promise<MeteredMiner[]> {
  const siteId = parts.siteId ?? (await site(owner, organizationId));
  const { outlets } = await pdu(owner, organizationId, { siteId, outlets: count });
  const miners: MeteredMiner[] = [];
  for (const outlet of outlets) {
    const made = await miner(owner, organizationId, { siteId });
    await feed(owner, organizationId, { outletId: outlet.id, minerId: made.id });
    miners.push({ ...made, outlet });
  }
  return miners;
}

/** What a register said: pairs of instant and Wh. */
export async function registerReadings(
  owner: pg.Pool,
  organizationId: string,
  registerNo: number,
  rows: readonly (readonly [takenAt: string, wh: number])[],
): Promise<void> {
  const instants = rows.map(([takenAt]) => takenAt);
  await owner.query('select ensure_telemetry_partitions(min(at), max(at)) from unnest($1::timestamptz[]) at', [
    instants,
  ]);
  await owner.query(
    `insert into register_reading (organization_id, register_no, taken_at, register_wh, source, received_at)
     select $1, $2, at, wh, 'DEVICE', at from unnest($3::timestamptz[], $4::bigint[]) as row (at, wh)`,
    [organizationId, registerNo, instants, rows.map(([, wh]) => wh)],
  );
}

/** Hourly readings of a steady load. */
export async function steadyLoad(
  owner: pg.Pool,
  organizationId: string,
  registerNo: number,
  parts: { from: string; to: string; powerW: number; startWh?: number },
): Promise<void> {
  const rows: (readonly [string, number])[] = [];
  const [from, to] = [Date.parse(parts.from), Date.parse(parts.to)];
  for (let at = from, hour = 0; at <= to; at += 3_600_000, hour++)
    rows.push([new Date(at).toISOString(), (parts.startWh ?? 1_000_000) + hour * parts.powerW]);
  await registerReadings(owner, organizationId, registerNo, rows);
}

/** A miner's means of hours, of two polls an hour that both answered. */
export async function steadyHashrate(
  owner: pg.Pool,
  organizationId: string,
  minerNo: number,
  parts: { from: string; to: string; ths: number },
): Promise<void> {
  await owner.query('select ensure_telemetry_partitions($1, $2)', [parts.from, parts.to]);
  await owner.query(
    `insert into miner_hour (organization_id, miner_no, at, answered, missed, hashrate_count, hashrate_sum, power_count, power_sum)
     select $1, $2, at, 2, 0, 2, 2 * $5::float, 0, 0 from generate_series($3::timestamptz, $4::timestamptz - interval '1 hour', interval '1 hour') at`,
    [organizationId, minerNo, parts.from, parts.to, parts.ths],
  );
}

/** A metered Hosted contract of a year from 1 June 2026 at 0.0725, unless said otherwise: a draft. */
export function draftContract(
  context: ViewerContext,
  customerId: string,
  parts: Partial<CreateContractInput> = {},
): Promise<Contract> {
  return createContract(context, {
    customerId,
    type: 'HOSTED',
    term: 'YEARS_1',
    startsOn: '2026-06-01',
    billingMethod: 'METERED',
    rate: '0.0725',
    timeZone: 'America/Chicago',
    capPolicy: 'ALERT_ONLY',
    ...parts,
  });
}

/** The same, with its machines and in force. */
export async function activeContract(
  context: ViewerContext,
  customerId: string,
  minerIds: string[],
  parts: Partial<CreateContractInput> = {},
): Promise<Contract> {
  const contract = await draftContract(context, customerId, parts);
  await assignMiners(context, { contractId: contract.id, minerIds });
  return activateContract(context, { contractId: contract.id });
}

/** An operator, its customer, and metered machines without an owner, on 1 July 2026 until a test moves its clock. */
export async function contractScene(
  database: TestDatabase,
  parts: Parameters<typeof organization>[1] & { miners?: number } = {},
) {
  const { owner } = database;
  const organizationId = await organization(owner, parts);
  const customerId = await customer(owner, organizationId);
  const miners = await meteredMiners(owner, organizationId, parts.miners ?? 2);
  const clock = { now: new Date('2026-07-01T12:00:00Z') };
  const place = installation(database, clock);
  const context = () => viewerContext(place, organizationId);
  const theirs = (role: 'CUSTOMER_OWNER' | 'CUSTOMER_MEMBER' = 'CUSTOMER_OWNER') =>
    viewerContext(place, organizationId, role, customerId);
  const job = () => jobContext(place, organizationId, 'test');
  return {
    owner,
    organizationId,
    customerId,
    miners,
    minerIds: miners.map(({ id }) => id),
    clock,
    context,
    theirs,
    job,
  };
}

/** The refusal that a service answered; anything else fails the test. */
export async function refusalOf(work: Promise<unknown>): Promise<InvalidInput & Conflict> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Refused)) throw new Error(`not refused but ${error}`);
  return error.refusal as InvalidInput & Conflict;
}
