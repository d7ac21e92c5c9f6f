import { expect, test } from 'vitest';
import { addressText } from './address.view.ts';
import { customerLabel, inviteObstacle, standing } from './customer.view.ts';

test('a customer is called by its company, else by the person', () => {
  expect(customerLabel({ name: 'Ada Lovelace', companyName: 'Acme' })).toBe('Acme');
  expect(customerLabel({ name: 'Ada Lovelace', companyName: null })).toBe('Ada Lovelace');
});

test.each([
  { name: 'a customer with access can be invited', customer: { active: true, portalAccess: true }, obstacle: null },
  {
    name: 'not without portal access',
    customer: { active: true, portalAccess: false },
    obstacle: 'Portal access is switched off.',
  },
  {
    name: 'not while inactive',
    customer: { active: false, portalAccess: false },
    obstacle: 'The account is not active.',
  },
])('$name', ({ customer, obstacle }) => expect(inviteObstacle(customer)).toBe(obstacle));

test('an address is written line by line, without what is missing', () => {
  expect(addressText({ lines: ['1 Main St'], city: 'Austin', region: 'TX', postalCode: null, country: 'US' })).toBe(
    '1 Main St\nAustin, TX\nUS',
  );
  expect(addressText(null)).toBeNull();
});

test.each([
  { name: 'a good one', change: {}, words: ['Active', 'In the portal'] },
  {
    name: 'one in default with a hold',
    change: { inDefault: true, billingHold: true },
    words: ['Active', 'In default', 'Billing hold', 'In the portal'],
  },
  { name: 'one switched off', change: { active: false, portal: 'OFF' } as const, words: ['Inactive', 'Portal off'] },
])('the status bar of $name: $words', ({ change, words }) => {
  const good = {
    active: true,
    portal: 'ACCEPTED',
    inDefault: false,
    billingHold: false,
    billingHoldReason: null,
  } as const;
  expect(standing({ ...good, ...change }).map(({ word }) => word)).toEqual(words);
});
