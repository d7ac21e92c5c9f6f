import type { EntityManager } from '@mikro-orm/postgresql';
import DataLoader from 'dataloader';
import { CommandBatch, type CommandState, DeviceCommand } from '../collectors/index.ts';
import { CommandGrant } from './grant.entity.ts';

type Counts = { readonly state: CommandState; readonly count: number }[];

/** What belongs to many batches or contracts, each in one query. */
export type CommandLoaders = ReturnType<typeof makeLoaders>;

const known = new WeakMap<EntityManager, CommandLoaders>();

/** The loaders of one request (one manager): created at first use. */
export function commandLoaders({ em }: { em: EntityManager }): CommandLoaders {
  const loaders = known.get(em) ?? makeLoaders(em);
  known.set(em, loaders);
  return loaders;
}

function makeLoaders(em: EntityManager) {
  return {
    batches: one((ids) => em.find(CommandBatch, { id: { $in: ids } })),
    grants: one((ids) => em.find(CommandGrant, { id: { $in: ids } })),
    /** In the order of their turns. */
    commands: new DataLoader(async (batchIds: readonly string[]) => {
      const rows = await em.find(
        DeviceCommand,
        { batchId: { $in: [...batchIds] } },
        { orderBy: { turnAt: 'asc', id: 'asc' } },
      );
      const byBatch = new Map<string, DeviceCommand[]>(batchIds.map((id) => [id, []]));
      for (const row of rows) byBatch.get(row.batchId)?.push(row);
      return batchIds.map((id) => byBatch.get(id) ?? []);
    }),
    counts: new DataLoader(async (batchIds: readonly string[]): Promise<Counts[]> => {
      const rows: { batch_id: string; state: CommandState; count: number }[] = await em.execute(
        `select batch_id, state, count(*)::int as count from device_command where batch_id = any (?::uuid[]) group by 1, 2 order by 1, 2`,
        [`{${batchIds.join(',')}}`],
      );
      return batchIds.map((id) =>
        rows.filter(({ batch_id }) => batch_id === id).map(({ state, count }) => ({ state, count })),
      );
    }),
  };
}

const one = <T extends { id: string }>(load: (ids: string[]) => Promise<T[]>) =>
  new DataLoader(async (ids: readonly string[]) => {
    const byId = new Map((await load([...ids])).map((row) => [row.id, row]));
    return ids.map((id) => byId.get(id) ?? null);
  });
