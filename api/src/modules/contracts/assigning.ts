import { DriverException } from '@mikro-orm/core';
import type { ViewerContext } from '../../context.ts';
import { Faults } from '../../graphql/faults.ts';
import { Conflict, type InputIssue, NotFound, refuse } from '../../graphql/refusals.ts';
import { isId } from '../../ids.ts';
import type { Contract } from './contract.entity.ts';
import { renews, startOfDate } from './term.rules.ts';

/** What assigning machines and assigning sites have in common. */
export type UnitList = 'minerIds' | 'siteIds';
export type Span = { readonly from: Date; readonly to: Date | null };
/** A unit asked for; `taken_by` is the contract that has it in that time. */
export type Candidate = { readonly id: string; readonly name: string; readonly taken_by: string | null };
export type Reason = readonly [code: string, message: string];

const most = 5_000;

/** The ids, each once and well formed; refused with the place of the first that isn't. */
export function readIds(field: UnitList, ids: readonly string[]): string[] {
  const faults = new Faults();
  const noun = field === 'minerIds' ? 'miner' : 'site';
  if (ids.length === 0) faults.add('REQUIRED', [field], `Name at least one ${noun}.`);
  if (ids.length > most) faults.add('TOO_MANY', [field], `At most ${most} ${noun}s at once.`);
  const seen = new Set<string>();
  ids.forEach((id, index) => {
    if (seen.has(id)) faults.add('DUPLICATE', [field, index], `This ${noun} is listed twice.`);
    seen.add(id);
  });
  faults.refuseIfAny();
  const malformed = ids.findIndex((id) => !isId(id));
  if (malformed >= 0) refuse(new NotFound(['input', field, String(malformed)]));
  return [...ids];
}

/** What was found, in the order asked; refused when one is missing. */
export function inOrder<T extends { id: string }>(field: UnitList, ids: readonly string[], found: readonly T[]): T[] {
  const byId = new Map(found.map((unit) => [unit.id, unit]));
  return ids.map((id, index) => byId.get(id.toLowerCase()) ?? refuse(new NotFound(['input', field, String(index)])));
}

export function spanOf(
  context: ViewerContext,
  contract: Contract,
  input: { from?: Date | null; to?: Date | null },
): Span {
  const byDefault = contract.status === 'DRAFT' ? startOfDate(contract.startsOn, contract.timeZone) : context.now();
  const from = wholeSecond(input.from ?? byDefault);
  const to = input.to ? wholeSecond(input.to) : null;
  const faults = new Faults();
  if (to && to <= from) faults.add('END_BEFORE_START', ['to'], 'The end must come after the start.');
  faults.refuseIfAny();
  return { from, to };
}

/** Why a unit can't be under the contract in that time, whoever's it is. */
export function whyNotThen(
  unit: Candidate,
  contract: Contract,
  { from, to }: Span,
  billedUntil: Date | null,
): Reason | null {
  if (from < startOfDate(contract.startsOn, contract.timeZone))
    return ['BEFORE_START', `The contract starts on ${contract.startsOn}.`];
  const end = renews(contract) ? null : startOfDate(contract.endsOn, contract.timeZone);
  if (end && (from >= end || (to && to > end))) return ['AFTER_END', `The contract ends on ${contract.endsOn}.`];
  if (unit.taken_by) return ['ALREADY_ASSIGNED', `${unit.name} is under ${unit.taken_by} in that time.`];
  return billedUntil && from < billedUntil ? periodBilled(unit.name) : null;
}

export const periodBilled = (name: string): Reason => ['PERIOD_BILLED', `${name}: that time is billed already.`];

/** Refuses with an issue for every unit that can't be; the first one's code is the refusal's. */
export function refuseUnits<T extends { readonly name: string }>(
  field: UnitList,
  units: readonly T[],
  whyNotOne: (unit: T) => Reason | null,
): void {
  const issues: InputIssue[] = [];
  units.forEach((unit, index) => {
    const [code, message] = whyNotOne(unit) ?? [];
    if (code && message) issues.push({ code, message, path: ['input', field, String(index)] });
  });
  const [first] = issues;
  if (first) refuse(new Conflict(first.code, first.message, ['input', field], issues));
}

/** The local date up to which the contract is billed, exclusive; null when it never was. */
export async function billedUntilOn({ em }: Pick<ViewerContext, 'em'>, contract: Contract): Promise<string | null> {
  const [row]: { ends_on: string | null }[] = await em.execute(
    'select max(ends_on)::text as ends_on from billed_claim where contract_id = ? and released_at is null',
    [contract.id],
  );
  return row?.ends_on ?? null;
}

/** The same as an instant. */
export async function billedUntilAt(context: ViewerContext, contract: Contract): Promise<Date | null> {
  const date = await billedUntilOn(context, contract);
  return date ? startOfDate(date, contract.timeZone) : null;
}

/** The database's own refusal of an overlap, for whom no check above has seen it coming. */
export async function overlapAsConflict<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DriverException && error.code === '23P01')
      refuse(new Conflict('ALREADY_ASSIGNED', 'A unit is under another contract in that time.', ['input']));
    throw error;
  }
}

/** Bills know whole seconds. */
export const wholeSecond = (at: Date): Date => new Date(Math.floor(at.getTime() / 1000) * 1000);
export const arrayOf = (ids: readonly string[]): string => `{${ids.join(',')}}`;

export const countOf = (count: number, noun: string): string => (count === 1 ? `1 ${noun}` : `${count} ${noun}s`);
