import { expect, test } from 'vitest';
import { customer, installation, member, organization, password } from '../../../test/builders/organization.ts';
import { type Client, useServer } from '../../../test/client.ts';
import { useDatabase } from '../../../test/database.ts';
import { mailedTo } from '../../../test/mails.ts';
import type { Role } from './role.ts';

const database = useDatabase();
const clock = { now: new Date('2026-07-01T12:00:00Z') };
const server = useServer(() => installation(database(), clock));
const minutes = (count: number) => {
  clock.now = new Date(clock.now.getTime() + count * 60_000);
};

const list = `query($of: ID) { sessions(membershipId: $of) { id createdAt lastUsedAt expiresAt userAgent address current viewing { id } } }`;
const end = `mutation($id: ID!) { endSession(input: { sessionId: $id }) { __typename ... on Refusal { code path } } }`;
const reset = `mutation($id: ID!) { resetSecondFactor(input: { membershipId: $id }) { __typename
  ... on Membership { user { secondFactor } } ... on Refusal { code path } } }`;

async function scene() {
  const organizationId = await organization(database().owner);
  const customerId = await customer(database().owner, organizationId);
  const person = (role: Role, of: string | null = null) => member(database().owner, organizationId, role, of);
  const enter = async ({ email }: { email: string }) => server().client().signIn(email, password);
  const owner = await person('OWNER');
  return { organizationId, customerId, person, enter, owner, client: await enter(owner) };
}

const signedIn = async (client: Client) => (await client.graphql('{ viewer { kind } }')).data.viewer !== null;
const idOf = async (client: Client): Promise<string> =>
  (await client.graphql(list)).data.sessions.find((one: { current: boolean }) => one.current).id;

test('one sees the own sessions with where and what they are, the last used first', async () => {
  const { client, owner } = await scene();
  const phone = server().client();
  await phone.fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': 'A phone' },
    body: JSON.stringify({
      query: 'mutation($input: SignInInput!) { signIn(input: $input) { __typename } }',
      variables: { input: { email: owner.email, password } },
    }),
  });
  minutes(5);
  const { data } = await client.graphql(list);
  expect(data.sessions).toMatchObject([
    { current: true, createdAt: '2026-07-01T12:00:00Z', lastUsedAt: '2026-07-01T12:05:00Z', viewing: null },
    { current: false, userAgent: 'A phone', address: '127.0.0.1', lastUsedAt: '2026-07-01T12:00:00Z' },
  ]);
  await client.graphql(end, { id: data.sessions[1].id });
  expect(await signedIn(phone)).toBe(false);
  expect((await client.graphql(list)).data.sessions).toHaveLength(1);
  const again = await client.graphql(end, { id: data.sessions[1].id });
  expect(again.data.endSession).toEqual({ __typename: 'NotFound', code: 'NOT_FOUND', path: ['input', 'sessionId'] });
  await client.graphql(end, { id: data.sessions[0].id });
  expect(await signedIn(client)).toBe(false);
});

test('sessions in another organization are listed and ended too, one by one or all', async () => {
  const { client, owner } = await scene();
  const elsewhere = await scene();
  const membership = await member(database().owner, elsewhere.organizationId, 'ADMIN');
  await database().owner.query('update membership set user_id = $1 where id = $2', [
    owner.userId,
    membership.membershipId,
  ]);
  const enterThere = async () => {
    const there = server().client();
    await there.graphql(
      'mutation($input: SignInInput!) { signIn(input: $input) { __typename ... on Refusal { code } } }',
      { input: { email: owner.email, password, membershipId: membership.membershipId } },
    );
    return there;
  };
  const [first, second] = [await enterThere(), await enterThere()];
  expect((await client.graphql(list)).data.sessions).toHaveLength(3);
  expect((await client.graphql(end, { id: await idOf(first) })).data.endSession.__typename).toBe('Removed');
  expect([await signedIn(first), await signedIn(second)]).toEqual([false, true]);
  await client.graphql('mutation { signOut(input: { everywhere: true }) { __typename } }');
  expect([await signedIn(client), await signedIn(second)]).toEqual([false, false]);
});

