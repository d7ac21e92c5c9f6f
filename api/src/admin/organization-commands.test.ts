import { expect, test } from 'vitest';
import { installation } from '../../test/builders/organization.ts';
import { useServer } from '../../test/client.ts';
import { useDatabase } from '../../test/database.ts';
import { organizationCommands } from './organization-commands.ts';

const database = useDatabase();
const now = new Date('2026-07-01T12:00:00Z');
const server = useServer(() => installation(database(), { now }));

async function admin(...args: string[]): Promise<string> {
  const said: string[] = [];
  await organizationCommands(args, {
    ownerUrl: database().ownerUrl,
    publicUrl: 'https://hosting.example',
    now,
    say: (line) => said.push(line),
  });
  return said.join('\n');
}

const words = (text: string): string[] => text.split(' ');

const accept = `mutation($input: AcceptInviteInput!) { acceptInvite(input: $input) { __typename
  ... on SignedIn { viewer { role organization { name slug timeZone plan addOns billingSettings { currency noticeDays maxExtensions } } } } ... on Refusal { code } } }`;
const create = `mutation { createCustomer(input: { name: "Ada", contactEmail: "ada@example.com" }) { __typename ... on PlanRequired { code plan addOn } } }`;

test('a new organization has its defaults, and its first owner comes in by the printed link', async () => {
  const said = await admin(
    ...words('create --owner boss@example.com --plan business --addon hosting --currency CAD'),
    ...words('--time-zone America/Chicago --name'),
    'Lone Star, LLC',
  );
  const token = /https:\/\/hosting\.example\/console\/invite#([\w-]{43})/.exec(said)?.[1];
  const { data } = await server()
    .client()
    .graphql(accept, { input: { token, password: 'a long enough one', name: 'The Boss' } });
  expect(data.acceptInvite).toEqual({
    __typename: 'SignedIn',
    viewer: {
      role: 'OWNER',
      organization: {
        name: 'Lone Star, LLC',
        slug: 'lone-star-llc',
        timeZone: 'America/Chicago',
        plan: 'BUSINESS',
        addOns: ['HOSTING'],
        billingSettings: { currency: 'CAD', noticeDays: 60, maxExtensions: 3 },
      },
    },
  });
});

test('plan and add-on open customer management, and the audit log says that the installation did it', async () => {
  const said = await admin('create', '--name', 'Gate', '--owner', 'gate@example.com');
  const token = said.split('#')[1];
  const client = server().client();
  await client.graphql(accept, { input: { token, password: 'a long enough one' } });
  const refusals = [(await client.graphql(create)).data.createCustomer];
  expect(await admin('plan', 'gate', 'business')).toBe('gate: BUSINESS, no add-on');
  refusals.push((await client.graphql(create)).data.createCustomer);
  expect(await admin('addon', 'gate', 'add', 'hosting')).toBe('gate: BUSINESS, HOSTING');
  expect(refusals).toEqual([
    { __typename: 'PlanRequired', code: 'PLAN_REQUIRED', plan: 'BUSINESS', addOn: null },
    { __typename: 'PlanRequired', code: 'ADD_ON_REQUIRED', plan: null, addOn: 'HOSTING' },
  ]);
  expect((await client.graphql(create)).data.createCustomer.__typename).toBe('Customer');
  expect(await admin('addon', 'gate', 'remove', 'HOSTING')).toBe('gate: BUSINESS, no add-on');
  const { rows } = await database().owner.query(
    `select distinct actor from audit_log where table_name = 'organization' and after ->> 'slug' = 'gate'`,
  );
  expect(rows).toEqual([{ actor: 'installation' }]);
});

test.each([
  {
    name: 'an unknown plan',
    args: ['plan', 'any', 'GOLD'],
    says: /"GOLD" is not a plan: STARTER, BUSINESS, ENTERPRISE/,
  },
  { name: 'an unknown organization', args: ['plan', 'nobody', 'BUSINESS'], says: /There is no organization "nobody"/ },
  { name: 'a missing owner', args: ['create', '--name', 'X'], says: /needs --name and --owner/ },
  { name: 'an unknown option', args: ['create', '--nmae', 'X'], says: /--nmae/ },
  {
    name: 'every fault at once',
    args: ['create', '--name', 'Fine', '--owner', 'nobody', '--time-zone', 'Mars/One', '--currency', 'XXQ'],
    says: /--owner[^]*--time-zone[^]*--currency/,
  },
])('$name is said in words', async ({ args, says }) => {
  await expect(admin(...args)).rejects.toThrow(says);
});

test('a slug belongs to one organization', async () => {
  await admin('create', '--name', 'Twice', '--owner', 'a@example.com');
  await expect(admin('create', '--name', 'Twice', '--owner', 'b@example.com')).rejects.toThrow(/"twice" already/);
});
