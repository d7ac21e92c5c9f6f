import { expect, test } from 'vitest';
import {
  createInput,
  currencyOptions,
  emptyCustomer,
  endsAccess,
  updateInput,
  valuesOf,
} from './customer-form.view.ts';

const ada = { ...emptyCustomer, name: ' Ada Lovelace ', contactEmail: 'ada@example.com' };

test('a new customer is sent without what was left blank', () => {
  expect(JSON.parse(JSON.stringify(createInput(ada)))).toEqual({
    name: 'Ada Lovelace',
    contactEmail: 'ada@example.com',
    active: true,
    portalAccess: true,
  });
});

test('clearing a field of a known customer sends null for it', () => {
  expect(updateInput('c1', ada)).toMatchObject({ customerId: 'c1', billingEmail: null, notes: null, address: null });
});

test('an address keeps its lines, and its country in capitals', () => {
  const values = { ...ada, 'address.lines': '1 Main St\n\n Unit 4 ', 'address.country': 'us' };
  expect(createInput(values).address).toMatchObject({ lines: ['1 Main St', 'Unit 4'], country: 'US', city: null });
});

test('what the API knows fills the form', () => {
  const customer = {
    ...ada,
    companyName: null,
    billingEmail: null,
    phone: null,
    billingCurrency: 'EUR',
    notes: null,
    address: { lines: ['1 Main St'], city: 'Austin', region: null, postalCode: null, country: 'US' },
  };
  expect(valuesOf(customer as never)).toMatchObject({
    companyName: '',
    billingCurrency: 'EUR',
    'address.lines': '1 Main St',
    'address.city': 'Austin',
  });
});

test.each([
  { name: 'switching the account off ends access', after: { active: false, portalAccess: true }, ends: true },
  { name: 'switching the portal off ends access', after: { active: true, portalAccess: false }, ends: true },
  { name: 'leaving both on ends nothing', after: { active: true, portalAccess: true }, ends: false },
])('$name', ({ after, ends }) => {
  expect(endsAccess({ active: true, portalAccess: true }, after)).toBe(ends);
});

test('the first currency is the organization’s default, which the API fills in', () => {
  expect(currencyOptions('USD')[0]).toEqual({ value: '', label: 'Organization default (USD)' });
});
