import type { EntityManager } from '@mikro-orm/postgresql';
import { readAddress } from '../../graphql/address.type.ts';
import type { Faults } from '../../graphql/faults.ts';
import { TaxRate } from '../organizations/organization.entity.ts';
import type { Customer, CustomerFile } from './customer.entity.ts';
import type { CreateCustomerInput, UpdateCustomerInput } from './customer.inputs.ts';

/** What an input says of a customer, in the two tables it goes to. */
export type CustomerParts = { readonly customer: Partial<Customer>; readonly file: Partial<CustomerFile> };

export const emptyCustomer = {
  name: '',
  contactEmail: '',
  companyName: null,
  billingEmail: null,
  phone: null,
  billingCurrency: null,
  active: true,
  portalAccess: true,
  address: null,
  taxCode: null,
};
export const emptyFile = {
  notes: null,
  inDefault: false,
  inDefaultReason: null,
  billingHold: false,
  billingHoldReason: null,
};

export async function knownTaxCodes(em: EntityManager): Promise<ReadonlySet<string>> {
  return new Set((await em.find(TaxRate, {})).map(({ code }) => code));
}

/** The parts that an input names, cleaned; a field left out is left out. */
export function readParts(
  input: Partial<CreateCustomerInput> | UpdateCustomerInput,
  {
    required,
    taxCodes,
    faults,
  }: {
    required: { name: boolean; contactEmail: boolean };
    taxCodes: ReadonlySet<string>;
    faults: Faults;
  },
): CustomerParts {
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
  if (input.taxCode !== undefined) customer.taxCode = readTaxCode(input.taxCode, taxCodes, faults);
  const file = input.notes === undefined ? {} : { notes: faults.prose(input.notes, 'notes', 10_000) };
  return { customer, file };
}

function readTaxCode(code: string | null, known: ReadonlySet<string>, faults: Faults): string | null {
  if (!code) return null;
  if (known.has(code)) return code;
  faults.add('UNKNOWN_TAX_CODE', ['taxCode'], `There is no tax with the code ${code.slice(0, 40)}.`);
  return null;
}
