import type { EntityManager } from '@mikro-orm/postgresql';
import DataLoader from 'dataloader';
import type { Context } from '../../context.ts';
import { meet } from '../../database/time-range.ts';
import { isCustomers } from '../../graphql/staff-only.ts';
import type { Discovery } from '../collectors/scan.entity.ts';
import { capacities } from './capacity.loader.ts';
import { type Match, matchesOf } from './discovery-match.ts';
import { modelFinder } from './model-name.rules.ts';
import type { Capacity } from './rack.type.ts';
import { Feed, Miner, MinerModel, Outlet, Phase, Rack, Reach, Register, Slot } from './fleet.entity.ts';

/** A feed as a viewer sees it: for a customer cut to the time in which its unit was theirs. */
export type FeedView = { readonly feed: Feed; readonly from: Date; readonly to: Date | null };

/** Newest live values of an outlet, PDU or meter. */
export type LiveValues = {
  readonly takenAt: Date;
  readonly powerW: number | null;
  readonly currentA: number | null;
  readonly voltageV: number | null;
  readonly on: boolean | null;
};

/** Batches that are no relation of the ORM: one query each, for however many rows a page has. */
export type FleetLoaders = {
  readonly racksOfSite: DataLoader<string, Rack[]>;
  readonly slotsOfRack: DataLoader<string, Slot[]>;
  readonly minerOfSlot: DataLoader<string, Miner | null>;
  readonly minerById: DataLoader<string, Miner | null>;
  readonly outletById: DataLoader<string, Outlet | null>;
  readonly outletsOfPdu: DataLoader<string, Outlet[]>;
  readonly phasesOfPdu: DataLoader<string, Phase[]>;
  readonly phasesOfMeter: DataLoader<string, Phase[]>;
  readonly registerOfOutlet: DataLoader<string, Register | null>;
  readonly registerOfMeter: DataLoader<string, Register | null>;
  readonly feedsOfOutlet: DataLoader<string, FeedView[]>;
  readonly feedsOfMeter: DataLoader<string, FeedView[]>;
  readonly feedsOfMiner: DataLoader<string, FeedView[]>;
  readonly liveValues: DataLoader<number, LiveValues | null>;
  readonly capacityOfRack: DataLoader<string, Capacity | null>;
  readonly capacityOfSite: DataLoader<string, Capacity | null>;
  readonly rackById: DataLoader<string, Rack | null>;
  readonly machinesOfModel: DataLoader<string, number>;
  readonly matchOfDiscovery: DataLoader<Discovery, Match | null>;
  readonly modelOfDiscovery: DataLoader<Discovery, MinerModel | null>;
};

const loaders = new WeakMap<object, FleetLoaders>();

/** The loaders of one request (one manager): created at first use. */
export function fleetLoaders(context: Context): FleetLoaders {
  const known = loaders.get(context.em);
  if (known) return known;
  const made = makeLoaders(context);
  loaders.set(context.em, made);
  return made;
}

function makeLoaders(context: Context): FleetLoaders {
  const { em } = context;
  return {
    racksOfSite: many(
      (ids) => em.find(Rack, { site: { $in: ids } }, { orderBy: { name: 'asc', id: 'asc' } }),
      (rack) => rack.site.id,
    ),
    slotsOfRack: many(
      (ids) => em.find(Slot, { rack: { $in: ids } }, { orderBy: { row: 'asc', column: 'asc' } }),
      (slot) => slot.rack.id,
    ),
    minerOfSlot: one(
      (ids) => em.find(Miner, { slot: { $in: ids } }),
      (miner) => miner.slot?.id,
    ),
    minerById: one(
      (ids) => em.find(Miner, { id: { $in: ids } }),
      (miner) => miner.id,
    ),
    outletById: one(
      (ids) => em.find(Outlet, { id: { $in: ids } }),
      (outlet) => outlet.id,
    ),
    outletsOfPdu: many(
      (ids) => em.find(Outlet, { pdu: { $in: ids } }, { orderBy: { number: 'asc' } }),
      (outlet) => outlet.pdu.id,
    ),
    phasesOfPdu: many(
      (ids) => em.find(Phase, { pdu: { $in: ids } }, { orderBy: { position: 'asc' } }),
      (phase) => phase.pdu?.id,
    ),
    phasesOfMeter: many(
      (ids) => em.find(Phase, { meter: { $in: ids } }, { orderBy: { position: 'asc' } }),
      (phase) => phase.meter?.id,
    ),
    registerOfOutlet: one(
      (ids) => em.find(Register, { outlet: { $in: ids } }),
      (register) => register.outlet?.id,
    ),
    registerOfMeter: one(
      (ids) => em.find(Register, { meter: { $in: ids } }),
      (register) => register.meter?.id,
    ),
    feedsOfOutlet: feedsBy(context, 'outlet'),
    feedsOfMeter: feedsBy(context, 'meter'),
    feedsOfMiner: feedsBy(context, 'miner'),
    liveValues: new DataLoader((numbers) => loadLiveValues(em, numbers)),
    capacityOfRack: capacities(em, 'rack'),
    capacityOfSite: capacities(em, 'site'),
    rackById: one(
      (ids) => em.find(Rack, { id: { $in: ids } }),
      (rack) => rack.id,
    ),
    machinesOfModel: new DataLoader((ids) => countMachines(em, ids)),
    matchOfDiscovery: new DataLoader((found) => matchesOf(context, found)),
    modelOfDiscovery: new DataLoader(async (found) => {
      const find = modelFinder(await em.find(MinerModel, {}));
      return found.map(({ kind, make, model }) => (kind === 'MINER' && model ? find(make, model) : null));
    }),
  };
}

