import { expect, test } from 'vitest';
import { customer, installation, member, organization, password } from '../../../test/builders/organization.ts';
import { useServer } from '../../../test/client.ts';
import { useDatabase } from '../../../test/database.ts';
import { mailedTo } from '../../../test/mails.ts';
import type { Role } from './role.ts';

const database = useDatabase();
const clock = { now: new Date('2026-07-01T12:00:00Z') };
const server = useServer(() => installation(database(), clock));

async function scene() {
  const organizationId = await organization(database().owner);
  const customerId = await customer(database().owner, organizationId);
  const person = (role: Role, of: string | null = null) => member(database().owner, organizationId, role, of);
  const client = async (role: Role, of: string | null = null) =>
    server()
      .client()
      .signIn((await person(role, of)).email, password);
  return { organizationId, customerId, person, client };
}

const invite = `mutation($input: InviteUserInput!) { inviteUser(input: $input) { __typename
  ... on Invite { id email name role customer { id } } ... on InvalidInput { issues { code path } } ... on Refusal { code path } } }`;
const accept = `mutation($input: AcceptInviteInput!) { acceptInvite(input: $input) { __typename ... on SignedIn { viewer { kind role customer { id } } } ... on Refusal { code } } }`;
const remove = `mutation($id: ID!) { removeMembership(input: { membershipId: $id }) { __typename ... on Removed { id } ... on Refusal { code } } }`;

test('a colleague is invited with a role, and comes in with it by the mailed link', async () => {
  const { client } = await scene();
  const owner = await client('OWNER');
  const { data } = await owner.graphql(invite, {
    input: { email: 'ops@example.com', role: 'OPERATIONS', name: 'Ola' },
  });
  expect(data.inviteUser).toMatchObject({
    __typename: 'Invite',
    email: 'ops@example.com',
    name: 'Ola',
    role: 'OPERATIONS',
    customer: null,
  });
  const token = /\/console\/invite#([\w-]{43})/.exec(await mailedTo(database(), 'ops@example.com'))?.[1];
  const accepted = await server()
    .client()
    .graphql(accept, { input: { token, password: 'a long enough one' } });
  expect(accepted.data.acceptInvite.viewer).toEqual({ kind: 'STAFF', role: 'OPERATIONS', customer: null });
  const again = await owner.graphql(invite, { input: { email: 'OPS@example.com', role: 'BILLING' } });
  expect(again.data.inviteUser).toMatchObject({ __typename: 'Conflict', code: 'ALREADY_MEMBER' });
});

test("a portal owner invites to the own portal and sees the invitation; to nobody else's and to no staff", async () => {
  const { client, customerId, organizationId } = await scene();
  const other = await customer(database().owner, organizationId);
  const portal = await client('CUSTOMER_OWNER', customerId);
  const { data } = await portal.graphql(invite, {
    input: { email: 'mate@example.com', role: 'CUSTOMER_MEMBER', customerId },
  });
  expect(data.inviteUser).toMatchObject({ role: 'CUSTOMER_MEMBER', customer: { id: customerId } });
  expect((await portal.graphql('{ viewer { customer { invites { email } } } }')).data.viewer.customer.invites).toEqual([
    { email: 'mate@example.com' },
  ]);
  const token = /\/portal\/invite#([\w-]{43})/.exec(await mailedTo(database(), 'mate@example.com'))?.[1];
  const mate = server().client();
  const accepted = await mate.graphql(accept, { input: { token, password: 'a long enough one' } });
  expect(accepted.data.acceptInvite.viewer).toEqual({
    kind: 'CUSTOMER',
    role: 'CUSTOMER_MEMBER',
    customer: { id: customerId },
  });
  const refusals = await Promise.all([
    portal.graphql(invite, { input: { email: 'x@example.com', role: 'CUSTOMER_MEMBER', customerId: other } }),
    portal.graphql(invite, { input: { email: 'x@example.com', role: 'ADMIN' } }),
    mate.graphql(invite, { input: { email: 'x@example.com', role: 'CUSTOMER_MEMBER', customerId } }),
  ]);
  expect(refusals.map(({ data }) => data.inviteUser.code)).toEqual(['NOT_FOUND', 'FORBIDDEN', 'FORBIDDEN']);
});

