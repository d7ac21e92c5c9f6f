import { insertRows } from '../database/insert-rows.ts';
import { newId } from '../ids.ts';
import type { JobContext } from '../jobs.ts';
import { collectorTokenPrefix, newToken } from '../modules/identity/index.ts';
import type { Farm, FarmMeter, FarmMiner } from './farm.ts';

/** What the rest of the demo needs to know of the site: ids by the serial printed on the device. */
export type DemoSite = {
  readonly timeZone: string;
  readonly collectorToken: string;
  readonly minersBySerial: ReadonlyMap<string, { id: string; no: number }>;
  /** By serial and outlet (`serial/3`), meters by serial (`serial/`). */
  readonly registersByPlace: ReadonlyMap<string, number>;
};

/** Puts the whole simulated farm at one site: racks by its own positions, each outlet feeding its miner since `mappedFrom`. */
export async function seedSite(
  context: JobContext,
  farm: Farm,
  place: { name: string; timeZone: string; mappedFrom: Date },
): Promise<DemoSite> {
  const { siteId, collectorId, token } = await seedPlace(context, farm, place);
  const stands = { ...rowParts(context), site_id: siteId, collector_id: collectorId };
  const racks = await seedRacks(context, farm.miners, siteId);
  const minerIds = await seedMiners(context, farm.miners, racks, stands);
  const meters = await seedMeters(context, farm.meters, stands);
  const outlets = await seedPdus(context, farm, racks, stands, meters);
  await seedRegisters(context, outlets, meters);
  await seedFeeds(context, outlets, minerIds, place.mappedFrom);
  return { timeZone: place.timeZone, collectorToken: token, ...(await numbersOf(context, siteId)) };
}

type Stands = { organization_id: string; created_at: Date; site_id: string; collector_id: string };
const rowParts = ({ organizationId, now }: JobContext) => ({ organization_id: organizationId, created_at: now() });

async function seedPlace(context: JobContext, farm: Farm, place: { name: string; timeZone: string }) {
  const { em } = context;
  const [siteId, collectorId] = [newId(), newId()];
  const { token, hash } = newToken(collectorTokenPrefix);
  const ratedKw = farm.miners.reduce((sum, miner) => sum + miner.ratedPowerW, 0) / 1000;
  await insertRows(em, 'site', [
    {
      ...rowParts(context),
      id: siteId,
      name: place.name,
      city: 'Abilene',
      region: 'Texas',
      country: 'US',
      time_zone: place.timeZone,
      capacity_kw: String(Math.ceil(ratedKw / 100) * 100 + 200),
    },
  ]);
  await insertRows(em, 'collector', [
    { ...rowParts(context), id: collectorId, site_id: siteId, name: 'Collector 1', token_hash: bytea(hash) },
  ]);
  return { siteId, collectorId, token };
}

const bytea = (bytes: Buffer): string => `\\x${bytes.toString('hex')}`;

/** Answers the miners' ids by serial. */
async function seedMiners(context: JobContext, farmMiners: readonly FarmMiner[], racks: Racks, stands: Stands) {
  const models = await seedModels(context, farmMiners);
  const miners = farmMiners.map((miner) => ({
    ...stands,
    id: newId(),
    model_id: models.get(`${miner.make} ${miner.model}`),
    name: miner.name,
    serial: miner.serial,
    mac: miner.mac,
    address: miner.address,
    slot_id: racks.slotAt(miner),
    maintenance: false,
  }));
  await insertRows(context.em, 'miner', miners);
  return new Map(miners.map((miner) => [miner.serial, miner.id]));
}

type DemoOutlet = { readonly id: string; readonly name: string; readonly minerSerial: string | null };

/** Room for twenty of the demo's largest machines on three phases. */
const demoBreakerA = '160';

async function seedPdus(
  context: JobContext,
  { pdus: farmPdus, meters: farmMeters }: Farm,
  racks: Racks,
  stands: Stands,
  meters: readonly { readonly id: string }[],
): Promise<DemoOutlet[]> {
  const { em, organizationId, installation } = context;
  const pdus = farmPdus.map((pdu) => ({
    ...stands,
    id: newId(),
    rack_id: racks.idOf(pdu.position.rack),
    name: pdu.name,
    address: pdu.address,
    model: `${pdu.make} ${pdu.model}`,
    serial: pdu.serial,
    profile: pdu.profile,
    profile_evidence: 'RECORDED',
    breaker_a: demoBreakerA,
    // A section's meter rather than the main one, which measures everything.
    meter_id:
      meters[farmMeters.findIndex(({ main, pduSerials }) => !main && pduSerials.includes(pdu.serial))]?.id ?? null,
  }));
  await insertRows(em, 'pdu', pdus);
  await insertRows(
    em,
    'device_credential',
    farmPdus.map(({ community }, index) => ({
      id: newId(),
      organization_id: organizationId,
      pdu_id: pdus[index]?.id,
      sealed: bytea(installation.vault.seal(JSON.stringify({ community }))),
    })),
  );
  const outlets = farmPdus.flatMap((pdu, index) =>
    pdu.outlets.map(({ number, label, minerSerial }) => ({
      row: { id: newId(), organization_id: organizationId, pdu_id: pdus[index]?.id, number, label },
      name: `${pdu.name} outlet ${number}`,
      minerSerial,
    })),
  );
  await insertRows(
    em,
    'outlet',
    outlets.map(({ row }) => row),
  );
  return outlets.map(({ row, name, minerSerial }) => ({ id: row.id, name, minerSerial }));
}