test.each<{ name: string; by: Role; of: Role; says: string; ended?: string }>([
  { name: 'an administrator of a colleague', by: 'ADMIN', of: 'OPERATIONS', says: 'Removed' },
  { name: 'an administrator of a portal member', by: 'ADMIN', of: 'CUSTOMER_MEMBER', says: 'Removed' },
  { name: 'an administrator of an owner', by: 'ADMIN', of: 'OWNER', says: 'FORBIDDEN' },
  { name: 'an owner of an owner', by: 'OWNER', of: 'OWNER', says: 'Removed' },
  { name: 'billing of a portal member', by: 'BILLING', of: 'CUSTOMER_MEMBER', says: 'Removed' },
  { name: 'billing of a colleague', by: 'BILLING', of: 'READ_ONLY', says: 'FORBIDDEN' },
  { name: 'operations of a portal member', by: 'OPERATIONS', of: 'CUSTOMER_MEMBER', says: 'FORBIDDEN' },
  { name: 'a portal owner of the own member', by: 'CUSTOMER_OWNER', of: 'CUSTOMER_MEMBER', says: 'Removed' },
  {
    name: 'a portal member of the portal owner',
    by: 'CUSTOMER_MEMBER',
    of: 'CUSTOMER_OWNER',
    says: 'FORBIDDEN',
    ended: 'NOT_FOUND',
  },
  { name: 'a portal owner of the staff', by: 'CUSTOMER_OWNER', of: 'READ_ONLY', says: 'NOT_FOUND' },
])('$name: $says', async ({ by, of, says, ended: answer = says }) => {
  const { person, enter, customerId } = await scene();
  const place = (role: Role) => (role.startsWith('CUSTOMER') ? customerId : null);
  const theirs = await person(of, place(of));
  const them = await enter(theirs);
  const me = await enter(await person(by, place(by)));
  const { data, errors } = await me.graphql(list, { of: theirs.membershipId });
  expect(errors?.[0]?.extensions.code ?? data.sessions.length).toBe(says === 'Removed' ? 1 : says);
  const ended = (await me.graphql(end, { id: await idOf(them) })).data.endSession;
  expect(ended.code ?? ended.__typename).toBe(answer);
  expect(await signedIn(them)).toBe(says !== 'Removed');
});

test("another organization's sessions are as good as none", async () => {
  const [mine, theirs] = [await scene(), await scene()];
  const asked = await mine.client.graphql(list, { of: theirs.owner.membershipId });
  expect(asked.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  const ended = await mine.client.graphql(end, { id: await idOf(theirs.client) });
  expect(ended.data.endSession.code).toBe('NOT_FOUND');
});

test('viewing as a customer stands in the list as what it is, and lists nothing itself', async () => {
  const { enter, owner, customerId } = await scene();
  const viewing = await enter(owner);
  await viewing.graphql(`mutation { viewAsCustomer(input: { customerId: "${customerId}" }) { __typename } }`);
  const sessions = (await (await enter(owner)).graphql(list)).data.sessions;
  expect(sessions.filter((one: { viewing: object | null }) => one.viewing)).toMatchObject([
    { viewing: { id: customerId } },
  ]);
  expect((await viewing.graphql(list)).data?.sessions ?? []).toEqual([]);
});

async function withSecondFactor(userId: string): Promise<void> {
  await database().owner.query(
    `insert into second_factor (user_id, sealed, confirmed_at) values ($1, '\\x01', '2026-01-01')`,
    [userId],
  );
  await database().owner.query(`insert into recovery_code (user_id, code_hash) values ($1, '\\x02')`, [userId]);
  await database().owner.query('update app_user set second_factor = true where id = $1', [userId]);
}

test('a lost second factor is reset: the password alone signs in, sessions end, and the person is told', async () => {
  const { client, person, enter } = await scene();
  const theirs = await person('OPERATIONS');
  const them = await enter(theirs);
  const none = await client.graphql(reset, { id: theirs.membershipId });
  expect(none.data.resetSecondFactor).toMatchObject({ code: 'WRONG_STATE' });
  await withSecondFactor(theirs.userId);
  await expect(enter(theirs)).rejects.toThrow('SECOND_FACTOR_REQUIRED');
  const done = await client.graphql(reset, { id: theirs.membershipId });
  expect(done.data.resetSecondFactor).toEqual({ __typename: 'Membership', user: { secondFactor: false } });
  expect(await signedIn(them)).toBe(false);
  expect(await signedIn(await enter(theirs))).toBe(true);
  expect(await mailedTo(database(), theirs.email)).toContain('Pat Person has turned off the second factor');
  const { rows } = await database().owner.query('select 1 from recovery_code where user_id = $1', [theirs.userId]);
  expect(rows).toEqual([]);
});

test('nobody resets the own, an owner’s as an administrator, or that of who belongs elsewhere too', async () => {
  const { client, owner, person, enter, customerId } = await scene();
  const elsewhere = await scene();
  const [admin, shared, buyer] = [
    await person('ADMIN'),
    await person('BILLING'),
    await person('CUSTOMER_MEMBER', customerId),
  ];
  await database().owner.query(
    `insert into membership (id, organization_id, user_id, role, created_at) values (gen_random_uuid(), $1, $2, 'OWNER', '2026-01-01')`,
    [elsewhere.organizationId, shared.userId],
  );
  const administrator = await enter(admin);
  const portal = await enter(await person('CUSTOMER_OWNER', customerId));
  for (const { userId } of [owner, admin, shared, buyer]) await withSecondFactor(userId);
  const codes = await Promise.all([
    client.graphql(reset, { id: owner.membershipId }),
    administrator.graphql(reset, { id: owner.membershipId }),
    client.graphql(reset, { id: shared.membershipId }),
    portal.graphql(reset, { id: admin.membershipId }),
  ]);
  expect(codes.map(({ data }) => data.resetSecondFactor.code)).toEqual([
    'FORBIDDEN',
    'FORBIDDEN',
    'FORBIDDEN',
    'NOT_FOUND',
  ]);
  expect((await portal.graphql(reset, { id: buyer.membershipId })).data.resetSecondFactor.__typename).toBe(
    'Membership',
  );
});
