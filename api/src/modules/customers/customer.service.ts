import type { EntityManager } from '@mikro-orm/postgresql';
import type { ViewerContext } from '../../context.ts';
import { readAddress } from '../../graphql/address.type.ts';
import { Faults } from '../../graphql/faults.ts';
import { once } from '../../graphql/once.ts';
import { Conflict, NotFound, refuse } from '../../graphql/refusals.ts';
import { inTransaction } from '../../database/scope.ts';
import { isId, newId } from '../../ids.ts';
import { invite, isMember } from '../identity/index.ts';
import { Invite } from '../identity/identity.entity.ts';
import { requireHosting } from '../organizations/index.ts';
import { TaxRate } from '../organizations/organization.entity.ts';
import { Customer, CustomerFile } from './customer.entity.ts';
import type { CreateCustomerInput, SendPortalInviteInput, UpdateCustomerInput } from './customer.inputs.ts';

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
      scope.em.create(CustomerFile, {
        ...row,
        notes: null,
        inDefault: false,
        inDefaultReason: null,
        billingHold: false,
        billingHoldReason: null,
        ...file,
      });
      return scope.em.create(Customer, {
        ...row,
        ...emptyCustomer,
        createdAt: scope.now(),
        ...(customer as RequiredParts),
      });
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

const emptyCustomer = {
  companyName: null,
  billingEmail: null,
  phone: null,
  billingCurrency: null,
  active: true,
  portalAccess: true,
  address: null,
  taxCode: null,
};
type RequiredParts = Pick<Customer, 'name' | 'contactEmail'> & Partial<Customer>;

/** What the input says of a customer, cleaned, in the two tables it goes to. All faults are refused at once. */
async function readCustomer(
  em: EntityManager,
  input: CreateCustomerInput | UpdateCustomerInput,
  required: { name: boolean; contactEmail: boolean },
) {
  const faults = new Faults();
  const customer: Partial<Customer> = {};
  if (required.name) customer.name = faults.line(input.name, 'name', { required: true }) ?? '';
  if (required.contactEmail)
    customer.contactEmail = faults.email(input.contactEmail, 'contactEmail', { required: true }) ?? '';
  if (input.companyName !== undefined) customer.companyName = faults.line(input.companyName, 'companyName');
  if (input.billingEmail !== undefined) customer.billingEmail = faults.email(input.billingEmail, 'billingEmail');
  if (input.phone !== undefined) customer.phone = faults.line(input.phone, 'phone', { max: 50 });
  if (input.billingCurrency !== undefined)
    customer.billingCurrency = faults.currency(input.billingCurrency, 'billingCurrency');
  if (input.active != null) customer.active = input.active;
  if (input.portalAccess != null) customer.portalAccess = input.portalAccess;
  if (input.address !== undefined) customer.address = readAddress(input.address, faults);
  if (input.taxCode !== undefined) customer.taxCode = await readTaxCode(em, input.taxCode, faults);
  const file: Partial<CustomerFile> =
    input.notes === undefined ? {} : { notes: faults.prose(input.notes, 'notes', 10_000) };
  faults.refuseIfAny();
  return { customer, file };
}

async function readTaxCode(em: EntityManager, code: string | null, faults: Faults): Promise<string | null> {
  if (!code) return null;
  if ((await em.count(TaxRate, { code })) > 0) return code;
  faults.add('UNKNOWN_TAX_CODE', ['taxCode'], `There is no tax with the code ${code.slice(0, 40)}.`);
  return null;
}
