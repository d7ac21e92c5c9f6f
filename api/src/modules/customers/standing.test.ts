import { expect, test } from 'vitest';
import { customer, installation, member, organization, password } from '../../../test/builders/organization.ts';
import { useServer } from '../../../test/client.ts';
import { useDatabase } from '../../../test/database.ts';
import { managerFor } from '../../database/scope.ts';
import { authenticate } from '../identity/index.ts';

const database = useDatabase();
const clock = { now: new Date('2026-07-01T12:00:00Z') };
const server = useServer(() => installation(database(), clock));

async function scene() {
  const organizationId = await organization(database().owner);
  const customerId = await customer(database().owner, organizationId);
  const owner = await member(database().owner, organizationId, 'OWNER');
  const staff = await server().client().signIn(owner.email, password);
  return { organizationId, customerId, owner, staff };
}

const hold = `mutation($input: SetBillingHoldInput!) { setBillingHold(input: $input) { __typename
  ... on Customer { billingHold billingHoldReason } ... on InvalidInput { issues { code path } } ... on Refusal { code } } }`;
const mark = `mutation($input: MarkInDefaultInput!) { markInDefault(input: $input) { __typename ... on Customer { inDefault inDefaultReason } ... on Refusal { code } } }`;
const viewAs = `mutation($input: ViewAsCustomerInput!) { viewAsCustomer(input: $input) { __typename
  ... on SignedIn { viewer { kind readOnly role customer { id notes } permissions memberships { id } user { id } } } ... on Refusal { code } } }`;

test('a hold needs a reason and keeps it until it is lifted', async () => {
  const { staff, customerId } = await scene();
  const without = await staff.graphql(hold, { input: { customerId, held: true } });
  expect(without.data.setBillingHold).toMatchObject({ issues: [{ code: 'REQUIRED', path: ['input', 'reason'] }] });
  const held = await staff.graphql(hold, { input: { customerId, held: true, reason: 'Dispute about June' } });
  expect(held.data.setBillingHold).toEqual({
    __typename: 'Customer',
    billingHold: true,
    billingHoldReason: 'Dispute about June',
  });
  const lifted = await staff.graphql(hold, { input: { customerId, held: false } });
  expect(lifted.data.setBillingHold).toEqual({ __typename: 'Customer', billingHold: false, billingHoldReason: null });
});

test('default is marked and lifted, by who may; the customer itself never learns of it', async () => {
  const { staff, customerId, organizationId } = await scene();
  const marked = await staff.graphql(mark, { input: { customerId, inDefault: true, reason: 'Two bills overdue' } });
  expect(marked.data.markInDefault).toEqual({
    __typename: 'Customer',
    inDefault: true,
    inDefaultReason: 'Two bills overdue',
  });
  const person = await member(database().owner, organizationId, 'CUSTOMER_OWNER', customerId);
  const portal = await server().client().signIn(person.email, password);
  expect(
    (await portal.graphql('{ viewer { customer { inDefault inDefaultReason billingHold billingHoldReason } } }')).data
      .viewer.customer,
  ).toEqual({ inDefault: null, inDefaultReason: null, billingHold: null, billingHoldReason: null });
  expect((await portal.graphql(mark, { input: { customerId, inDefault: false } })).data.markInDefault.code).toBe(
    'FORBIDDEN',
  );
});

test('the staff view the portal as a customer: its reach, no internal notes, no change but signing out', async () => {
  const { staff, customerId, organizationId } = await scene();
  await customer(database().owner, organizationId, { name: 'Somebody Else' });
  await database().owner.query(`update customer_file set notes = 'secret' where id = $1`, [customerId]);
  const { data } = await staff.graphql(viewAs, { input: { customerId } });
  expect(data.viewAsCustomer).toEqual({
    __typename: 'SignedIn',
    viewer: {
      kind: 'CUSTOMER',
      readOnly: true,
      role: null,
      customer: { id: customerId, notes: null },
      permissions: expect.not.arrayContaining(['customer:update']),
      memberships: [],
      user: null,
    },
  });
  expect((await staff.graphql('{ customers { nodes { id } } viewer { readOnly } }')).data).toEqual({
    customers: { nodes: [{ id: customerId }] },
    viewer: { readOnly: true },
  });
  const change = `mutation { updateCustomer(input: { customerId: "${customerId}", name: "Eve" }) { ... on Refusal { code } } }`;
  expect((await staff.graphql(change)).data.updateCustomer.code).toBe('READ_ONLY');
  const again = await staff.graphql(
    'mutation { chooseMembership(input: { membershipId: "x" }) { ... on Refusal { code } } }',
  );
  expect(again.data.chooseMembership.code).toBe('READ_ONLY');
  const out = await staff.graphql('mutation { signOut(input: {}) { __typename } }');
  expect(out.data.signOut.__typename).toBe('SignedOut');
  const { rows } = await database().owner.query('select ended_at from session where customer_id = $1', [customerId]);
  expect(rows).toEqual([{ ended_at: clock.now }]);
});

test('viewing is in the audit log with who viewed as whom, and lasts an hour at most', async () => {
  const { staff, customerId, owner } = await scene();
  await staff.graphql(viewAs, { input: { customerId } });
  const { rows } = await database().owner.query(
    `select actor, after ->> 'customer_id' as customer from audit_log where table_name = 'session' and after ->> 'read_only' = 'true' and after ->> 'customer_id' = $1`,
    [customerId],
  );
  expect(rows).toEqual([{ actor: `user:${owner.userId}`, customer: customerId }]);
  clock.now = new Date(clock.now.getTime() + 3_600_001);
  expect((await staff.graphql('{ viewer { kind } }')).data.viewer).toBeNull();
});

test('the database itself refuses a write of a viewing session', async () => {
  const { staff, customerId } = await scene();
  await staff.graphql(viewAs, { input: { customerId } });
  const token = staff.cookie?.split('=')[1] ?? '';
  const viewer = await authenticate(database().orm, { kind: 'session', token }, clock.now);
  if (!viewer) throw new Error('the session is open');
  const em = managerFor(database().orm, { ...viewer, kind: 'STAFF', customerId: null, actor: 'test' });
  await expect(em.execute(`update customer set name = 'Eve' where id = ?`, [customerId])).rejects.toThrow(
    /read-only transaction/,
  );
});

test("another organization's customer can't be viewed as, nor by who may not", async () => {
  const { staff, organizationId } = await scene();
  const other = await scene();
  const foreign = await staff.graphql(viewAs, { input: { customerId: other.customerId } });
  expect(foreign.data.viewAsCustomer).toEqual({ __typename: 'NotFound', code: 'NOT_FOUND' });
  const reader = await member(database().owner, organizationId, 'READ_ONLY');
  const client = await server().client().signIn(reader.email, password);
  const refused = await client.graphql(viewAs, { input: { customerId: other.customerId } });
  expect(refused.data.viewAsCustomer.code).toBe('FORBIDDEN');
});
