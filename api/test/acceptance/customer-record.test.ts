import { expect, test } from 'vitest';
import { mutate } from '../builders/operator.ts';
import { member, password } from '../builders/organization.ts';
import { contractOf, customerOf, draftOf, type Host, metered, siteOf, useWorld } from './world.ts';

/** Customer management from its gate to the customer's page: items 1 to 14 and 16 to 18 of the product's list. */
const world = useWorld();
const { host, guest, jobs, listen, mail } = world;

const ada = { name: 'Ada Miner', contactEmail: 'ada@example.com' };
const june = { from: '2026-06-01T05:00:00Z', to: '2026-07-01T05:00:00Z', powerW: 3_000 };
const needs = async (of: Host) => (await of.ask('{ organization { hostingNeeds } }')).organization.hostingNeeds;

/** June's bill of a customer with one machine, issued and mailed. */
async function billed(of: Host, customer: object) {
  await of.do('updateBillingSettings', { autoSend: true }, '... on Organization { id }');
  const { miners, minerIds, token } = await siteOf(of, { machines: 1 });
  await metered(world, token, miners, june);
  const { id } = await customerOf(of, customer);
  await contractOf(of, id, minerIds);
  await of.do('generateInvoices', { period: '2026-06', customerIds: [id] }, '... on BillingRun { id }');
  await jobs();
  const fields = '{ invoices { nodes { number status billToName currency sentTo total { amount currency } pdfUrl } } }';
  const { nodes } = (await of.ask(fields)).invoices;
  return { id, invoice: nodes[0] };
}

test('product 1: customer management needs the Business plan or above', async () => {
  const starter = await host({ plan: 'STARTER' });
  expect(await starter.refused('createCustomer', ada)).toMatchObject({
    __typename: 'PlanRequired',
    code: 'PLAN_REQUIRED',
  });
  expect(await needs(starter)).toContain('PLAN');
  for (const plan of ['BUSINESS', 'ENTERPRISE'])
    expect(await customerOf(await host({ plan }), ada)).toMatchObject({ contactEmail: 'ada@example.com' });
});

test('product 2: the Hosting add-on must be on before any feature of hosting works', async () => {
  const without = await host({ addOns: [] });
  const code = { __typename: 'PlanRequired', code: 'ADD_ON_REQUIRED' };
  const nothing = '00000000-0000-7000-8000-000000000000';
  expect(await without.refused('createCustomer', ada)).toMatchObject(code);
  expect(await without.refused('importCustomers', { rows: [ada] })).toMatchObject(code);
  expect(
    await without.refused('createContract', { customerId: nothing, type: 'HOSTED', term: 'YEARS_1' }),
  ).toMatchObject(code);
  expect(await without.refused('generateInvoices', { period: '2026-06' })).toMatchObject(code);
  expect(await needs(without)).toContain('ADD_ON');
});

test('product 3: a site with machines is asked for first', async () => {
  const fresh = await host();
  expect(await needs(fresh)).toEqual(['SITE_WITH_MACHINES']);
  await fresh.do('createSite', { name: 'Empty', timeZone: 'UTC' }, '... on Site { id }');
  expect(await needs(fresh)).toEqual(['SITE_WITH_MACHINES']);
  await siteOf(fresh, { machines: 1 });
  expect(await needs(fresh)).toEqual([]);
});

test('product 4: a customer is created and stands in the list of customers', async () => {
  const us = await host();
  const { id } = await customerOf(us, ada);
  expect((await us.ask('{ customers { nodes { id name } } }')).customers.nodes).toEqual([{ id, name: 'Ada Miner' }]);
});

test("product 5: the customer's name, the contact person's, is required", async () => {
  const us = await host();
  for (const name of ['', '   '])
    expect(await us.refused('createCustomer', { ...ada, name })).toMatchObject({
      issues: [{ code: 'REQUIRED', path: ['input', 'name'] }],
    });
});

test('product 6: the company name is optional, and printed on invoices when present', async () => {
  const [company, person] = [await host(), await host()];
  expect((await billed(company, { ...ada, companyName: 'Ada Mining LLC' })).invoice.billToName).toBe('Ada Mining LLC');
  expect((await billed(person, ada)).invoice.billToName).toBe('Ada Miner');
});

