import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import type pg from 'pg';
import { contextFor, type Installation, type ViewerContext } from '../../src/context.ts';
import { rangeText } from '../../src/database/time-range.ts';
import { newId } from '../../src/ids.ts';
import { authenticate, collectorTokenPrefix, newToken } from '../../src/modules/identity/index.ts';

/** A short name that no other row of the test has. */
const unique = (id: string) => id.slice(-8);

export async function site(
  owner: pg.Pool,
  organizationId: string,
  parts: { name?: string; timeZone?: string; energyCostPerKwh?: string | null; customerId?: string | null } = {},
): Promise<string> {
  const id = newId();
  await owner.query(
    `insert into site (id, organization_id, name, city, time_zone, capacity_kw, energy_cost_per_kwh, customer_id, created_at)
     values ($1, $2, $3, 'Odessa', $4, 5000, $5, $6, '2026-01-01T00:00:00Z')`,
    [
      id,
      organizationId,
      parts.name ?? `Site ${unique(id)}`,
      parts.timeZone ?? 'America/Chicago',
      parts.energyCostPerKwh ?? null,
      parts.customerId ?? null,
    ],
  );
  return id;
}

/** A rack with all its slots. */
export async function rack(
  owner: pg.Pool,
  organizationId: string,
  siteId: string,
  parts: { name?: string; rows?: number; columns?: number } = {},
): Promise<{ id: string; slotIds: string[] }> {
  const id = newId();
  const [rows, columns] = [parts.rows ?? 2, parts.columns ?? 3];
  await owner.query(
    'insert into rack (id, organization_id, site_id, name, rows, columns) values ($1, $2, $3, $4, $5, $6)',
    [id, organizationId, siteId, parts.name ?? `Rack ${unique(id)}`, rows, columns],
  );
  const slotIds: string[] = [];
  for (let row = 1; row <= rows; row++) {
    for (let column = 1; column <= columns; column++) {
      const slotId = newId();
      slotIds.push(slotId);
      await owner.query(
        'insert into slot (id, organization_id, rack_id, row_no, column_no, label) values ($1, $2, $3, $4, $5, $6)',
        [slotId, organizationId, id, row, column, `${row}-${column}`],
      );
    }
  }
  return { id, slotIds };
}

export async function minerModel(
  owner: pg.Pool,
  organizationId: string,
  parts: { name?: string; ratedHashrateThs?: string; ratedPowerW?: string } = {},
): Promise<string> {
  const id = newId();
  await owner.query(
    `insert into miner_model (id, organization_id, make, name, rated_hashrate_ths, rated_power_w, rated_efficiency_j_per_th)
     values ($1, $2, 'Antminer', $3, $4, $5, 17.5)`,
    [
      id,
      organizationId,
      parts.name ?? `S21 ${unique(id)}`,
      parts.ratedHashrateThs ?? '200',
      parts.ratedPowerW ?? '3500',
    ],
  );
  return id;
}

export type TestMiner = { readonly id: string; readonly no: number; readonly name: string };

type MinerParts = {
  siteId: string;
  modelId?: string;
  name?: string;
  collectorId?: string | null;
  slotId?: string | null;
  ownerId?: string | null;
  maintenance?: boolean;
  serial?: string | null;
};

export async function miner(owner: pg.Pool, organizationId: string, parts: MinerParts): Promise<TestMiner> {
  const id = newId();
  const modelId = parts.modelId ?? (await minerModel(owner, organizationId));
  const name = parts.name ?? `Miner ${unique(id)}`;
  const { rows } = await owner.query(
    `insert into miner (id, organization_id, site_id, model_id, name, serial, address, collector_id, slot_id, owner_id, maintenance, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, '2026-01-01T00:00:00Z') returning no`,
    [
      id,
      organizationId,
      parts.siteId,
      modelId,
      name,
      parts.serial === undefined ? `SN-${unique(id)}` : parts.serial,
      `cgminer://10.0.${Number.parseInt(id.slice(-4, -2), 16)}.${Number.parseInt(id.slice(-2), 16)}:4028`,
      parts.collectorId ?? null,
      parts.slotId ?? null,
      parts.ownerId ?? null,
      parts.maintenance ?? false,
    ],
  );
  return { id, no: rows[0].no, name };
}

export type TestOutlet = {
  readonly id: string;
  readonly no: number;
  readonly register: { readonly id: string; readonly no: number };
};

