import type { EntityManager } from '@mikro-orm/postgresql';
import type { ViewerContext } from '../../context.ts';
import { PlanRequired, refuse } from '../../graphql/refusals.ts';
import { Organization } from './organization.entity.ts';
import type { HostingNeed } from './organization.type.ts';

/** Customers, contracts and invoices need the Business plan or above and the Hosting add-on; the refusal says which is missing. */
export async function requireHosting(context: ViewerContext): Promise<void> {
  const organization = await context.em.findOneOrFail(Organization, { id: context.viewer.organizationId });
  if (organization.plan === 'STARTER') refuse(new PlanRequired({ plan: 'BUSINESS' }));
  if (!organization.addOns.includes('HOSTING')) refuse(new PlanRequired({ addOn: 'HOSTING' }));
}

/** What customer management still waits for, in the order in which to see to it. */
export async function hostingNeeds(em: EntityManager, { plan, addOns }: Organization): Promise<HostingNeed[]> {
  const [fleet]: { stands: boolean }[] = await em.execute('select exists (select 1 from miner) as stands');
  const needs: [isMissing: boolean, need: HostingNeed][] = [
    [plan === 'STARTER', 'PLAN'],
    [!addOns.includes('HOSTING'), 'ADD_ON'],
    [!fleet?.stands, 'SITE_WITH_MACHINES'],
  ];
  return needs.filter(([isMissing]) => isMissing).map(([, need]) => need);
}
