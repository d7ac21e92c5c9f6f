import { DriverException } from '@mikro-orm/core';
import type { ViewerContext } from '../../context.ts';
import { inTransaction } from '../../database/scope.ts';
import { Faults } from '../../graphql/faults.ts';
import { once } from '../../graphql/once.ts';
import { Conflict, type InputIssue, NotFound, refuse } from '../../graphql/refusals.ts';
import { isId, newId } from '../../ids.ts';
import { requireHosting } from '../organizations/index.ts';
import type { Contract } from './contract.entity.ts';
import { note } from './contract-event.ts';
import type { AssignMinersInput, UnassignMinersInput } from './contract.inputs.ts';
import { findContract, findContractToChange, requireStatus } from './find-contract.ts';
import { localDate, renews, startOfDate } from './term.rules.ts';

const maxMiners = 5_000;

type Span = { readonly from: Date; readonly to: Date | null };
type Candidate = {
  readonly id: string;
  readonly name: string;
  readonly owner_id: string | null;
  readonly taken_by: string | null;
};

/** Puts miners under a contract, all or none, and makes its customer the owner of those that have none. */
export async function assignMiners(context: ViewerContext, input: AssignMinersInput): Promise<Contract> {
  await requireHosting(context);
  return overlapAsConflict(() => once(context, 'assignMiners', input, (scope) => assign(scope, input), findContract));
}

async function assign(context: ViewerContext, input: AssignMinersInput): Promise<Contract> {
  const minerIds = readMinerIds(input.minerIds);
  const contract = await findContractToChange(context, input.contractId);
  requireStatus(contract, 'DRAFT', 'ACTIVE', 'SUSPENDED');
  const span = spanOf(context, contract, input);
  const miners = await lockMiners(context, minerIds, span);
  const billedUntil = await billedUntilAt(context, contract);
  refuseMiners(miners, (miner) => whyNot(miner, contract, span, billedUntil));
  await context.em.execute(insertAssignments, [
    arrayOf(miners.map(() => newId())),
    arrayOf(miners.map((miner) => miner.id)),
    contract.organizationId,
    contract.id,
    contract.customer.id,
    span.from,
    span.to,
  ]);
  await context.em.execute('update miner set owner_id = ? where id = any (?::uuid[]) and owner_id is null', [
    contract.customer.id,
    arrayOf(minerIds),
  ]);
  note(context, contract.id, 'ASSIGNED', `${countOf(miners)} from ${localDate(span.from, contract.timeZone)}`);
  await context.em.flush();
  return contract;
}

/** Ends assignments at an instant; those that began then or later are as if they had never been. */
export async function unassignMiners(context: ViewerContext, input: UnassignMinersInput): Promise<Contract> {
  await requireHosting(context);
  return inTransaction(context, async (scope) => {
    const minerIds = readMinerIds(input.minerIds);
    const contract = await findContractToChange(scope, input.contractId);
    const at = wholeSecond(input.at ?? scope.now());
    const billedUntil = await billedUntilAt(scope, contract);
    const miners: (Candidate & { assigned: boolean })[] = await scope.em.execute(
      `select m.id, m.name, exists (select 1 from assignment a where a.contract_id = ? and a.miner_id = m.id and (a.to_at is null or a.to_at > ?)) as assigned
       from miner m where m.id = any (?::uuid[]) order by m.id`,
      [contract.id, at, arrayOf(minerIds)],
    );
    refuseMissing(minerIds, miners);
    refuseMiners(inOrder(minerIds, miners), (miner) => {
      if (!miner.assigned) return ['NOT_ASSIGNED', `${miner.name} is not assigned to this contract then.`];
      return billedUntil && at < billedUntil ? periodBilled(miner.name) : null;
    });
    const which = [contract.id, arrayOf(minerIds), at];
    await scope.em.execute(
      'delete from assignment where contract_id = ? and miner_id = any (?::uuid[]) and from_at >= ?',
      which,
    );
    await scope.em.execute(
      `update assignment set to_at = ? where contract_id = ? and miner_id = any (?::uuid[]) and from_at < ? and (to_at is null or to_at > ?)`,
      [at, ...which, at],
    );
    note(scope, contract.id, 'UNASSIGNED', `${countOf(miners)} at ${localDate(at, contract.timeZone)}`);
    await scope.em.flush();
    return contract;
  });
}

/** After a draft's start has moved: what began with the old start, or would begin before the new one, begins with it. */
export async function moveAssignments(
  { em }: ViewerContext,
  contract: Contract,
  old: { startsOn: string; timeZone: string },
): Promise<void> {
  const start = startOfDate(contract.startsOn, contract.timeZone);
  await em.execute('delete from assignment where contract_id = ? and to_at <= ?', [contract.id, start]);
  await overlapAsConflict(() =>
    em.execute('update assignment set from_at = ? where contract_id = ? and (from_at = ? or from_at < ?)', [
      start,
      contract.id,
      startOfDate(old.startsOn, old.timeZone),
      start,
    ]),
  );
}

function readMinerIds(minerIds: readonly string[]): string[] {
  const faults = new Faults();
  if (minerIds.length === 0) faults.add('REQUIRED', ['minerIds'], 'Name at least one miner.');
  if (minerIds.length > maxMiners) faults.add('TOO_MANY', ['minerIds'], `At most ${maxMiners} miners at once.`);
  const seen = new Set<string>();
  minerIds.forEach((id, index) => {
    if (seen.has(id)) faults.add('DUPLICATE', ['minerIds', index], 'This miner is listed twice.');
    seen.add(id);
  });
  faults.refuseIfAny();
  const malformed = minerIds.findIndex((id) => !isId(id));
  if (malformed >= 0) refuse(new NotFound(['input', 'minerIds', String(malformed)]));
  return [...minerIds];
}

