import { insertRows } from '../database/insert-rows.ts';
import { newId } from '../ids.ts';
import type { JobContext } from '../jobs.ts';
import { collectorTokenPrefix, newToken } from '../modules/identity/index.ts';
import type { Farm, FarmMiner } from './farm.ts';

/** What the rest of the demo needs to know of the site: ids by the serial printed on the device. */
export type DemoSite = {
  readonly siteId: string;
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
  const { em, organizationId } = context;
  const at = { organization_id: organizationId, created_at: context.now() };
  const siteId = newId();
  const ratedKw = Math.ceil(farm.miners.reduce((sum, miner) => sum + miner.ratedPowerW, 0) / 1000 / 100) * 100 + 200;
  await insertRows(em, 'site', [
    {
      id: siteId,
      ...at,
      name: place.name,
      city: 'Abilene',
      region: 'Texas',
      country: 'US',
      time_zone: place.timeZone,
      capacity_kw: String(ratedKw),
    },
  ]);
  const { token, hash } = newToken(collectorTokenPrefix);
  const collectorId = newId();
  await insertRows(em, 'collector', [
    { id: collectorId, ...at, site_id: siteId, name: 'Collector 1', token_hash: `\\x${hash.toString('hex')}` },
  ]);
  const racks = await seedRacks(context, farm.miners, siteId);
  const models = await seedModels(context, farm.miners);

  const miners = farm.miners.map((miner) => ({
    id: newId(),
    ...at,
    site_id: siteId,
    collector_id: collectorId,
    model_id: models.get(`${miner.make} ${miner.model}`),
    name: miner.name,
    serial: miner.serial,
    mac: miner.mac,
    address: miner.address,
    slot_id: racks.slotAt(miner),
    maintenance: false,
  }));
  await insertRows(em, 'miner', miners);
  const minerIds = new Map(miners.map((miner) => [miner.serial, miner.id]));

  const pdus = farm.pdus.map((pdu) => ({
    id: newId(),
    ...at,
    site_id: siteId,
    collector_id: collectorId,
    rack_id: racks.idOf(pdu.position.rack),
    name: pdu.name,
    address: pdu.address,
    model: `${pdu.make} ${pdu.model}`,
    serial: pdu.serial,
    profile: pdu.profile,
    profile_evidence: 'RECORDED',
  }));
  await insertRows(em, 'pdu', pdus);
  const credentials = farm.pdus.map((pdu, index) => ({
    id: newId(),
    organization_id: organizationId,
    pdu_id: pdus[index]?.id,
    sealed: `\\x${context.installation.vault.seal(JSON.stringify({ community: pdu.community })).toString('hex')}`,
  }));
  await insertRows(em, 'device_credential', credentials);
  const outlets = farm.pdus.flatMap((pdu, index) =>
    pdu.outlets.map((outlet) => ({
      place: `${pdu.serial}/${outlet.number}`,
      pdu,
      outlet,
      row: {
        id: newId(),
        organization_id: organizationId,
        pdu_id: pdus[index]?.id,
        number: outlet.number,
        label: outlet.label,
      },
    })),
  );
  await insertRows(
    em,
    'outlet',
    outlets.map(({ row }) => row),
  );
  const meters = farm.meters.map((meter) => ({
    id: newId(),
    ...at,
    site_id: siteId,
    collector_id: collectorId,
    name: meter.name,
    main: meter.main,
    address: meter.address,
    serial: meter.serial,
    profile: meter.profile,
    profile_evidence: 'DOCUMENTED',
  }));
  await insertRows(em, 'meter', meters);

  await insertRows(em, 'register', [
    ...outlets.map(({ row, pdu, outlet }) => ({
      id: newId(),
      organization_id: organizationId,
      outlet_id: row.id,
      meter_id: null,
      name: `${pdu.name} outlet ${outlet.number}`,
    })),
    ...meters.map((meter) => ({
      id: newId(),
      organization_id: organizationId,
      outlet_id: null,
      meter_id: meter.id,
      name: meter.name,
    })),
  ]);
  const during = `[${place.mappedFrom.toISOString()},)`;
  await insertRows(
    em,
    'feed',
    outlets.flatMap(({ row, outlet }) =>
      outlet.minerSerial
        ? [
            {
              id: newId(),
              organization_id: organizationId,
              outlet_id: row.id,
              miner_id: minerIds.get(outlet.minerSerial),
              during,
              weight: '1',
            },
          ]
        : [],
    ),
  );
  return { siteId, timeZone: place.timeZone, collectorToken: token, ...(await numbersOf(context, siteId)) };
}

async function seedRacks({ em, organizationId }: JobContext, miners: readonly FarmMiner[], siteId: string) {
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

async function seedModels(
  { em, organizationId }: JobContext,
  miners: readonly FarmMiner[],
): Promise<Map<string, string>> {
  const models = new Map(miners.map((miner) => [`${miner.make} ${miner.model}`, miner]));
  const rows = [...models.values()].map((model) => ({
    id: newId(),
    organization_id: organizationId,
    make: model.make,
    name: model.model,
    rated_hashrate_ths: String(model.ratedHashrateThs),
    rated_power_w: String(model.ratedPowerW),
    rated_efficiency_j_per_th: String(model.ratedEfficiencyJPerTh),
  }));
  await insertRows(em, 'miner_model', rows);
  return new Map(rows.map((row) => [`${row.make} ${row.name}`, row.id]));
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