test('product 7: the contact email is required, and takes the portal invitation', async () => {
  const us = await host();
  for (const [contactEmail, code] of [
    ['', 'REQUIRED'],
    ['ada', 'NOT_AN_EMAIL'],
  ])
    expect(await us.refused('createCustomer', { ...ada, contactEmail })).toMatchObject({ issues: [{ code }] });
  const { id } = await customerOf(us, {
    ...ada,
    contactEmail: 'invited@example.com',
    billingEmail: 'bills@ada.example',
  });
  await us.do('sendPortalInvite', { customerId: id }, '... on Invite { id }');
  expect(await mail('invited@example.com')).toContain('Set your password');
});

test('product 8: invoices go to the billing email, to the contact email when it is blank', async () => {
  const [with_, without] = [await host(), await host()];
  const own = await billed(with_, {
    ...ada,
    contactEmail: 'contact@eight.example',
    billingEmail: 'bills@eight.example',
  });
  const fallen = await billed(without, { ...ada, contactEmail: 'only@eight.example' });
  expect([own.invoice.sentTo, fallen.invoice.sentTo]).toEqual(['bills@eight.example', 'only@eight.example']);
  expect(await mail('bills@eight.example')).toContain(own.invoice.number);
});

test('product 9: the phone is optional', async () => {
  const us = await host();
  const phone = (customer: object) => us.do('createCustomer', customer, '... on Customer { phone }');
  expect([await phone(ada), await phone({ ...ada, phone: '+1 512 555 0100' })]).toMatchObject([
    { phone: null },
    { phone: '+1 512 555 0100' },
  ]);
});

test('product 10: the billing currency is a specific one, or as the organization has it', async () => {
  const us = await host({ currency: 'NOK' });
  const currency = (customer: object) =>
    us.do('createCustomer', customer, '... on Customer { billingCurrency currency }');
  expect(await currency(ada)).toMatchObject({ billingCurrency: null, currency: 'NOK' });
  expect(await currency({ ...ada, billingCurrency: 'EUR' })).toMatchObject({ billingCurrency: 'EUR', currency: 'EUR' });
});

test.each([
  { item: '11: Active Account', field: 'active', code: 'ACCOUNT_INACTIVE' },
  { item: '12: Portal Access', field: 'portalAccess', code: 'PORTAL_OFF' },
])('product $item lets the customer in while it is on, and says so kindly when it is off', async ({ field, code }) => {
  const us = await host();
  const { id } = await customerOf(us, ada);
  const { email } = await member(world.database().owner, us.organizationId, 'CUSTOMER_OWNER', id);
  const inside = await guest().signIn(email, password);
  const switched = (on: boolean) => us.do('updateCustomer', { customerId: id, [field]: on }, '... on Customer { id }');
  await switched(false);
  expect((await inside.graphql('{ viewer { name } miners { nodes { id } } }')).data?.viewer ?? null).toBeNull();
  const refused = await mutate(guest(), 'signIn', { email, password }, '');
  expect(refused).toMatchObject({ __typename: 'Forbidden', code });
  await switched(true);
  expect((await (await guest().signIn(email, password)).graphql('{ viewer { kind } }')).data.viewer.kind).toBe(
    'CUSTOMER',
  );
});

test.each(['active', 'portalAccess'])(
  'product 11, 12: %s switched off ends sessions, sockets and keys within 5 seconds',
  async (field) => {
    const us = await host();
    const { id } = await customerOf(us, ada);
    const portal = await us.person('CUSTOMER_OWNER', id);
    const key = await mutate(
      portal,
      'createApiKey',
      { name: 'Theirs', permissions: ['telemetry:read'] },
      '... on ApiKeyCreated { token }',
    );
    const program = guest(key.token);
    const totals = 'subscription { fleetTotals { miners } }';
    const open = [listen(totals, portal), listen(totals, { bearer: key.token })];
    for (const socket of open) await socket.wait((message) => 'fleetTotals' in message);
    const switchedAt = performance.now();
    await us.do('updateCustomer', { customerId: id, [field]: false }, '... on Customer { id }');
    for (const client of [portal, program])
      expect((await client.graphql('{ viewer { kind } }')).data.viewer).toBeNull();
    for (const socket of open) expect(await socket.wait((message) => 'closed' in message)).toEqual({ closed: 4403 });
    expect(performance.now() - switchedAt).toBeLessThan(5_000);
  },
);

