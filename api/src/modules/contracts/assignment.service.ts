import type { ViewerContext } from '../../context.ts';
import { once } from '../../graphql/once.ts';
import { newId } from '../../ids.ts';
import { requireHosting } from '../organizations/index.ts';
import {
  arrayOf,
  billedUntilAt,
  type Candidate,
  countOf,
  inOrder,
  overlapAsConflict,
  readIds,
  type Reason,
  refuseUnits,
  type Span,
  spanOf,
  whyNotThen,
} from './assigning.ts';
import type { Contract } from './contract.entity.ts';
import { note } from './contract-event.ts';
import type { AssignMinersInput } from './contract.inputs.ts';
import { findContract, findContractToChange, requireTransition } from './find-contract.ts';
import { localDate, startOfDate } from './term.rules.ts';

type MinerCandidate = Candidate & { readonly owner_id: string | null; readonly retired_at: Date | null };

/** Puts miners under a contract, all or none. Hosted: its customer becomes the owner of those that have none. */
export async function assignMiners(context: ViewerContext, input: AssignMinersInput): Promise<Contract> {
  await requireHosting(context);
  return overlapAsConflict(() => once(context, 'assignMiners', input, (scope) => assign(scope, input), findContract));
}

async function assign(context: ViewerContext, input: AssignMinersInput): Promise<Contract> {
  const minerIds = readIds('minerIds', input.minerIds);
  const contract = await findContractToChange(context, input.contractId);
  requireTransition(contract, 'ASSIGN');
  const span = spanOf(context, contract, input);
  const miners = await lockMiners(context, minerIds, span);
  const billedUntil = await billedUntilAt(context, contract);
  refuseUnits('minerIds', miners, (miner) => whyNot(miner, contract, span, billedUntil));
  await context.em.execute(insertAssignments, [
    arrayOf(miners.map(() => newId())),
    arrayOf(miners.map((miner) => miner.id)),
    contract.organizationId,
    contract.id,
    contract.customer.id,
    span.from,
    span.to,
  ]);
  if (contract.type === 'HOSTED')
    await context.em.execute('update miner set owner_id = ? where id = any (?::uuid[]) and owner_id is null', [
      contract.customer.id,
      arrayOf(minerIds),
    ]);
  note(
    context,
    contract.id,
    'ASSIGNED',
    `${countOf(miners.length, 'machine')} from ${localDate(span.from, contract.timeZone)}`,
  );
  await context.em.flush();
  return contract;
}

/** Ends assignments at an instant, of these units or of every one; what would begin then or later has never been. */
export async function endAssignments(
  { em }: Pick<ViewerContext, 'em'>,
  contract: Contract,
  at: Date,
  unitIds: readonly string[] | null = null,
): Promise<void> {
  const which = [contract.id, ...Array(2).fill(unitIds && arrayOf(unitIds)), at];
  const of = 'contract_id = ? and (?::uuid[] is null or coalesce(miner_id, site_id) = any (?::uuid[]))';
  await em.execute(`delete from assignment where ${of} and from_at >= ?`, which);
  await em.execute(`update assignment set to_at = ? where ${of} and from_at < ? and (to_at is null or to_at > ?)`, [
    at,
    ...which,
    at,
  ]);
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

/** The miners, in the order asked, each with the contract that has it in that span. Locked, so that two assigners take turns. */
async function lockMiners(
  { em }: ViewerContext,
  minerIds: readonly string[],
  { from, to }: Span,
): Promise<MinerCandidate[]> {
  await em.execute('select 1 from miner where id = any (?::uuid[]) order by id for no key update', [arrayOf(minerIds)]);
  const found: MinerCandidate[] = await em.execute(
    `select m.id, m.name, m.owner_id, m.retired_at,
       (select coalesce(c.number, c.draft_number) from assignment a join contract c on c.id = a.contract_id
        where a.miner_id = m.id and tstzrange(a.from_at, a.to_at) && tstzrange(?::timestamptz, ?::timestamptz) limit 1) as taken_by
     from miner m where m.id = any (?::uuid[])`,
    [from, to, arrayOf(minerIds)],
  );
  return inOrder('minerIds', minerIds, found);
}

/** Hosted machines are the customer's or become so; leased ones are the operator's. */
function whyNot(miner: MinerCandidate, contract: Contract, span: Span, billedUntil: Date | null): Reason | null {
  if (contract.type !== 'HOSTED' && contract.type !== 'LEASE')
    return ['WRONG_TYPE', 'Machines go under Hosted and Lease contracts.'];
  if (miner.retired_at && (span.to === null || span.to > new Date(miner.retired_at)))
    return ['RETIRED', `${miner.name} is out of the fleet since then.`];
  const reason = whyNotThen(miner, contract, span, billedUntil);
  // Whose it is says less than which contract has it, and more than that the time is billed.
  if (reason && reason[0] !== 'PERIOD_BILLED') return reason;
  const owned =
    contract.type === 'LEASE' ? miner.owner_id !== null : miner.owner_id && miner.owner_id !== contract.customer.id;
  if (!owned) return reason;
  const whose = contract.type === 'LEASE' ? "is a customer's, not the operator's" : 'belongs to another customer';
  return ['OWNED_BY_OTHER', `${miner.name} ${whose}.`];
}

const insertAssignments = `
  insert into assignment (id, organization_id, contract_id, customer_id, miner_id, from_at, to_at, rated_power_w, efficiency_j_per_th)
  select pair.id, given.organization_id, given.contract_id, given.customer_id, m.id, given.from_at, given.to_at,
    coalesce(m.rated_power_w, k.rated_power_w), coalesce(m.rated_efficiency_j_per_th, k.rated_efficiency_j_per_th)
  from unnest(?::uuid[], ?::uuid[]) as pair (id, miner_id)
    cross join (values (?::uuid, ?::uuid, ?::uuid, ?::timestamptz, ?::timestamptz)) as given (organization_id, contract_id, customer_id, from_at, to_at)
    join miner m on m.id = pair.miner_id join miner_model k on k.id = m.model_id`;
