import type { ViewerContext } from '../../context.ts';
import { managerFor } from '../../database/scope.ts';
import { isCustomers } from '../../graphql/staff-only.ts';
import { actorOf } from '../identity/index.ts';

/**
 * The organization's reach for what a customer's person may do to a contract: customers write no table of it themselves.
 * The caller has found the contract as that person first. The audit log still names the person.
 */
export function onBehalf(context: ViewerContext): ViewerContext {
  if (!isCustomers(context)) return context;
  const { organizationId, userId } = context.viewer;
  const actor = actorOf(context.viewer);
  const em = managerFor(context.installation.orm, { kind: 'JOB', organizationId, customerId: null, userId, actor });
  return { ...context, em };
}
