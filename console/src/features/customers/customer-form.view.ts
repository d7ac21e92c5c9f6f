import { blankToNull, blankToUndefined } from '@hashyard/ui';
import { addressInput } from './address.view.ts';
import type { CreateCustomerInput, CustomerFormFieldsFragment, UpdateCustomerInput } from '../../gql/graphql.ts';

/** The form's fields by their path in the input; texts as typed. */
export type CustomerValues = {
  name: string;
  companyName: string;
  contactEmail: string;
  billingEmail: string;
  phone: string;
  billingCurrency: string;
  active: boolean;
  portalAccess: boolean;
  notes: string;
  'address.lines': string;
  'address.city': string;
  'address.region': string;
  'address.postalCode': string;
  'address.country': string;
};

/** A new customer may enter the portal, as the switches stand. */
export const emptyCustomer: CustomerValues = {
  name: '',
  companyName: '',
  contactEmail: '',
  billingEmail: '',
  phone: '',
  billingCurrency: '',
  active: true,
  portalAccess: true,
  notes: '',
  'address.lines': '',
  'address.city': '',
  'address.region': '',
  'address.postalCode': '',
  'address.country': '',
};

export function valuesOf(customer: CustomerFormFieldsFragment): CustomerValues {
  return {
    name: customer.name,
    companyName: customer.companyName ?? '',
    contactEmail: customer.contactEmail,
    billingEmail: customer.billingEmail ?? '',
    phone: customer.phone ?? '',
    billingCurrency: customer.billingCurrency ?? '',
    active: customer.active,
    portalAccess: customer.portalAccess,
    notes: customer.notes ?? '',
    'address.lines': customer.address?.lines.join('\n') ?? '',
    'address.city': customer.address?.city ?? '',
    'address.region': customer.address?.region ?? '',
    'address.postalCode': customer.address?.postalCode ?? '',
    'address.country': customer.address?.country ?? '',
  };
}

/** What is blank is left out: the API then takes the contact email and the organization's currency. */
export function createInput(values: CustomerValues): CreateCustomerInput {
  return {
    name: values.name.trim(),
    contactEmail: values.contactEmail.trim(),
    companyName: blankToUndefined(values.companyName),
    billingEmail: blankToUndefined(values.billingEmail),
    phone: blankToUndefined(values.phone),
    billingCurrency: blankToUndefined(values.billingCurrency),
    active: values.active,
    portalAccess: values.portalAccess,
    notes: blankToUndefined(values.notes),
    address: addressInput(values, 'address') ?? undefined,
  };
}

/** All fields; what was cleared is null, which clears it. */
export function updateInput(customerId: string, values: CustomerValues): UpdateCustomerInput {
  return {
    customerId,
    name: values.name.trim(),
    contactEmail: values.contactEmail.trim(),
    companyName: blankToNull(values.companyName),
    billingEmail: blankToNull(values.billingEmail),
    phone: blankToNull(values.phone),
    billingCurrency: blankToNull(values.billingCurrency),
    active: values.active,
    portalAccess: values.portalAccess,
    notes: blankToNull(values.notes),
    address: addressInput(values, 'address'),
  };
}

/** Switching these off throws the customer's people out at once; the form says so before. */
export function endsAccess(
  before: Pick<CustomerValues, 'active' | 'portalAccess'>,
  after: Pick<CustomerValues, 'active' | 'portalAccess'>,
): boolean {
  return (before.active && !after.active) || (before.portalAccess && !after.portalAccess);
}

/** Currencies that hosting is usually billed in; the organization's own comes first. */
const CURRENCIES = ['USD', 'CAD', 'EUR', 'GBP', 'CHF', 'NOK', 'SEK', 'AUD', 'JPY', 'KRW', 'BRL', 'MXN', 'AED', 'SGD'];

export function currencyOptions(organizationCurrency: string | undefined): { value: string; label: string }[] {
  const usual = organizationCurrency ? `Organization default (${organizationCurrency})` : 'Organization default';
  return [{ value: '', label: usual }, ...CURRENCIES.map((code) => ({ value: code, label: code }))];
}
