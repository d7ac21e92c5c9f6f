import { expect, test } from 'vitest';
import { draftContract } from '../../../test/builders/contracts.ts';
import {
  customer,
  installation,
  member,
  organization,
  password,
  viewerContext,
} from '../../../test/builders/organization.ts';
import { type Client, useServer } from '../../../test/client.ts';
import { useDatabase } from '../../../test/database.ts';

const database = useDatabase();
const server = useServer(() => installation(database()));

async function operator(
  parts: Parameters<typeof organization>[1] = {},
): Promise<{ client: Client; organizationId: string }> {
  const organizationId = await organization(database().owner, parts);
  const owner = await member(database().owner, organizationId, 'OWNER');
  return { client: await server().client().signIn(owner.email, password), organizationId };
}

const create = `mutation($input: CreateCustomerInput!) { createCustomer(input: $input) { __typename
  ... on Customer { id name companyName contactEmail billingEmail invoiceEmail phone billingCurrency currency active portalAccess portal notes
    inDefault billingHold address { lines city country } }
  ... on InvalidInput { issues { code path } } ... on PlanRequired { code plan addOn } ... on Refusal { code } } }`;

const everything = {
  name: 'Grace Hash',
  contactEmail: 'Grace@Example.com',
  companyName: 'Hash & Sons',
  billingEmail: 'bills@example.com',
  phone: '+1 555 0100',
  billingCurrency: 'EUR',
  active: true,
  portalAccess: true,
  notes: 'Pays late.\nCall first.',
  address: { lines: ['1 Main St'], city: 'Austin', country: 'us' },
};

test('a customer is recorded with every field, as typed', async () => {
  const { client } = await operator();
  const { data } = await client.graphql(create, { input: everything });
  expect(data.createCustomer).toEqual({
    __typename: 'Customer',
    id: expect.any(String),
    ...everything,
    invoiceEmail: 'bills@example.com',
    currency: 'EUR',
    portal: 'NOT_INVITED',
    inDefault: false,
    billingHold: false,
    address: { lines: ['1 Main St'], city: 'Austin', country: 'US' },
  });
});

test('left blank, invoices go to the contact address in the currency of the organization', async () => {
  const { client } = await operator({ currency: 'NOK' });
  const { data } = await client.graphql(create, { input: { name: 'Ada', contactEmail: 'ada@example.com' } });
  expect(data.createCustomer).toMatchObject({
    invoiceEmail: 'ada@example.com',
    currency: 'NOK',
    billingEmail: null,
    billingCurrency: null,
    active: true,
    portalAccess: true,
  });
});

test('recording a customer sends nothing', async () => {
  const { client } = await operator();
  await client.graphql(create, { input: { name: 'Quiet', contactEmail: 'quiet@example.com' } });
  const { rows } = await database().owner.query(`select 1 from mail where recipient = 'quiet@example.com'`);
  expect(rows).toEqual([]);
});

test.each([
  { name: 'a missing name', input: { name: '  ' }, issue: { code: 'REQUIRED', path: ['input', 'name'] } },
  { name: 'a name of two lines', input: { name: 'a\nb' }, issue: { code: 'UNSAFE_TEXT', path: ['input', 'name'] } },
  {
    name: 'a name that reverses the text after it',
    input: { name: 'a\u202eb' },
    issue: { code: 'UNSAFE_TEXT', path: ['input', 'name'] },
  },
  {
    name: 'a name of 201 characters',
    input: { name: 'x'.repeat(201) },
    issue: { code: 'TOO_LONG', path: ['input', 'name'] },
  },
  {
    name: 'an address without a domain',
    input: { contactEmail: 'nobody@' },
    issue: { code: 'NOT_AN_EMAIL', path: ['input', 'contactEmail'] },
  },
  {
    name: 'an address that would add a mail header',
    input: { billingEmail: 'a@b.c\nBcc: x@y.z' },
    issue: { code: 'UNSAFE_TEXT', path: ['input', 'billingEmail'] },
  },
  {
    name: 'an unknown currency',
    input: { billingCurrency: 'ABC' },
    issue: { code: 'UNKNOWN_CURRENCY', path: ['input', 'billingCurrency'] },
  },
  {
    name: 'an unknown tax code',
    input: { taxCode: 'NOPE' },
    issue: { code: 'UNKNOWN_TAX_CODE', path: ['input', 'taxCode'] },
  },
  {
    name: 'notes of 10,001 characters',
    input: { notes: 'x'.repeat(10_001) },
    issue: { code: 'TOO_LONG', path: ['input', 'notes'] },
  },
])('$name is refused at its field and nothing is written', async ({ input, issue }) => {
  const { client, organizationId } = await operator();
  const { data } = await client.graphql(create, { input: { name: 'Ada', contactEmail: 'ada@example.com', ...input } });
  expect(data.createCustomer).toMatchObject({ __typename: 'InvalidInput', issues: [issue] });
  const { rows } = await database().owner.query('select 1 from customer where organization_id = $1', [organizationId]);
  expect(rows).toEqual([]);
});

