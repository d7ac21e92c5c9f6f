import type { ViewerContext } from '../../context.ts';
import { insertRows } from '../../database/insert-rows.ts';
import { once } from '../../graphql/once.ts';
import { newId } from '../../ids.ts';
import { requireHosting } from '../organizations/index.ts';
import {
  arrayOf,
  billedUntilAt,
  type Candidate,
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
import type { AssignSitesInput } from './contract.inputs.ts';
import { findContract, findContractToChange, requireTransition } from './find-contract.ts';
import { localDate } from './term.rules.ts';

type SiteCandidate = Candidate & { readonly customer_id: string | null };

/** Puts sites of the customer under its O&M contract, all or none. */
export async function assignSites(context: ViewerContext, input: AssignSitesInput): Promise<Contract> {
  await requireHosting(context);
  return overlapAsConflict(() => once(context, 'assignSites', input, (scope) => assign(scope, input), findContract));
}

async function assign(context: ViewerContext, input: AssignSitesInput): Promise<Contract> {
  const { em } = context;
  const siteIds = readIds('siteIds', input.siteIds);
  const contract = await findContractToChange(context, input.contractId);
  requireTransition(contract, 'ASSIGN');
  const span = spanOf(context, contract, input);
  const sites = await lockSites(context, siteIds, span);
  const billedUntil = await billedUntilAt(context, contract);
  refuseUnits('siteIds', sites, (site) => whyNot(site, contract, span, billedUntil));
  const rows = sites.map(({ id }) => ({
    id: newId(),
    organization_id: contract.organizationId,
    contract_id: contract.id,
    customer_id: contract.customer.id,
    site_id: id,
    from_at: span.from,
    to_at: span.to,
  }));
  await insertRows(em, 'assignment', rows);
  const names = sites.map(({ name }) => name).join(', ');
  note(context, contract.id, 'ASSIGNED', `${names} from ${localDate(span.from, contract.timeZone)}`);
  await em.flush();
  return contract;
}

async function lockSites(
  { em }: ViewerContext,
  siteIds: readonly string[],
  { from, to }: Span,
): Promise<SiteCandidate[]> {
  await em.execute('select 1 from site where id = any (?::uuid[]) order by id for no key update', [arrayOf(siteIds)]);
  const found: SiteCandidate[] = await em.execute(
    `select s.id, s.name, s.customer_id,
       (select coalesce(c.number, c.draft_number) from assignment a join contract c on c.id = a.contract_id
        where a.site_id = s.id and tstzrange(a.from_at, a.to_at) && tstzrange(?::timestamptz, ?::timestamptz) limit 1) as taken_by
     from site s where s.id = any (?::uuid[])`,
    [from, to, arrayOf(siteIds)],
  );
  return inOrder('siteIds', siteIds, found);
}

function whyNot(site: SiteCandidate, contract: Contract, span: Span, billedUntil: Date | null): Reason | null {
  if (contract.type !== 'OM') return ['WRONG_TYPE', 'Sites go under O&M contracts.'];
  if (site.customer_id !== contract.customer.id)
    return ['OWNED_BY_OTHER', `${site.name} is not a site of the contract's customer.`];
  return whyNotThen(site, contract, span, billedUntil);
}
