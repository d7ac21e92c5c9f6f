import { expect, test } from 'vitest';
import { customer, installation, member, organization, password } from '../../../test/builders/organization.ts';
import { useServer } from '../../../test/client.ts';
import { useDatabase } from '../../../test/database.ts';

const database = useDatabase();
const clock = { now: new Date('2026-07-01T12:00:00Z') };
const server = useServer(() => installation(database(), clock));

const signIn = `mutation($input: SignInInput!) { signIn(input: $input) { __typename
  ... on SignedIn { viewer { kind name role permissions organization { id plan } customer { id } user { email } memberships { id } } }
  ... on ChooseMembership { ticket memberships { id role } }
  ... on Refusal { code path } } }`;

test('an owner signs in with the password and is a staff viewer from then on', async () => {
  const organizationId = await organization(database().owner);
  const owner = await member(database().owner, organizationId, 'OWNER');
  const client = server().client();
  const { data } = await client.graphql(signIn, { input: { email: owner.email.toUpperCase(), password } });
  expect(data.signIn).toMatchObject({
    __typename: 'SignedIn',
    viewer: {
      kind: 'STAFF',
      role: 'OWNER',
      organization: { id: organizationId, plan: 'BUSINESS' },
      customer: null,
      user: { email: owner.email },
    },
  });
  expect(data.signIn.viewer.memberships).toEqual([{ id: owner.membershipId }]);
  expect(client.cookie).toMatch(/^hashyard=/);
  const again = await client.graphql('{ viewer { role } organization { billingSettings { currency noticeDays } } }');
  expect(again.data).toEqual({
    viewer: { role: 'OWNER' },
    organization: { billingSettings: { currency: 'USD', noticeDays: 60 } },
  });
});

test('a wrong password and an unknown address get the same answer', async () => {
  const organizationId = await organization(database().owner);
  const owner = await member(database().owner, organizationId, 'OWNER');
  const wrong = await server()
    .client()
    .graphql(signIn, { input: { email: owner.email, password: 'not this one' } });
  const unknown = await server()
    .client()
    .graphql(signIn, { input: { email: 'nobody@example.com', password: 'not this one' } });
  expect(wrong.data).toEqual({ signIn: { __typename: 'Forbidden', code: 'BAD_CREDENTIALS', path: null } });
  expect(unknown.data).toEqual(wrong.data);
});

test('ten wrong tries lock the account for this address, a quarter of an hour frees it', async () => {
  const organizationId = await organization(database().owner);
  const owner = await member(database().owner, organizationId, 'OWNER');
  const client = server().client();
  for (let n = 0; n < 10; n += 1) await client.graphql(signIn, { input: { email: owner.email, password: 'wrong' } });
  const locked = await client.graphql(signIn, { input: { email: owner.email, password } });
  expect(locked.data.signIn.code).toBe('LOCKED');
  clock.now = new Date(clock.now.getTime() + 16 * 60_000);
  const free = await client.graphql(signIn, { input: { email: owner.email, password } });
  expect(free.data.signIn.__typename).toBe('SignedIn');
});

test('a person of two organizations chooses, and sees only the chosen one', async () => {
  const [here, there] = [await organization(database().owner), await organization(database().owner)];
  const person = await member(database().owner, here, 'OWNER');
  await database().owner.query(
    `insert into membership (id, organization_id, user_id, role, created_at) values (gen_random_uuid(), $1, $2, 'READ_ONLY', '2026-02-01')`,
    [there, person.userId],
  );
  const client = server().client();
  const { data } = await client.graphql(signIn, { input: { email: person.email, password } });
  expect(data.signIn.memberships.map((one: { role: string }) => one.role)).toEqual(['OWNER', 'READ_ONLY']);
  const choose = `mutation($input: ChooseMembershipInput!) { chooseMembership(input: $input) { __typename ... on SignedIn { viewer { role organization { id } } } ... on Refusal { code } } }`;
  const chosen = await client.graphql(choose, {
    input: { ticket: data.signIn.ticket, membershipId: data.signIn.memberships[1].id },
  });
  expect(chosen.data.chooseMembership).toEqual({
    __typename: 'SignedIn',
    viewer: { role: 'READ_ONLY', organization: { id: there } },
  });
  const forged = await server()
    .client()
    .graphql(choose, { input: { ticket: 'x'.repeat(60), membershipId: data.signIn.memberships[0].id } });
  expect(forged.data.chooseMembership).toEqual({ __typename: 'Forbidden', code: 'TICKET_INVALID' });
});

test('signing out ends the session, everywhere when asked', async () => {
  const organizationId = await organization(database().owner);
  const owner = await member(database().owner, organizationId, 'OWNER');
  const [desk, phone] = [server().client(), server().client()];
  await desk.signIn(owner.email, password);
  await phone.signIn(owner.email, password);
  const stolen = phone.cookie;
  await desk.graphql('mutation { signOut(input: { everywhere: true }) { __typename } }');
  phone.cookie = stolen;
  expect((await phone.graphql('{ viewer { name } }')).data).toEqual({ viewer: null });
  expect((await phone.graphql('{ organization { name } }')).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
});

test('a customer whose portal is off is told so, and an open session of theirs is dead', async () => {
  const organizationId = await organization(database().owner);
  const customerId = await customer(database().owner, organizationId);
  const owner = await member(database().owner, organizationId, 'CUSTOMER_OWNER', customerId);
  const client = await server().client().signIn(owner.email, password);
  expect((await client.graphql('{ viewer { kind } organization { plan billingSettings { currency } } }')).data).toEqual(
    {
      viewer: { kind: 'CUSTOMER' },
      organization: { plan: null, billingSettings: null },
    },
  );
  await database().owner.query('update customer set portal_access = false where id = $1', [customerId]);
  expect((await client.graphql('{ viewer { kind } }')).data).toEqual({ viewer: null });
  const refused = await server()
    .client()
    .graphql(signIn, { input: { email: owner.email, password } });
  expect(refused.data.signIn.code).toBe('PORTAL_OFF');
});