test.each([
  {
    name: 'the Starter plan',
    parts: { plan: 'STARTER' },
    refusal: { code: 'PLAN_REQUIRED', plan: 'BUSINESS', addOn: null },
  },
  {
    name: 'no Hosting add-on',
    parts: { addOns: [] },
    refusal: { code: 'ADD_ON_REQUIRED', plan: null, addOn: 'HOSTING' },
  },
])('with $name the refusal says what is missing', async ({ parts, refusal }) => {
  const { client } = await operator(parts);
  const { data } = await client.graphql(create, { input: { name: 'Ada', contactEmail: 'ada@example.com' } });
  expect(data.createCustomer).toEqual({ __typename: 'PlanRequired', ...refusal });
});

test('a key makes one customer however often it is sent, at once or later, and refuses another input', async () => {
  const { client } = await operator();
  const input = { name: 'Once', contactEmail: 'once@example.com', idempotencyKey: 'k1' };
  const answers = await Promise.all([1, 2, 3].map(() => client.graphql(create, { input })));
  expect(new Set(answers.map(({ data }) => data.createCustomer.id)).size).toBe(1);
  const other = await client.graphql(create, { input: { ...input, name: 'Twice' } });
  expect(other.data.createCustomer).toMatchObject({ __typename: 'Conflict', code: 'IDEMPOTENCY_MISMATCH' });
});

test('lists page on from their cursor, in order, filtered and counted', async () => {
  const { client, organizationId } = await operator();
  for (const name of ['Dora', 'Carl', 'Bert', 'Anna']) await customer(database().owner, organizationId, { name });
  const list = `query($after: String, $filter: CustomerFilter) { customers(first: 3, after: $after, filter: $filter) { nodes { name } totalCount pageInfo { hasNextPage endCursor } } }`;
  const first = await client.graphql(list);
  expect(first.data.customers).toMatchObject({
    nodes: [{ name: 'Anna' }, { name: 'Bert' }, { name: 'Carl' }],
    totalCount: 4,
    pageInfo: { hasNextPage: true },
  });
  const second = await client.graphql(list, { after: first.data.customers.pageInfo.endCursor });
  expect(second.data.customers).toMatchObject({ nodes: [{ name: 'Dora' }], pageInfo: { hasNextPage: false } });
  const searched = await client.graphql(list, { filter: { search: 'ERT', portal: 'NOT_INVITED', inDefault: false } });
  expect(searched.data.customers).toMatchObject({ nodes: [{ name: 'Bert' }], totalCount: 1 });
  const literal = await client.graphql(list, { filter: { search: '%' } });
  expect(literal.data.customers.nodes).toEqual([]);
});

test("a search finds a customer by a contract's number, and nobody else's", async () => {
  const { client, organizationId } = await operator();
  const [mine] = [await customer(database().owner, organizationId), await customer(database().owner, organizationId)];
  const contract = await draftContract(viewerContext(installation(database()), organizationId), mine);
  const { data } = await client.graphql(
    'query($filter: CustomerFilter) { customers(filter: $filter) { nodes { id } } }',
    {
      filter: { search: contract.draftNumber.toLowerCase() },
    },
  );
  expect(data.customers.nodes).toEqual([{ id: mine }]);
});

test('an update changes what it names, null clears, and a foreign id is as good as none', async () => {
  const { client } = await operator();
  const { data: made } = await client.graphql(create, { input: everything });
  const update = `mutation($input: UpdateCustomerInput!) { updateCustomer(input: $input) { __typename ... on Customer { name companyName phone notes } ... on Refusal { code path } } }`;
  const { data } = await client.graphql(update, {
    input: { customerId: made.createCustomer.id, companyName: null, notes: 'New.' },
  });
  expect(data.updateCustomer).toEqual({
    __typename: 'Customer',
    name: 'Grace Hash',
    companyName: null,
    phone: '+1 555 0100',
    notes: 'New.',
  });
  const stranger = await operator();
  const foreign = await stranger.client.graphql(update, {
    input: { customerId: made.createCustomer.id, name: 'Mine' },
  });
  const missing = await stranger.client.graphql(update, {
    input: { customerId: '00000000-0000-7000-8000-000000000000', name: 'Mine' },
  });
  expect(foreign.data).toEqual({
    updateCustomer: { __typename: 'NotFound', code: 'NOT_FOUND', path: ['input', 'customerId'] },
  });
  expect(missing.data).toEqual(foreign.data);
});

test('every change of a customer leaves an audit row with its actor', async () => {
  const { client, organizationId } = await operator();
  const { data } = await client.graphql(create, { input: { name: 'Ada', contactEmail: 'ada@example.com' } });
  const { rows } = await database().owner.query(
    `select action, actor from audit_log where organization_id = $1 and table_name = 'customer' and row_id = $2`,
    [organizationId, data.createCustomer.id],
  );
  expect(rows).toEqual([{ action: 'INSERT', actor: expect.stringMatching(/^user:/) }]);
});
