import type { EntityManager } from '@mikro-orm/postgresql';
import DataLoader from 'dataloader';
import { ContractEventKind } from './contract.words.ts';
import {
  Acceptance,
  Assignment,
  ContractEvent,
  ContractFile,
  InfinityTerms,
  PowerCap,
  Price,
  Term,
} from './contract.entity.ts';
import { inOrder } from './price.rules.ts';

/** What belongs to many contracts or machines, each in one query. */
export type ContractLoaders = ReturnType<typeof makeLoaders>;

const known = new WeakMap<EntityManager, ContractLoaders>();

/** The loaders of one request (one manager): created at first use. */
export function contractLoaders({ em }: { em: EntityManager }): ContractLoaders {
  const loaders = known.get(em) ?? makeLoaders(em);
  known.set(em, loaders);
  return loaders;
}

function makeLoaders(em: EntityManager) {
  const byContract = { orderBy: { id: 'asc' } } as const;
  return {
    terms: grouped(
      (ids) => em.find(Term, { contractId: { $in: ids } }, { orderBy: { number: 'asc' } }),
      (term) => term.contractId,
    ),
    prices: grouped(
      async (ids) => (await em.find(Price, { contractId: { $in: ids } })).sort(inOrder),
      (price) => price.contractId,
    ),
    timeline: grouped(
      async (ids) => (await em.find(ContractEvent, { contractId: { $in: ids } })).sort(asTheyHappened),
      (event) => event.contractId,
    ),
    powerCaps: grouped(
      (ids) => em.find(PowerCap, { contractId: { $in: ids } }, byContract),
      (cap) => cap.contractId,
    ),
    /** Of machines: all that the viewer may see, oldest first. */
    assignments: grouped(
      (ids) =>
        em.find(Assignment, { miner: { $in: ids } }, { orderBy: { fromAt: 'asc', id: 'asc' }, populate: ['contract'] }),
      (assignment) => assignment.miner?.id ?? '',
    ),
    infinity: new DataLoader(async (ids: readonly string[]) => {
      const terms = await em.find(InfinityTerms, { id: { $in: [...ids] } }, { populate: ['site'] });
      const byId = new Map(terms.map((one) => [one.id, one]));
      return ids.map((id) => byId.get(id) ?? null);
    }),
    acceptance: new DataLoader(async (ids: readonly string[]) => {
      const accepted = await em.find(Acceptance, { id: { $in: [...ids] } });
      const byId = new Map(accepted.map((one) => [one.id, one]));
      return ids.map((id) => byId.get(id) ?? null);
    }),
    notes: new DataLoader(async (ids: readonly string[]) => {
      const files = new Map(
        (await em.find(ContractFile, { id: { $in: [...ids] } })).map((file) => [file.id, file.notes]),
      );
      return ids.map((id) => files.get(id) ?? null);
    }),
    billedUntilOn: new DataLoader(async (ids: readonly string[]) => {
      const rows: { contract_id: string; ends_on: string }[] = await em.execute(
        `select contract_id, max(ends_on)::text as ends_on from billed_claim
         where contract_id = any (?::uuid[]) and released_at is null group by contract_id`,
        [`{${ids.join(',')}}`],
      );
      const ends = new Map(rows.map((row) => [row.contract_id, row.ends_on]));
      return ids.map((id) => ends.get(id) ?? null);
    }),
  };
}

const lifeCycle = Object.keys(ContractEventKind);

/** By time; what happened in one millisecond, as a contract's life goes. */
const asTheyHappened = (a: ContractEvent, b: ContractEvent): number =>
  a.at.getTime() - b.at.getTime() || lifeCycle.indexOf(a.kind) - lifeCycle.indexOf(b.kind);

function grouped<Row>(find: (ids: string[]) => Promise<Row[]>, of: (row: Row) => string): DataLoader<string, Row[]> {
  return new DataLoader(async (ids) => {
    const rows = new Map<string, Row[]>(ids.map((id) => [id, []]));
    for (const row of await find([...ids])) rows.get(of(row))?.push(row);
    return ids.map((id) => rows.get(id) ?? []);
  });
}
