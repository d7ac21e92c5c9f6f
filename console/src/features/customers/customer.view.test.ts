import { expect, test } from 'vitest';
import { addressText } from './address.view.ts';
import { customerLabel, inviteObstacle } from './customer.view.ts';

test('a customer is called by its company, else by the person', () => {
  expect(customerLabel({ name: 'Ada Lovelace', companyName: 'Acme' })).toBe('Acme');
  expect(customerLabel({ name: 'Ada Lovelace', companyName: null })).toBe('Ada Lovelace');
});

test.each([
  {
    name: 'a new customer can be invited',
    customer: { active: true, portalAccess: true, portal: 'NOT_INVITED' },
    obstacle: null,
  },
  { name: 'an invited one again', customer: { active: true, portalAccess: true, portal: 'INVITED' }, obstacle: null },
  {
    name: 'not without portal access',
    customer: { active: true, portalAccess: false, portal: 'OFF' },
    obstacle: 'Portal access is switched off.',
  },
  {
    name: 'not while inactive',
    customer: { active: false, portalAccess: true, portal: 'OFF' },
    obstacle: 'The account is not active.',
  },
  {
    name: 'not once it has accepted',
    customer: { active: true, portalAccess: true, portal: 'ACCEPTED' },
    obstacle: 'The customer has accepted already.',
  },
] as const)('$name', ({ customer, obstacle }) => expect(inviteObstacle(customer)).toBe(obstacle));

test('an address is written line by line, without what is missing', () => {
  expect(addressText({ lines: ['1 Main St'], city: 'Austin', region: 'TX', postalCode: null, country: 'US' })).toBe(
    '1 Main St\nAustin, TX\nUS',
  );
  expect(addressText(null)).toBeNull();
});
