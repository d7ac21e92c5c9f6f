import DataLoader from 'dataloader';
import type { Context } from '../../context.ts';
import { Collector, CollectorState } from './collector.entity.ts';
import { Scan } from './scan.entity.ts';

const states = new WeakMap<object, DataLoader<string, CollectorState | null>>();
const scans = new WeakMap<object, DataLoader<string, Scan | null>>();
const bySite = new WeakMap<object, DataLoader<string, Collector[]>>();

function ofRequest<V>(kept: WeakMap<object, V>, context: Context, make: () => V): V {
  const value = kept.get(context.em) ?? make();
  kept.set(context.em, value);
  return value;
}

/** What changes with every batch, of many collectors in one query. */
export const collectorState = (context: Context): DataLoader<string, CollectorState | null> =>
  ofRequest(
    states,
    context,
    () =>
      new DataLoader(async (ids) => {
        const rows = await context.em.find(CollectorState, { id: { $in: [...ids] } });
        const byId = new Map(rows.map((row) => [row.id, row]));
        return ids.map((id) => byId.get(id) ?? null);
      }),
  );

/** The scan under way of each collector, or its last. */
export const scanOfCollector = (context: Context): DataLoader<string, Scan | null> =>
  ofRequest(
    scans,
    context,
    () =>
      new DataLoader(async (ids) => {
        const newest: { id: string }[] = await context.em.execute(
          `select distinct on (collector_id) id from scan where collector_id = any (?::uuid[]) order by collector_id, finished_at is null desc, started_at desc, id desc`,
          [`{${ids.join(',')}}`],
        );
        const rows = await context.em.find(Scan, { id: { $in: newest.map(({ id }) => id) } });
        const byCollector = new Map(rows.map((row) => [row.collector.id, row]));
        return ids.map((id) => byCollector.get(id) ?? null);
      }),
  );

export const collectorsOfSite = (context: Context): DataLoader<string, Collector[]> =>
  ofRequest(
    bySite,
    context,
    () =>
      new DataLoader(async (ids) => {
        const rows = await context.em.find(
          Collector,
          { site: { $in: [...ids] } },
          { orderBy: { name: 'asc', id: 'asc' } },
        );
        return ids.map((id) => rows.filter((row) => row.site.id === id));
      }),
  );
