import type { EntityManager } from '@mikro-orm/postgresql';
import type { ViewerContext } from '../../context.ts';
import type { Scope } from '../../database/scope.ts';
import { decimalText } from '../../graphql/decimal.ts';
import { Faults } from '../../graphql/faults.ts';
import { onceAnswering } from '../../graphql/once.ts';
import { NotFound, refuse } from '../../graphql/refusals.ts';
import { isId } from '../../ids.ts';
import { findSite } from '../sites/index.ts';
import { Outlet, Pdu, Rack } from './fleet.entity.ts';
import { writeFeeds } from './mapping.service.ts';
import type {
  ImportOutletMapInput,
  MapOutletsByPatternInput,
  OutletPatternInput,
  SlotOrder,
} from './outlet-map.inputs.ts';
import type { OutletMapping, OutletUse } from './outlet-map.type.ts';
import { type BookMachine, type BookPdu, MachineBook, readOutletRows, type WantedOutlet } from './outlet-rows.rules.ts';

const mostRows = 5_000;
const mostPatterns = 200;

/** Brings what hangs on a site's outlets into line with a file. A bad row refuses it all, each named by its position. */
export function importOutletMap(context: ViewerContext, input: ImportOutletMapInput): Promise<OutletMapping> {
  return onceAnswering(context, 'importOutletMap', input, async (scope) => {
    const faults = new Faults();
    if (input.rows.length === 0) faults.add('REQUIRED', ['rows'], 'A file has at least one row.');
    if (input.rows.length > mostRows) faults.add('TOO_MANY', ['rows'], `A file may have ${mostRows} rows.`);
    faults.refuseIfAny();
    const site = await findSite(scope, input.siteId);
    const [pdus, machines] = [await pdusAt(scope.em, site.id), await machinesAt(scope.em, site.id)];
    const wanted = readOutletRows(input.rows, pdus, new MachineBook(machines), faults);
    faults.refuseIfAny();
    return bring(scope, wanted, input);
  });
}

/** Maps outlets by place: the n-th outlet of a PDU feeds what stands in the n-th slot of a rack. */
export function mapOutletsByPattern(context: ViewerContext, input: MapOutletsByPatternInput): Promise<OutletMapping> {
  return onceAnswering(context, 'mapOutletsByPattern', input, async (scope) => {
    const faults = new Faults();
    if (input.patterns.length === 0) faults.add('REQUIRED', ['patterns'], 'Name a PDU and a rack.');
    if (input.patterns.length > mostPatterns)
      faults.add('TOO_MANY', ['patterns'], `At most ${mostPatterns} patterns at once.`);
    faults.refuseIfAny();
    const wanted = new Map<string, WantedOutlet>();
    for (const [index, pattern] of input.patterns.entries())
      for (const outlet of await wantedBy(scope, pattern, index, faults)) {
        if (wanted.has(outlet.outletId))
          faults.add('DUPLICATE', ['patterns', index], 'Another pattern names outlets of these too.');
        wanted.set(outlet.outletId, outlet);
      }
    faults.refuseIfAny();
    return bring(scope, [...wanted.values()], input);
  });
}

async function wantedBy(
  scope: Scope,
  pattern: OutletPatternInput,
  index: number,
  faults: Faults,
): Promise<WantedOutlet[]> {
  const { em } = scope;
  const missing = (field: string) => refuse(new NotFound(['input', 'patterns', String(index), field]));
  const pdu = isId(pattern.pduId) ? await em.findOne(Pdu, { id: pattern.pduId }) : null;
  if (!pdu) return missing('pduId');
  const rack = isId(pattern.rackId) ? await em.findOne(Rack, { id: pattern.rackId, site: pdu.site.id }) : null;
  if (!rack) return missing('rackId');
  const within = faults.within('patterns').within(String(index));
  const firstOutlet = pattern.firstOutlet ?? 1;
  const firstSlot = pattern.firstSlot ?? 1;
  const all = await em.find(Outlet, { pdu: pdu.id }, { orderBy: { number: 'asc' } });
  const outlets = all.filter(({ number }) => number >= firstOutlet);
  const slots = (await slotsOf(em, rack.id, pattern.order ?? 'ROWS')).slice(Math.max(0, firstSlot - 1));
  if (firstOutlet < 0 || outlets.length === 0)
    within.add('OUT_OF_RANGE', ['firstOutlet'], `${pdu.name} has no outlet from ${firstOutlet} on.`);
  if (firstSlot < 1 || slots.length === 0)
    within.add('OUT_OF_RANGE', ['firstSlot'], `${rack.name} has no slot from ${firstSlot} on.`);
  const reach = Math.min(outlets.length, slots.length);
  const count = pattern.count ?? reach;
  if (count < 1 || count > reach)
    within.add('OUT_OF_RANGE', ['count'], `${pdu.name} and ${rack.name} go together for ${reach} outlets.`);
  return outlets.slice(0, count).map(({ id }, place) => {
    const minerId = slots[place]?.miner_id ?? null;
    return { outletId: id, feeds: minerId === null ? [] : [{ minerId, weight: '1' }] };
  });
}