test('a role says whether it needs a customer', async () => {
  const { client, customerId } = await scene();
  const owner = await client('OWNER');
  const without = await owner.graphql(invite, { input: { email: 'x@example.com', role: 'CUSTOMER_OWNER' } });
  const withOne = await owner.graphql(invite, { input: { email: 'x@example.com', role: 'ADMIN', customerId } });
  expect(without.data.inviteUser.issues).toEqual([{ code: 'REQUIRED', path: ['input', 'customerId'] }]);
  expect(withOne.data.inviteUser.issues).toEqual([{ code: 'NOT_FOR_TYPE', path: ['input', 'customerId'] }]);
});

test.each([
  { by: 'ADMIN', role: 'OWNER', answer: 'Forbidden' },
  { by: 'ADMIN', role: 'ADMIN', answer: 'Invite' },
  { by: 'BILLING', role: 'READ_ONLY', answer: 'Forbidden' },
  { by: 'OPERATIONS', role: 'READ_ONLY', answer: 'Forbidden' },
] as const)('$by inviting a $role: $answer', async ({ by, role, answer }) => {
  const { client } = await scene();
  const { data } = await (await client(by)).graphql(invite, { input: { email: `${by}-${role}@example.com`, role } });
  expect(data.inviteUser.__typename).toBe(answer);
});

test('who is removed is out at once, in every browser', async () => {
  const { client, person } = await scene();
  const [owner, leaver] = [await client('OWNER'), await person('ADMIN')];
  const browsers = [
    await server().client().signIn(leaver.email, password),
    await server().client().signIn(leaver.email, password),
  ];
  expect((await owner.graphql(remove, { id: leaver.membershipId })).data.removeMembership).toEqual({
    __typename: 'Removed',
    id: leaver.membershipId,
  });
  for (const browser of browsers) expect((await browser.graphql('{ viewer { name } }')).data.viewer).toBeNull();
  const { rows } = await database().owner.query('select 1 from session where membership_id = $1 and ended_at is null', [
    leaver.membershipId,
  ]);
  expect(rows).toEqual([]);
  expect((await owner.graphql(remove, { id: leaver.membershipId })).data.removeMembership.code).toBe('NOT_FOUND');
});

test('the last owner stays, also when two remove each other at once', async () => {
  const { person } = await scene();
  const [one, two] = [await person('OWNER'), await person('OWNER')];
  const [first, second] = await Promise.all([one, two].map(({ email }) => server().client().signIn(email, password)));
  const answers = await Promise.all([
    first?.graphql(remove, { id: two.membershipId }),
    second?.graphql(remove, { id: one.membershipId }),
  ]);
  const owners = await database().owner.query(`select 1 from membership where id = any($1) and ended_at is null`, [
    [one.membershipId, two.membershipId],
  ]);
  expect(owners.rowCount).toBe(1);
  expect(answers.filter((answer) => answer?.data?.removeMembership.__typename === 'Removed')).toHaveLength(1);
  const left =
    answers[0]?.data.removeMembership.__typename === 'Removed'
      ? { client: first, id: one.membershipId }
      : { client: second, id: two.membershipId };
  expect((await left.client?.graphql(remove, { id: left.id }))?.data.removeMembership.code).toBe('LAST_OWNER');
});

test("a portal owner removes the own people, nobody else's, and not the last owner", async () => {
  const { client, person, customerId, organizationId } = await scene();
  const mate = await person('CUSTOMER_MEMBER', customerId);
  const stranger = await person('CUSTOMER_MEMBER', await customer(database().owner, organizationId));
  const self = await person('CUSTOMER_OWNER', customerId);
  const portal = await server().client().signIn(self.email, password);
  const ids = [mate.membershipId, stranger.membershipId, self.membershipId, (await person('ADMIN')).membershipId];
  const answers = [];
  for (const id of ids) answers.push((await portal.graphql(remove, { id })).data.removeMembership);
  expect(answers.map(({ code, __typename }) => code ?? __typename)).toEqual([
    'Removed',
    'NOT_FOUND',
    'LAST_OWNER',
    'NOT_FOUND',
  ]);
  const staff = await client('OWNER');
  expect((await staff.graphql(remove, { id: self.membershipId })).data.removeMembership.__typename).toBe('Removed');
});
