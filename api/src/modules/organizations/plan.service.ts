import type { ViewerContext } from '../../context.ts';
import { PlanRequired, refuse } from '../../graphql/refusals.ts';
import { Organization } from './organization.entity.ts';

/** Customers, contracts and invoices need the Business plan or above and the Hosting add-on; the refusal says which is missing. */
export async function requireHosting(context: ViewerContext): Promise<void> {
  const organization = await context.em.findOneOrFail(Organization, { id: context.viewer.organizationId });
  if (organization.plan === 'STARTER') refuse(new PlanRequired({ plan: 'BUSINESS' }));
  if (!organization.addOns.includes('HOSTING')) refuse(new PlanRequired({ addOn: 'HOSTING' }));
}
