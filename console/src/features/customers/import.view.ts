import type { CustomerRowInput } from '../../gql/graphql.ts';
import { type Heads, type ParsedFile, parseTable } from '../csv/import-table.ts';

type Field = keyof CustomerRowInput;

const heads: Heads<Field> = {
  name: ['name', 'customername', 'contactname', 'contact'],
  companyName: ['companyname', 'company'],
  contactEmail: ['contactemail', 'email'],
  billingEmail: ['billingemail', 'invoiceemail'],
  phone: ['phone', 'telephone'],
  billingCurrency: ['billingcurrency', 'currency'],
  active: ['active', 'activeaccount'],
  portalAccess: ['portalaccess', 'portal'],
  street: ['street', 'address', 'addresslines'],
  city: ['city', 'town'],
  region: ['region', 'state', 'province'],
  postalCode: ['postalcode', 'zip', 'zipcode', 'postcode'],
  country: ['country', 'countrycode'],
  taxCode: ['taxcode', 'tax'],
  notes: ['notes', 'note'],
};

export const TEMPLATE =
  'name,company_name,contact_email,billing_email,phone,billing_currency,active,portal_access,street,city,region,postal_code,country,tax_code,notes\r\n' +
  'Dana Whitfield,Whitfield Mining LLC,dana@example.com,bills@example.com,512 555 0100,USD,yes,yes,1 Main St,Austin,TX,78701,US,,\r\n';

export const parseCustomers = (text: string): ParsedFile<CustomerRowInput> =>
  parseTable(text, heads, ['name', 'contactEmail'], rowOf);

const words: Record<string, boolean> = {
  yes: true,
  true: true,
  on: true,
  '1': true,
  no: false,
  false: false,
  off: false,
  '0': false,
};

/** An empty cell is left out: it leaves a value as it is. */
function rowOf(cellOf: (field: Field) => string, say: (message: string) => void): CustomerRowInput {
  const row: CustomerRowInput = { name: cellOf('name'), contactEmail: cellOf('contactEmail') };
  for (const field of Object.keys(heads) as Field[]) {
    const text = cellOf(field);
    if (text === '' || field === 'name' || field === 'contactEmail') continue;
    if (field !== 'active' && field !== 'portalAccess') row[field] = text;
    else if (words[text.toLowerCase()] === undefined) say(`“${text}” is neither yes nor no for ${heads[field][0]}`);
    else row[field] = words[text.toLowerCase()];
  }
  return row;
}
