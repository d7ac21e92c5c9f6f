import type { ViewerContext } from '../../context.ts';
import { inTransaction } from '../../database/scope.ts';
import { requireHosting } from '../organizations/index.ts';
import {
  arrayOf,
  billedUntilAt,
  countOf,
  inOrder,
  periodBilled,
  readIds,
  refuseUnits,
  type UnitList,
  wholeSecond,
} from './assigning.ts';
import { endAssignments } from './assignment.service.ts';
import type { Contract } from './contract.entity.ts';
import { note } from './contract-event.ts';
import type { UnassignMinersInput, UnassignSitesInput } from './contract.inputs.ts';
import { findContractToChange, requireTransition } from './find-contract.ts';
import { localDate } from './term.rules.ts';

type Wish = { readonly contractId: string; readonly at?: Date | null; readonly unitIds: readonly string[] };

/** Takes machines off a contract at an instant. */
export const unassignMiners = (context: ViewerContext, { minerIds, ...rest }: UnassignMinersInput): Promise<Contract> =>
  unassign(context, 'minerIds', { ...rest, unitIds: minerIds });

/** Takes sites off an O&M contract at an instant. */
export const unassignSites = (context: ViewerContext, { siteIds, ...rest }: UnassignSitesInput): Promise<Contract> =>
  unassign(context, 'siteIds', { ...rest, unitIds: siteIds });

const words = { minerIds: { table: 'miner', noun: 'machine' }, siteIds: { table: 'site', noun: 'site' } } as const;

/** Ends assignments at an instant; those that began then or later are as if they had never been. */
async function unassign(context: ViewerContext, field: UnitList, wish: Wish): Promise<Contract> {
  await requireHosting(context);
  const { table, noun } = words[field];
  return inTransaction(context, async (scope) => {
    const unitIds = readIds(field, wish.unitIds);
    const contract = await findContractToChange(scope, wish.contractId);
    requireTransition(contract, 'ASSIGN');
    const at = wholeSecond(wish.at ?? scope.now());
    const billedUntil = await billedUntilAt(scope, contract);
    const found: { id: string; name: string; assigned: boolean }[] = await scope.em.execute(
      `select u.id, u.name, exists (select 1 from assignment a where a.contract_id = ? and a.${table}_id = u.id and (a.to_at is null or a.to_at > ?)) as assigned
       from ${table} u where u.id = any (?::uuid[]) order by u.id`,
      [contract.id, at, arrayOf(unitIds)],
    );
    const units = inOrder(field, unitIds, found);
    refuseUnits(field, units, (unit) => {
      if (!unit.assigned) return ['NOT_ASSIGNED', `${unit.name} is not assigned to this contract then.`];
      return billedUntil && at < billedUntil ? periodBilled(unit.name) : null;
    });
    await endAssignments(scope, contract, at, unitIds);
    note(scope, contract.id, 'UNASSIGNED', `${countOf(units.length, noun)} at ${localDate(at, contract.timeZone)}`);
    await scope.em.flush();
    return contract;
  });
}
