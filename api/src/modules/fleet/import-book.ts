import type { Scope } from '../../database/scope.ts';
import { canonicalMac } from './device-address.ts';
import type { MinerRowInput } from './import.inputs.ts';
import { ownerBound } from './miner.service.ts';
import { modelFinder } from './model-name.rules.ts';
import { networksOf, onlyCollectorOf } from './placing.service.ts';

export type KnownMiner = {
  readonly id: string;
  readonly siteId: string;
  readonly collectorId: string | null;
  readonly modelId: string;
  readonly name: string;
  readonly serial: string | null;
  readonly mac: string | null;
  readonly address: string | null;
  readonly slotId: string | null;
  readonly ownerId: string | null;
  readonly ratedHashrateThs: string | null;
  readonly ratedPowerW: string | null;
  readonly retired: boolean;
};

/** All that the rows of a file may name, read once: names are compared without case, places by `placeKey`. */
export type ImportBook = {
  readonly siteId: string;
  readonly collectorId: string | null;
  readonly networks: readonly string[];
  /** By make and name, or the name alone. */
  readonly modelOf: (make: null, text: string) => { readonly id: string } | null;
  readonly racks: ReadonlySet<string>;
  readonly slots: ReadonlyMap<string, string>;
  readonly pdus: ReadonlySet<string>;
  readonly outlets: ReadonlyMap<string, string>;
  readonly owners: ReadonlyMap<string, readonly string[]>;
  /** Of the site, and those elsewhere whose MAC or serial the file names. */
  readonly miners: readonly KnownMiner[];
  readonly bound: ReadonlySet<string>;
  /** Which machines hang on an outlet at the time of the mapping. */
  readonly fedBy: ReadonlyMap<string, readonly string[]>;
};

export const placeKey = (whole: string, part: string | number): string =>
  `${whole.toLowerCase()}\n${part}`.toLowerCase();

export async function readBook(
  scope: Scope,
  siteId: string,
  rows: readonly MinerRowInput[],
  mappedFrom: Date,
): Promise<ImportBook> {
  const { em } = scope;
  const list = (of: (row: MinerRowInput) => string | null | undefined) =>
    JSON.stringify(rows.flatMap((row) => of(row)?.trim() || []));
  const collector = await onlyCollectorOf(scope, siteId);
  const models: { id: string; make: string; name: string }[] = await em.execute(
    'select id, make, name from miner_model',
  );
  const slots: { id: string; rack: string; label: string; place: string }[] = await em.execute(
    `select s.id, r.name as rack, s.label, s.row_no || '-' || s.column_no as place from slot s join rack r on r.id = s.rack_id where r.site_id = ?`,
    [siteId],
  );
  const outlets: { id: string; pdu: string; number: number }[] = await em.execute(
    'select o.id, p.name as pdu, o.number from pdu p left join outlet o on o.pdu_id = p.id where p.site_id = ? and p.retired_at is null',
    [siteId],
  );
  const owners: { email: string; ids: string[] }[] = await em.execute(
    `select lower(contact_email) as email, array_agg(id::text) as ids from customer
     where lower(contact_email) in (select lower(value) from jsonb_array_elements_text(?::jsonb)) group by 1`,
    [list((row) => row.ownerEmail)],
  );
  const miners: KnownMiner[] = await em.execute(minersSql, [
    siteId,
    list((row) => row.mac && canonicalMac(row.mac)),
    list((row) => row.serial),
  ]);
  const feeds: { outlet_id: string; miners: string[] }[] = await em.execute(
    `select f.outlet_id, array_agg(coalesce(f.miner_id, f.site_id)::text) as miners from feed f join outlet o on o.id = f.outlet_id join pdu p on p.id = o.pdu_id
     where p.site_id = ? and f.during @> ?::timestamptz group by f.outlet_id`,
    [siteId, mappedFrom],
  );
  return {
    siteId,
    collectorId: collector?.id ?? null,
    networks: collector ? await networksOf(scope, collector.id) : [],
    modelOf: modelFinder(models),
    racks: new Set(slots.map(({ rack }) => rack.toLowerCase())),
    // A label wins over the same text as a place of another slot.
    slots: new Map([
      ...slots.map(({ id, rack, place }) => [placeKey(rack, place), id] as const),
      ...slots.map(({ id, rack, label }) => [placeKey(rack, label), id] as const),
    ]),
    pdus: new Set(outlets.map(({ pdu }) => pdu.toLowerCase())),
    outlets: new Map(outlets.map(({ id, pdu, number }) => [placeKey(pdu, number), id])),
    owners: new Map(owners.map(({ email, ids }) => [email, ids])),
    miners,
    bound: await ownerBound(
      scope,
      miners.map(({ id }) => id),
    ),
    fedBy: new Map(feeds.map(({ outlet_id, miners: units }) => [outlet_id, units])),
  };
}

const minersSql = /* sql */ `
select id, site_id as "siteId", collector_id as "collectorId", model_id as "modelId", name, serial, mac, address, slot_id as "slotId",
  owner_id as "ownerId", rated_hashrate_ths as "ratedHashrateThs", rated_power_w as "ratedPowerW", retired_at is not null as retired
from miner where (site_id = ? and retired_at is null) or mac in (select jsonb_array_elements_text(?::jsonb)) or serial in (select jsonb_array_elements_text(?::jsonb))
order by id for no key update`;