test('product 13: notes are internal and never shown to the customer', async () => {
  const us = await host();
  const { id } = await customerOf(us, { ...ada, notes: 'Pays in cash' });
  const portal = await us.person('CUSTOMER_OWNER', id);
  const notes = 'query($id: ID!) { customer(id: $id) { name notes } }';
  expect((await us.ask(notes, { id })).customer.notes).toBe('Pays in cash');
  expect((await portal.graphql(notes, { id })).data.customer).toEqual({ name: 'Ada Miner', notes: null });
  expect((await portal.fetch('/exports/customers.csv')).status).toBe(404);
});

test('product 14: creating the record sends nothing; the invitation is an act of its own', async () => {
  const us = await host();
  const { id } = await customerOf(us, ada);
  const mails = async () => (await us.ask('{ mails { nodes { purpose recipient } } }')).mails.nodes;
  expect(await mails()).toEqual([]);
  await us.do('sendPortalInvite', { customerId: id }, '... on Invite { id }');
  expect(await mails()).toEqual([{ purpose: 'INVITE', recipient: 'ada@example.com' }]);
});

test("product 16: every tab of the customer's page has its answer", async () => {
  const us = await host();
  const { id, invoice } = await billed(us, ada);
  await us.person('CUSTOMER_OWNER', id);
  const { customer, miners, energy } = await us.ask(
    `query($id: ID!) {
      customer(id: $id) { name contracts { nodes { number } } invoices { nodes { number } } people { role } activity(first: 100) { nodes { table action } } }
      miners(filter: { customerId: $id }) { totalCount }
      energy(scope: { customerId: $id }, from: "2026-06-01T05:00:00Z", to: "2026-07-01T05:00:00Z", step: DAYS_1) { energyKwh } }`,
    { id },
  );
  expect(customer).toMatchObject({
    name: 'Ada Miner',
    contracts: { nodes: [{ number: 'HC-000001' }] },
    invoices: { nodes: [{ number: invoice.number }] },
    people: [{ role: 'CUSTOMER_OWNER' }],
  });
  expect(customer.activity.nodes).toContainEqual({ table: 'customer', action: 'INSERT' });
  expect(miners.totalCount).toBe(1);
  expect(Number(energy.energyKwh)).toBe(2160);
});

test('product 17: the status bar knows active, in default, billing hold and portal off; the portal can be viewed as the customer', async () => {
  const us = await host();
  const { id } = await customerOf(us, ada);
  const bar = async () =>
    (await us.ask('query($id: ID!) { customer(id: $id) { active inDefault billingHold portal } }', { id })).customer;
  expect(await bar()).toEqual({ active: true, inDefault: false, billingHold: false, portal: 'NOT_INVITED' });
  await us.do('markInDefault', { customerId: id, inDefault: true }, '... on Customer { id }');
  await us.do('setBillingHold', { customerId: id, held: true, reason: 'Dispute' }, '... on Customer { id }');
  await us.do('updateCustomer', { customerId: id, portalAccess: false }, '... on Customer { id }');
  expect(await bar()).toEqual({ active: true, inDefault: true, billingHold: true, portal: 'OFF' });
  const looking = await us.person('ADMIN');
  await mutate(looking, 'viewAsCustomer', { customerId: id }, '... on SignedIn { viewer { kind } }');
  const { viewer } = (await looking.graphql('{ viewer { kind readOnly customer { id billingHold } } }')).data;
  expect(viewer).toEqual({ kind: 'CUSTOMER', readOnly: true, customer: { id, billingHold: null } });
});

test('product 18: the overview counts active contracts and assigned units, and sites for an O&M customer', async () => {
  const us = await host();
  const { minerIds } = await siteOf(us, { machines: 3 });
  const { id } = await customerOf(us, ada);
  await contractOf(us, id, minerIds.slice(0, 2), { term: 'MONTHS_6' });
  await draftOf(us, id);
  const { id: siteId } = await us.do(
    'createSite',
    { name: 'Theirs', timeZone: 'UTC', customerId: id },
    '... on Site { id }',
  );
  const counts = await us.ask(
    `query($id: ID!) { contracts(filter: { customerId: $id, statuses: [ACTIVE] }) { totalCount }
      miners(filter: { customerId: $id }) { totalCount } sites(filter: { customerId: $id }) { totalCount nodes { id } } }`,
    { id },
  );
  expect(counts).toEqual({
    contracts: { totalCount: 1 },
    miners: { totalCount: 2 },
    sites: { totalCount: 1, nodes: [{ id: siteId }] },
  });
});
