import type { EntityManager, FilterQuery } from '@mikro-orm/postgresql';
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

/** In the order of their turns. */
const find = (em: EntityManager, where: FilterQuery<DeviceCommand>) =>
  em.find(DeviceCommand, where, { orderBy: { turnAt: 'asc', id: 'asc' } });

const someSql = /* sql */ `
select c.id from unnest(?::uuid[]) as b (id) cross join lateral (
  select id from device_command where batch_id = b.id and state = any (coalesce(?::text[], array[state])) order by turn_at, id limit ?::int) c`;

function makeLoaders(em: EntityManager) {
  const some = new Map<string, DataLoader<string, DeviceCommand[]>>();
  return {
    batches: one((ids) => em.find(CommandBatch, { id: { $in: ids } })),
    grants: one((ids) => em.find(CommandGrant, { id: { $in: ids } })),
    /** All commands of batches, in the order of their turns. */
    commands: new DataLoader(async (batchIds: readonly string[]) =>
      byBatch(batchIds, await find(em, { batchId: { $in: [...batchIds] } })),
    ),
    /** Of batches of thousands the first few, or those in some states: they aren't all read for it. */
    someCommands(states: readonly CommandState[] | null | undefined, limit: number | undefined) {
      const question = JSON.stringify([states, limit]);
      const loader =
        some.get(question) ??
        new DataLoader(async (batchIds: readonly string[]) => {
          const found: { id: string }[] = await em.execute(someSql, [
            `{${batchIds.join(',')}}`,
            states ? `{${states.join(',')}}` : null,
            limit ?? null,
          ]);
          const ids = found.map(({ id }) => id);
          return byBatch(batchIds, await find(em, { id: { $in: ids } }));
        });
      some.set(question, loader);
      return loader;
    },
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

function byBatch(batchIds: readonly string[], commands: readonly DeviceCommand[]): DeviceCommand[][] {
  const groups = new Map<string, DeviceCommand[]>(batchIds.map((id) => [id, []]));
  for (const command of commands) groups.get(command.batchId)?.push(command);
  return batchIds.map((id) => groups.get(id) ?? []);
}
