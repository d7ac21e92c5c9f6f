import type { ViewerContext } from '../../context.ts';
import { inTransaction } from '../../database/scope.ts';
import { Faults } from '../../graphql/faults.ts';
import { Forbidden, refuse } from '../../graphql/refusals.ts';
import { openViewing } from '../identity/index.ts';
import { requireHosting } from '../organizations/index.ts';
import { type Customer, CustomerFile } from './customer.entity.ts';
import type { MarkInDefaultInput, SetBillingHoldInput, ViewAsCustomerInput } from './customer.inputs.ts';
import { findCustomer } from './customer.service.ts';

const longestReason = 1_000;

/** Holds a customer's coming invoices, or lets them go again. Those already made stay as they are. */
export async function setBillingHold(context: ViewerContext, input: SetBillingHoldInput): Promise<Customer> {
  await requireHosting(context);
  const faults = new Faults();
  const reason = faults.line(input.reason, 'reason', { max: longestReason, required: input.held });
  faults.refuseIfAny();
  return withFile(context, input.customerId, {
    billingHold: input.held,
    billingHoldReason: input.held ? reason : null,
  });
}

/** Marks a customer as in default, or no longer. */
export async function markInDefault(context: ViewerContext, input: MarkInDefaultInput): Promise<Customer> {
  await requireHosting(context);
  const faults = new Faults();
  const reason = faults.line(input.reason, 'reason', { max: longestReason });
  faults.refuseIfAny();
  return withFile(context, input.customerId, {
    inDefault: input.inDefault,
    inDefaultReason: input.inDefault ? reason : null,
  });
}

/** Opens the portal as this customer sees it. */
export async function viewAsCustomer(context: ViewerContext, input: ViewAsCustomerInput): Promise<ViewerContext> {
  const customer = await findCustomer(context, input.customerId);
  if (!context.viewer.membershipId)
    refuse(new Forbidden('FORBIDDEN', 'Only a person who is signed in can view as a customer.'));
  return openViewing(context, customer.id);
}

function withFile(context: ViewerContext, customerId: string, change: Partial<CustomerFile>): Promise<Customer> {
  return inTransaction(context, async (scope) => {
    const customer = await findCustomer(scope, customerId);
    scope.em.assign(await scope.em.findOneOrFail(CustomerFile, { id: customer.id }), change);
    return customer;
  });
}