async function seedMeters(context: JobContext, farmMeters: readonly FarmMeter[], stands: Stands) {
  const meters = farmMeters.map(({ name, main, address, serial, profile }) => ({
    ...stands,
    id: newId(),
    name,
    main,
    address,
    serial,
    profile,
    profile_evidence: 'DOCUMENTED',
  }));
  await insertRows(context.em, 'meter', meters);
  return meters;
}

function seedRegisters(
  { em, organizationId }: JobContext,
  outlets: readonly DemoOutlet[],
  meters: readonly { id: string; name: string }[],
) {
  return insertRows(em, 'register', [
    ...outlets.map(({ id, name }) => ({
      id: newId(),
      organization_id: organizationId,
      outlet_id: id,
      meter_id: null,
      name,
    })),
    ...meters.map(({ id, name }) => ({
      id: newId(),
      organization_id: organizationId,
      outlet_id: null,
      meter_id: id,
      name,
    })),
  ]);
}

function seedFeeds(
  { em, organizationId }: JobContext,
  outlets: readonly DemoOutlet[],
  minerIds: ReadonlyMap<string, string>,
  from: Date,
) {
  const during = `[${from.toISOString()},)`;
  const feeds = outlets.flatMap(({ id, minerSerial }) =>
    minerSerial
      ? [
          {
            id: newId(),
            organization_id: organizationId,
            outlet_id: id,
            miner_id: minerIds.get(minerSerial),
            during,
            weight: '1',
          },
        ]
      : [],
  );
  return insertRows(em, 'feed', feeds);
}

type Racks = { idOf(rack: string): string | undefined; slotAt(miner: FarmMiner): string | undefined };

async function seedRacks(
  { em, organizationId }: JobContext,
  miners: readonly FarmMiner[],
  siteId: string,
): Promise<Racks> {
  const names = [...new Set(miners.map(({ position }) => position.rack))];
  const size = (part: 'row' | 'column') => Math.max(1, ...miners.map(({ position }) => position[part]));
  const racks = names.map((name) => ({
    id: newId(),
    organization_id: organizationId,
    site_id: siteId,
    name,
    rows: size('row'),
    columns: size('column'),
  }));
  await insertRows(em, 'rack', racks);
  const ids = new Map(racks.map((rack) => [rack.name, rack.id]));
  const slots = racks.flatMap((rack) =>
    Array.from({ length: rack.rows * rack.columns }, (_, index) => {
      const [row, column] = [Math.floor(index / rack.columns) + 1, (index % rack.columns) + 1];
      return {
        id: newId(),
        organization_id: organizationId,
        rack_id: rack.id,
        row_no: row,
        column_no: column,
        label: `${row}-${column}`,
      };
    }),
  );
  await insertRows(em, 'slot', slots);
  const slotIds = new Map(slots.map((slot) => [`${slot.rack_id} ${slot.label}`, slot.id]));
  return {
    idOf: (rack: string) => ids.get(rack),
    slotAt: ({ position }: FarmMiner) => slotIds.get(`${ids.get(position.rack)} ${position.row}-${position.column}`),
  };
}

/** The models of the farm's machines: those that the organization began with, and older ones beside them. */
async function seedModels(
  { em, organizationId }: JobContext,
  miners: readonly FarmMiner[],
): Promise<Map<string, string>> {
  const known: { id: string; make: string; name: string }[] = await em.execute(
    'select id, make, name from miner_model',
  );
  const ids = new Map(known.map(({ id, make, name }) => [`${make} ${name}`, id]));
  const missing = miners.filter(({ make, model }) => !ids.has(`${make} ${model}`));
  const older = new Map(missing.map((miner) => [`${miner.make} ${miner.model}`, miner]));
  const rows = [...older.values()].map((model) => ({
    id: newId(),
    organization_id: organizationId,
    make: model.make,
    name: model.model,
    rated_hashrate_ths: String(model.ratedHashrateThs),
    rated_power_w: String(model.ratedPowerW),
    rated_efficiency_j_per_th: String(model.ratedEfficiencyJPerTh),
  }));
  await insertRows(em, 'miner_model', rows);
  for (const { id, make, name } of rows) ids.set(`${make} ${name}`, id);
  return ids;
}

/** The small numbers that telemetry is keyed by, as the database gave them. */
async function numbersOf(
  { em }: JobContext,
  siteId: string,
): Promise<Pick<DemoSite, 'minersBySerial' | 'registersByPlace'>> {
  const miners: { id: string; no: number; serial: string }[] = await em.execute(
    'select id, no, serial from miner where site_id = ?',
    [siteId],
  );
  const registers: { place: string; no: number }[] = await em.execute(
    `select p.serial || '/' || o.number as place, r.no from register r join outlet o on o.id = r.outlet_id join pdu p on p.id = o.pdu_id where p.site_id = ?
     union all select m.serial || '/', r.no from register r join meter m on m.id = r.meter_id where m.site_id = ?`,
    [siteId, siteId],
  );
  return {
    minersBySerial: new Map(miners.map(({ serial, id, no }) => [serial, { id, no }])),
    registersByPlace: new Map(registers.map(({ place, no }) => [place, no])),
  };
}
