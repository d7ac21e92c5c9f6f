import type { EntityManager } from '@mikro-orm/postgresql';
import type { ViewerContext } from '../../context.ts';
import { Faults } from '../../graphql/faults.ts';
import { once } from '../../graphql/once.ts';
import { Conflict, NotFound, refuse } from '../../graphql/refusals.ts';
import { inTransaction } from '../../database/scope.ts';
import { isId, newId } from '../../ids.ts';
import { invite, isMember } from '../identity/index.ts';
import { Invite } from '../identity/identity.entity.ts';
import { requireHosting } from '../organizations/index.ts';
import { Customer, CustomerFile } from './customer.entity.ts';
import type { CreateCustomerInput, SendPortalInviteInput, UpdateCustomerInput } from './customer.inputs.ts';
import { type CustomerParts, emptyCustomer, emptyFile, knownTaxCodes, readParts } from './customer-parts.ts';

/** Records a customer. Sends nothing: the invitation is a later act. */
export async function createCustomer(context: ViewerContext, input: CreateCustomerInput): Promise<Customer> {
  await requireHosting(context);
  return once(
    context,
    'createCustomer',
    input,
    async (scope) => {
      const { customer, file } = await readCustomer(scope.em, input, { name: true, contactEmail: true });
      const row = { id: newId(), organizationId: context.viewer.organizationId };
      scope.em.create(CustomerFile, { ...row, ...emptyFile, ...file });
      return scope.em.create(Customer, { ...row, ...emptyCustomer, createdAt: scope.now(), ...customer });
    },
    findCustomer,
  );
}

/** Changes what the input names: a field left out stays, null clears it. */
export async function updateCustomer(context: ViewerContext, input: UpdateCustomerInput): Promise<Customer> {
  await requireHosting(context);
  return inTransaction(context, async (scope) => {
    const found = await findCustomer(scope, input.customerId);
    const { customer, file } = await readCustomer(scope.em, input, {
      name: 'name' in input,
      contactEmail: 'contactEmail' in input,
    });
    scope.em.assign(found, customer);
    if (Object.keys(file).length > 0)
      scope.em.assign(await scope.em.findOneOrFail(CustomerFile, { id: found.id }), file);
    return found;
  });
}

/** Mails a one-time link to the contact address; an earlier link is dead from then on. */
export function sendPortalInvite(context: ViewerContext, input: SendPortalInviteInput): Promise<Invite> {
  return once(
    context,
    'sendPortalInvite',
    input,
    async (scope) => {
      await requireHosting(scope);
      const customer = await findCustomer(scope, input.customerId);
      const path = ['input', 'customerId'];
      if (!customer.active) refuse(new Conflict('ACCOUNT_INACTIVE', 'This account is switched off.', path));
      if (!customer.portalAccess)
        refuse(new Conflict('PORTAL_OFF', 'Portal access is switched off for this customer.', path));
      if (await isMember(scope, customer.contactEmail, customer.id))
        refuse(new Conflict('ALREADY_MEMBER', 'This address has portal access already.', path));
      return invite(scope, {
        email: customer.contactEmail,
        name: customer.name,
        role: 'CUSTOMER_OWNER',
        customerId: customer.id,
      });
    },
    (scope, id) => scope.em.findOneOrFail(Invite, { id }),
  );
}

/** The viewer's customer with this id; anything else is refused as missing. */
export async function findCustomer({ em }: { em: EntityManager }, id: string): Promise<Customer> {
  const customer = isId(id) ? await em.findOne(Customer, { id }) : null;
  return customer ?? refuse(new NotFound(['input', 'customerId']));
}

/** What the input says, cleaned. All faults are refused at once. */
async function readCustomer(
  em: EntityManager,
  input: CreateCustomerInput | UpdateCustomerInput,
  required: { name: boolean; contactEmail: boolean },
): Promise<CustomerParts> {
  const faults = new Faults();
  const parts = readParts(input, { required, taxCodes: input.taxCode ? await knownTaxCodes(em) : new Set(), faults });
  faults.refuseIfAny();
  return parts;
}