/** A PDU with outlets, each with its energy register. */
export async function pdu(
  owner: pg.Pool,
  organizationId: string,
  parts: {
    siteId: string;
    collectorId?: string | null;
    rackId?: string | null;
    outlets?: number;
    name?: string;
    rolloverWh?: string | null;
  },
): Promise<{ id: string; no: number; outlets: TestOutlet[] }> {
  const id = newId();
  const { rows } = await owner.query(
    `insert into pdu (id, organization_id, site_id, rack_id, collector_id, name, address, profile, profile_evidence, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, 'raritan-pdu2', 'RECORDED', '2026-01-01T00:00:00Z') returning no`,
    [
      id,
      organizationId,
      parts.siteId,
      parts.rackId ?? null,
      parts.collectorId ?? null,
      parts.name ?? `PDU ${unique(id)}`,
      `snmp://10.1.${Number.parseInt(id.slice(-4, -2), 16)}.${Number.parseInt(id.slice(-2), 16)}:161`,
    ],
  );
  const outlets: TestOutlet[] = [];
  for (let number = 1; number <= (parts.outlets ?? 2); number++) {
    const [outletId, registerId] = [newId(), newId()];
    const outlet = await owner.query(
      'insert into outlet (id, organization_id, pdu_id, number) values ($1, $2, $3, $4) returning no',
      [outletId, organizationId, id, number],
    );
    const register = await owner.query(
      `insert into register (id, organization_id, outlet_id, name, rollover_wh, max_power_w) values ($1, $2, $3, $4, $5, $6) returning no`,
      [
        registerId,
        organizationId,
        outletId,
        `${id.slice(-4)}/${number}`,
        parts.rolloverWh ?? null,
        parts.rolloverWh ? '7300' : null,
      ],
    );
    outlets.push({ id: outletId, no: outlet.rows[0].no, register: { id: registerId, no: register.rows[0].no } });
  }
  return { id, no: rows[0].no, outlets };
}

/** A meter with its energy register. */
export async function meter(
  owner: pg.Pool,
  organizationId: string,
  parts: { siteId: string; collectorId?: string | null; main?: boolean; name?: string },
): Promise<{ id: string; no: number; register: { id: string; no: number } }> {
  const [id, registerId] = [newId(), newId()];
  const made = await owner.query(
    `insert into meter (id, organization_id, site_id, collector_id, name, main, address, profile, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, 'eastron-sdm630', '2026-01-01T00:00:00Z') returning no`,
    [
      id,
      organizationId,
      parts.siteId,
      parts.collectorId ?? null,
      parts.name ?? `Meter ${unique(id)}`,
      parts.main ?? false,
      `modbus://10.2.0.${Number.parseInt(id.slice(-2), 16)}:502?unit=1`,
    ],
  );
  const register = await owner.query(
    'insert into register (id, organization_id, meter_id, name) values ($1, $2, $3, $4) returning no',
    [registerId, organizationId, id, `meter/${unique(id)}`],
  );
  return { id, no: made.rows[0].no, register: { id: registerId, no: register.rows[0].no } };
}

/** A miner hangs on an outlet or meter from an instant on (2026-01-01 by default). Answers the feed's id. */
export async function feed(
  owner: pg.Pool,
  organizationId: string,
  parts: {
    outletId?: string;
    meterId?: string;
    minerId?: string;
    siteId?: string;
    from?: string;
    to?: string | null;
    weight?: string;
  },
): Promise<string> {
  const id = newId();
  await owner.query(
    'insert into feed (id, organization_id, outlet_id, meter_id, miner_id, site_id, during, weight) values ($1, $2, $3, $4, $5, $6, $7, $8)',
    [
      id,
      organizationId,
      parts.outletId ?? null,
      parts.meterId ?? null,
      parts.minerId ?? null,
      parts.siteId ?? null,
      range(parts),
      parts.weight ?? '1',
    ],
  );
  return id;
}

/** A customer's reach over a miner, as an activated contract's assignment makes it. */
export async function reach(
  owner: pg.Pool,
  organizationId: string,
  parts: { customerId: string; miner: TestMiner; from?: string; to?: string | null },
): Promise<string> {
  const id = newId();
  await owner.query(
    'insert into reach (id, organization_id, customer_id, unit_id, unit_no, during) values ($1, $2, $3, $4, $5, $6)',
    [id, organizationId, parts.customerId, parts.miner.id, parts.miner.no, range(parts)],
  );
  return id;
}

const range = ({ from, to }: { from?: string; to?: string | null }): string =>
  rangeText({ from: new Date(from ?? '2026-01-01T00:00:00Z'), to: to ? new Date(to) : null });

export type TestCollector = {
  readonly id: string;
  readonly token: string;
  /** Opens what is sealed to the collector. */
  readonly privateKey: KeyObject;
  readonly publicKey: Buffer;
};

export async function collector(
  owner: pg.Pool,
  organizationId: string,
  parts: { siteId: string; name?: string; pollEverySeconds?: number; sealing?: boolean },
): Promise<TestCollector> {
  const id = newId();
  const { token, hash } = newToken(collectorTokenPrefix);
  const keys = generateKeyPairSync('x25519');
  const publicKey = keys.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
  await owner.query(
    `insert into collector (id, organization_id, site_id, name, token_hash, sealing_key, poll_every_seconds, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, '2026-01-01T00:00:00Z')`,
    [
      id,
      organizationId,
      parts.siteId,
      parts.name ?? `Collector ${unique(id)}`,
      hash,
      parts.sealing === false ? null : publicKey,
      parts.pollEverySeconds ?? 30,
    ],
  );
  return { id, token, privateKey: keys.privateKey, publicKey };
}

/** What a resolver gets when this collector asks. */
export async function collectorContext(of: Installation, who: TestCollector): Promise<ViewerContext> {
  const viewer = await authenticate(of.orm, { kind: 'bearer', token: who.token }, of.now());
  if (!viewer) throw new Error('the collector is not known');
  return contextFor(of, viewer, { requestId: newId(), clientAddress: '127.0.0.1', cookie: null }) as ViewerContext;
}