function many<T>(
  load: (ids: string[]) => Promise<T[]>,
  keyOf: (row: T) => string | undefined,
): DataLoader<string, T[]> {
  return new DataLoader(async (ids) => {
    const byKey = new Map<string | undefined, T[]>(ids.map((id) => [id, []]));
    for (const row of await load([...ids])) byKey.get(keyOf(row))?.push(row);
    return ids.map((id) => byKey.get(id) ?? []);
  });
}

function one<T>(
  load: (ids: string[]) => Promise<T[]>,
  keyOf: (row: T) => string | undefined,
): DataLoader<string, T | null> {
  return new DataLoader(async (ids) => {
    const byKey = new Map((await load([...ids])).map((row) => [keyOf(row), row]));
    return ids.map((id) => byKey.get(id) ?? null);
  });
}

async function countMachines(em: EntityManager, models: readonly string[]): Promise<number[]> {
  const rows: { model_id: string; machines: number }[] = await em.execute(
    'select model_id, count(*)::int as machines from miner where model_id = any (?::uuid[]) and retired_at is null group by model_id',
    [`{${models.join(',')}}`],
  );
  const byModel = new Map(rows.map(({ model_id, machines }) => [model_id, machines]));
  return models.map((id) => byModel.get(id) ?? 0);
}

function feedsBy(context: Context, end: 'outlet' | 'meter' | 'miner'): DataLoader<string, FeedView[]> {
  return new DataLoader(async (ids) => {
    const feeds = await context.em.find(Feed, { [end]: { $in: [...ids] } }, { orderBy: { during: 'asc', id: 'asc' } });
    const views = await viewsOf(context, feeds);
    const byKey = new Map<string | undefined, FeedView[]>(ids.map((id) => [id, []]));
    for (const view of views) byKey.get(view.feed[end]?.id)?.push(view);
    return ids.map((id) => byKey.get(id) ?? []);
  });
}

/** A feed outlives an assignment: its customer sees the part in which the unit was theirs, several times if need be. */
async function viewsOf(context: Context, feeds: readonly Feed[]): Promise<FeedView[]> {
  if (!isCustomers(context)) return feeds.map((feed) => ({ feed, ...feed.during }));
  const units = feeds.flatMap((feed) => feed.miner?.id ?? []);
  const reach = await context.em.find(Reach, { unitId: { $in: units } }, { orderBy: { during: 'asc' } });
  return feeds.flatMap((feed) =>
    reach.flatMap(({ unitId, during }) => {
      const part = unitId === feed.miner?.id ? meet(feed.during, during) : null;
      return part ? [{ feed, ...part }] : [];
    }),
  );
}

async function loadLiveValues(em: EntityManager, numbers: readonly number[]): Promise<(LiveValues | null)[]> {
  type Row = {
    source_no: number;
    taken_at: Date;
    power_w: number | null;
    current_a: number | null;
    voltage_v: number | null;
    is_on: boolean | null;
  };
  const rows: Row[] = await em.execute('select * from electrical_latest where source_no = any (?::int[])', [
    `{${numbers.join(',')}}`,
  ]);
  const byNo = new Map(rows.map((row) => [row.source_no, row]));
  return numbers.map((no) => {
    const row = byNo.get(no);
    if (!row) return null;
    const { power_w: powerW, current_a: currentA, voltage_v: voltageV, is_on: on } = row;
    return { takenAt: new Date(row.taken_at), powerW, currentA, voltageV, on };
  });
}
