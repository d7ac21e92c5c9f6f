import type { EntityManager } from '@mikro-orm/postgresql';
import type { Range } from '@hashyard/rating';
import { insertRows } from '../../database/insert-rows.ts';
import { rangeText, readRange } from '../../database/time-range.ts';
import { newId } from '../../ids.ts';
import type { Estimate } from './estimate.rules.ts';
import { meetsAny } from './checks.rules.ts';
import { arrayOf, dateOf, secondsOf } from './judging.store.ts';

/** The gaps of a register within `scope`, and what is known there. `across`: a gap that one bad reading made. */
export type GapsOfRegister = {
  readonly registerId: string;
  readonly scope: Range;
  readonly gaps: readonly (Range & { readonly across: boolean })[];
  readonly known: readonly Range[];
};

/** Energy put in for a unit's part of a gap. */
export type MadeEstimate = Estimate & {
  readonly registerId: string;
  readonly unitId: string;
  readonly isSite: boolean;
};

/** An estimate that holds. `stays`: it isn't this calculation's to replace, for a person made it or it begins before. */
export type HeldEstimate = Range & {
  readonly id: string;
  readonly registerId: string;
  readonly unitId: string;
  readonly key: string;
  readonly stays: boolean;
};

/** What holds in the scopes, with what reaches into them from before. */
export async function keptEstimates(em: EntityManager, asked: readonly GapsOfRegister[]): Promise<HeldEstimate[]> {
  const rows: { id: string; register_id: string; unit_id: string; during: string; wh: string; method: string }[] =
    await em.execute(
      `select id, register_id, coalesce(miner_id, site_id) as unit_id, during::text as during, energy_wh::text as wh, method
       from energy_estimate where register_id = any (?::uuid[]) and replaced_at is null`,
      [arrayOf(asked.map(({ registerId }) => registerId))],
    );
  const scopes = new Map(asked.map((one) => [one.registerId, one]));
  return rows.flatMap(({ id, register_id, unit_id, during, wh, method }) => {
    const range = readRange(during);
    const [from, to] = [secondsOf(range.from), secondsOf(range.to as Date)];
    const { scope, gaps, known } = scopes.get(register_id) as GapsOfRegister;
    // A gap may reach beyond the scope at either end; it is estimated anew as a whole.
    const first = Math.min(scope.from, ...gaps.map((gap) => gap.from));
    const last = Math.max(scope.to, ...gaps.map((gap) => gap.to));
    if (to <= first || last <= from) return [];
    return [
      {
        id,
        registerId: register_id,
        unitId: unit_id,
        from,
        to,
        stays: method === 'BY_HAND' ? !meetsAny({ from, to }, known) : from < first,
        key: keyOf(register_id, unit_id, { from, to }, wh, method),
      },
    ];
  });
}

const keyOf = (registerId: string, unitId: string, { from, to }: Range, wh: string, method: string): string =>
  [registerId, unitId, from, to, wh, method].join(' ');

/** What was made takes the place of what held there; a row that says the same stays. */
export async function replaceEstimates(
  em: EntityManager,
  organizationId: string,
  held: readonly HeldEstimate[],
  made: readonly MadeEstimate[],
  at: Date,
): Promise<void> {
  const gone = new Map(held.filter(({ stays }) => !stays).map(({ key, id }) => [key, id]));
  const fresh = made.filter(
    ({ registerId, unitId, wh, method, ...range }) =>
      !gone.delete(keyOf(registerId, unitId, range, String(wh), method)),
  );
  if (gone.size > 0)
    await em.execute('update energy_estimate set replaced_at = ? where id = any (?::uuid[])', [
      at,
      arrayOf([...gone.values()]),
    ]);
  await insertRows(
    em,
    'energy_estimate',
    fresh.map(({ registerId, unitId, isSite, from, to, wh, method, inputs }) => ({
      id: newId(),
      organization_id: organizationId,
      register_id: registerId,
      miner_id: isSite ? null : unitId,
      site_id: isSite ? unitId : null,
      during: rangeText({ from: dateOf(from), to: dateOf(to) }),
      energy_wh: String(wh),
      method,
      inputs,
      actor: 'rule',
      reason: null,
      created_at: at,
      replaced_at: null,
    })),
  );
}