function spanOf(context: ViewerContext, contract: Contract, input: AssignMinersInput): Span {
  const byDefault = contract.status === 'DRAFT' ? startOfDate(contract.startsOn, contract.timeZone) : context.now();
  const from = wholeSecond(input.from ?? byDefault);
  const to = input.to ? wholeSecond(input.to) : null;
  const faults = new Faults();
  if (to && to <= from) faults.add('END_BEFORE_START', ['to'], 'The end must come after the start.');
  faults.refuseIfAny();
  return { from, to };
}

/** The miners, in the order asked, each with the contract that has it in that span. Locked, so that two assigners take turns. */
async function lockMiners(
  { em }: ViewerContext,
  minerIds: readonly string[],
  { from, to }: Span,
): Promise<Candidate[]> {
  await em.execute('select 1 from miner where id = any (?::uuid[]) order by id for no key update', [arrayOf(minerIds)]);
  const found: Candidate[] = await em.execute(
    `select m.id, m.name, m.owner_id,
       (select coalesce(c.number, c.draft_number) from assignment a join contract c on c.id = a.contract_id
        where a.miner_id = m.id and tstzrange(a.from_at, a.to_at) && tstzrange(?::timestamptz, ?::timestamptz) limit 1) as taken_by
     from miner m where m.id = any (?::uuid[])`,
    [from, to, arrayOf(minerIds)],
  );
  refuseMissing(minerIds, found);
  return inOrder(minerIds, found);
}

function refuseMissing(minerIds: readonly string[], found: readonly { id: string }[]): void {
  const known = new Set(found.map(({ id }) => id));
  const missing = minerIds.findIndex((id) => !known.has(id.toLowerCase()));
  if (missing >= 0) refuse(new NotFound(['input', 'minerIds', String(missing)]));
}

function inOrder<T extends { id: string }>(minerIds: readonly string[], found: readonly T[]): T[] {
  const byId = new Map(found.map((miner) => [miner.id, miner]));
  return minerIds.map((id) => byId.get(id.toLowerCase()) as T);
}

type Reason = readonly [code: string, message: string];

function whyNot(miner: Candidate, contract: Contract, { from, to }: Span, billedUntil: Date | null): Reason | null {
  if (contract.type !== 'HOSTED') return ['WRONG_TYPE', 'Machines go under Hosted contracts.'];
  if (from < startOfDate(contract.startsOn, contract.timeZone))
    return ['BEFORE_START', `The contract starts on ${contract.startsOn}.`];
  const end = renews(contract) ? null : startOfDate(contract.endsOn, contract.timeZone);
  if (end && (from >= end || (to && to > end))) return ['AFTER_END', `The contract ends on ${contract.endsOn}.`];
  if (miner.taken_by) return ['ALREADY_ASSIGNED', `${miner.name} is under ${miner.taken_by} in that time.`];
  if (miner.owner_id && miner.owner_id !== contract.customer.id)
    return ['OWNED_BY_OTHER', `${miner.name} belongs to another customer.`];
  return billedUntil && from < billedUntil ? periodBilled(miner.name) : null;
}

const periodBilled = (name: string): Reason => ['PERIOD_BILLED', `${name}: that time is billed already.`];

/** Refuses with an issue for every miner that can't be; the first one's code is the refusal's. */
function refuseMiners<T extends Candidate>(miners: readonly T[], whyNotOne: (miner: T) => Reason | null): void {
  const issues: InputIssue[] = [];
  miners.forEach((miner, index) => {
    const [code, message] = whyNotOne(miner) ?? [];
    if (code && message) issues.push({ code, message, path: ['input', 'minerIds', String(index)] });
  });
  const [first] = issues;
  if (first) refuse(new Conflict(first.code, first.message, ['input', 'minerIds'], issues));
}

/** The instant up to which the contract is billed; null when it never was. */
async function billedUntilAt({ em }: ViewerContext, contract: Contract): Promise<Date | null> {
  const [row]: { ends_on: string | null }[] = await em.execute(
    'select max(ends_on)::text as ends_on from billed_claim where contract_id = ? and released_at is null',
    [contract.id],
  );
  return row?.ends_on ? startOfDate(row.ends_on, contract.timeZone) : null;
}

/** The database's own refusal of an overlap, for whom no check above has seen it coming. */
async function overlapAsConflict<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DriverException && error.code === '23P01')
      refuse(new Conflict('ALREADY_ASSIGNED', 'A machine is under another contract in that time.', ['input']));
    throw error;
  }
}

/** Bills know whole seconds. */
const wholeSecond = (at: Date): Date => new Date(Math.floor(at.getTime() / 1000) * 1000);
const arrayOf = (ids: readonly string[]): string => `{${ids.join(',')}}`;
const countOf = ({ length }: readonly unknown[]): string => (length === 1 ? '1 machine' : `${length} machines`);

const insertAssignments = `
  insert into assignment (id, organization_id, contract_id, customer_id, miner_id, from_at, to_at, rated_power_w, efficiency_j_per_th)
  select pair.id, given.organization_id, given.contract_id, given.customer_id, m.id, given.from_at, given.to_at,
    coalesce(m.rated_power_w, k.rated_power_w), coalesce(m.rated_efficiency_j_per_th, k.rated_efficiency_j_per_th)
  from unnest(?::uuid[], ?::uuid[]) as pair (id, miner_id)
    cross join (values (?::uuid, ?::uuid, ?::uuid, ?::timestamptz, ?::timestamptz)) as given (organization_id, contract_id, customer_id, from_at, to_at)
    join miner m on m.id = pair.miner_id join miner_model k on k.id = m.model_id`;