const slotsOf = (em: EntityManager, rackId: string, order: SlotOrder): Promise<{ miner_id: string | null }[]> =>
  em.execute(
    `select m.id as miner_id from slot s left join miner m on m.slot_id = s.id where s.rack_id = ?
     order by ${order === 'ROWS' ? 's.row_no, s.column_no' : 's.column_no, s.row_no'}`,
    [rackId],
  );

async function pdusAt(em: EntityManager, siteId: string): Promise<BookPdu[]> {
  const rows: { name: string; id: string | null; number: number; label: string | null }[] = await em.execute(
    `select p.name, o.id, o.number, o.label from pdu p left join outlet o on o.pdu_id = p.id
     where p.site_id = ? and p.retired_at is null order by p.name, o.number`,
    [siteId],
  );
  const pdus = new Map<string, { id: string; number: number; label: string | null }[]>();
  for (const { name, id, number, label } of rows) {
    const outlets = pdus.get(name) ?? [];
    pdus.set(name, outlets);
    if (id !== null) outlets.push({ id, number, label });
  }
  return [...pdus].map(([name, outlets]) => ({ name, outlets }));
}

const machinesAt = (em: EntityManager, siteId: string): Promise<BookMachine[]> =>
  em.execute('select id, name, serial, mac from miner where site_id = ? and retired_at is null', [siteId]);

type UseRow = { outlet_id: string; unit_id: string; name: string; weight: string; later: boolean; ends: boolean };

/** Writes what differs, from the instant on, and says what that is. What was before the instant stays. */
async function bring(
  scope: ViewerContext,
  wanted: readonly WantedOutlet[],
  { from, dryRun }: { readonly from: Date; readonly dryRun?: boolean | null },
): Promise<OutletMapping> {
  const outletIds = `{${wanted.map(({ outletId }) => outletId).join(',')}}`;
  // In one order and locked, so that two who map the same outlets take turns.
  await scope.em.execute('select 1 from outlet where id = any (?::uuid[]) order by id for no key update', [outletIds]);
  const uses = await usesAt(scope.em, outletIds, from);
  const names = await namesOf(
    scope.em,
    wanted.flatMap(({ feeds }) => feeds.map(({ minerId }) => minerId)),
  );
  const differing = wanted.filter((outlet) => differs(outlet, uses.get(outlet.outletId) ?? []));
  if (!dryRun && differing.length > 0)
    await writeFeeds(
      scope,
      differing.flatMap(({ outletId, feeds }) =>
        (feeds.length > 0 ? feeds : [{ minerId: null, weight: '1' }]).map((feed) => ({
          ...feed,
          outletId,
          meterId: null,
          siteId: null,
        })),
      ),
      from,
    );
  return {
    dryRun: dryRun ?? false,
    mapped: differing.filter(({ feeds }) => feeds.length > 0).length,
    freed: differing.filter(({ feeds }) => feeds.length === 0).length,
    unchanged: wanted.length - differing.length,
    changes: differing.map(({ outletId, feeds }) => ({
      outletId,
      before: (uses.get(outletId) ?? []).filter(({ later }) => !later).map(({ name, weight }) => use(name, weight)),
      after: feeds.map(({ minerId, weight }) => use(names.get(minerId) ?? '', weight)),
    })),
  };
}

const use = (name: string, weight: string): OutletUse => ({ name, weight: decimalText(weight) });

/** What hangs on outlets at an instant, and what is to hang there later: that would be replaced too. */
async function usesAt(em: EntityManager, outletIds: string, at: Date): Promise<Map<string, UseRow[]>> {
  const rows: UseRow[] = await em.execute(
    `select f.outlet_id, coalesce(f.miner_id, f.site_id) as unit_id, coalesce(m.name, s.name) as name, f.weight::text,
       lower(f.during) > ?::timestamptz as later, not upper_inf(f.during) as ends
     from feed f left join miner m on m.id = f.miner_id left join site s on s.id = f.site_id
     where f.outlet_id = any (?::uuid[]) and (upper_inf(f.during) or upper(f.during) > ?::timestamptz) order by name`,
    [at, outletIds, at],
  );
  const uses = new Map<string, UseRow[]>();
  for (const row of rows) uses.set(row.outlet_id, [...(uses.get(row.outlet_id) ?? []), row]);
  return uses;
}

async function namesOf(em: EntityManager, minerIds: readonly string[]): Promise<Map<string, string>> {
  const rows: { id: string; name: string }[] = await em.execute(
    'select id, name from miner where id = any (?::uuid[])',
    [`{${minerIds.join(',')}}`],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Whether an outlet isn't already what it should be, for good. */
function differs({ feeds }: WantedOutlet, uses: readonly UseRow[]): boolean {
  if (uses.some(({ later, ends }) => later || ends) || uses.length !== feeds.length) return true;
  return feeds.some(
    ({ minerId, weight }) =>
      !uses.some((use) => use.unit_id === minerId && decimalText(use.weight) === decimalText(weight)),
  );
}
