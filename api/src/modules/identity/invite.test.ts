import { expect, test } from 'vitest';
import { customer, installation, member, organization, password } from '../../../test/builders/organization.ts';
import { useServer } from '../../../test/client.ts';
import { useDatabase } from '../../../test/database.ts';
import { createVault } from '../../vault.ts';

const database = useDatabase();
const clock = { now: new Date('2026-07-01T12:00:00Z') };
const server = useServer(() => installation(database(), clock));

const send = `mutation($input: SendPortalInviteInput!) { sendPortalInvite(input: $input) { __typename ... on Invite { id email role customer { id portal } } ... on Refusal { code } } }`;
const accept = `mutation($input: AcceptInviteInput!) { acceptInvite(input: $input) { __typename ... on SignedIn { viewer { kind role name customer { id name portal notes } } } ... on InvalidInput { issues { code } } ... on Refusal { code } } }`;

async function invited() {
  const organizationId = await organization(database().owner);
  const customerId = await customer(database().owner, organizationId);
  const owner = await member(database().owner, organizationId, 'OWNER');
  const staff = await server().client().signIn(owner.email, password);
  const { data } = await staff.graphql(send, { input: { customerId } });
  return {
    staff,
    customerId,
    organizationId,
    invite: data.sendPortalInvite,
    token: await mailedToken(data.sendPortalInvite.id),
  };
}

/** The token as the mail carries it: behind the # of its link, so that no server's log ever sees it. */
async function mailedToken(inviteId: string): Promise<string> {
  const { rows } = await database().owner.query('select sealed, state from mail where document_id = $1', [inviteId]);
  expect(rows).toHaveLength(1);
  const text: string = JSON.parse(createVault(Buffer.alloc(32, 7)).open(rows[0].sealed)).text;
  return /\/portal\/invite#([\w-]{43})/.exec(text)?.[1] ?? '';
}

test('the invited customer sets a password and is inside the portal, seeing no internal notes', async () => {
  const { invite, customerId, token, staff } = await invited();
  expect(invite).toMatchObject({
    __typename: 'Invite',
    role: 'CUSTOMER_OWNER',
    customer: { id: customerId, portal: 'INVITED' },
  });
  const browser = server().client();
  const { data } = await browser.graphql(accept, { input: { token, password: 'a long enough one' } });
  expect(data.acceptInvite).toEqual({
    __typename: 'SignedIn',
    viewer: {
      kind: 'CUSTOMER',
      role: 'CUSTOMER_OWNER',
      name: 'Ada Miner',
      customer: { id: customerId, name: 'Ada Miner', portal: 'ACCEPTED', notes: null },
    },
  });
  const people = await staff.graphql(
    'query($id: ID!) { customer(id: $id) { portal people { role user { email } } } }',
    { id: customerId },
  );
  expect(people.data.customer).toEqual({
    portal: 'ACCEPTED',
    people: [{ role: 'CUSTOMER_OWNER', user: { email: invite.email } }],
  });
});

test('the link is queued to be mailed in the same transaction', async () => {
  const { invite } = await invited();
  const { rows } = await database().owner.query(
    `select count(*)::int as jobs from graphile_worker.jobs where task_identifier = 'sendMail'`,
  );
  expect(rows[0].jobs).toBeGreaterThan(0);
  expect(invite.email).toMatch(/@example.com$/);
});

test('a link works once, for seven days, until a newer one replaces it', async () => {
  const first = await invited();
  await first.staff.graphql(send, { input: { customerId: first.customerId } });
  const replaced = await server()
    .client()
    .graphql(accept, { input: { token: first.token, password: 'a long enough one' } });
  expect(replaced.data.acceptInvite).toMatchObject({ code: 'LINK_INVALID' });

  const second = await invited();
  await server()
    .client()
    .graphql(accept, { input: { token: second.token, password: 'a long enough one' } });
  const again = await server()
    .client()
    .graphql(accept, { input: { token: second.token, password: 'a long enough one' } });
  expect(again.data.acceptInvite).toMatchObject({ code: 'LINK_INVALID' });
  expect(
    (await second.staff.graphql(send, { input: { customerId: second.customerId } })).data.sendPortalInvite,
  ).toMatchObject({ code: 'ALREADY_MEMBER' });

  const third = await invited();
  clock.now = new Date(clock.now.getTime() + 7 * 86_400_000 + 1000);
  const late = await server()
    .client()
    .graphql(accept, { input: { token: third.token, password: 'a long enough one' } });
  expect(late.data.acceptInvite).toMatchObject({ code: 'LINK_INVALID' });
});

test('a password of 11 characters is weak, and the link can still be used', async () => {
  const { token } = await invited();
  const weak = await server()
    .client()
    .graphql(accept, { input: { token, password: 'x'.repeat(11) } });
  expect(weak.data.acceptInvite).toMatchObject({ __typename: 'InvalidInput', issues: [{ code: 'WEAK_PASSWORD' }] });
  const good = await server()
    .client()
    .graphql(accept, { input: { token, password: 'x'.repeat(12) } });
  expect(good.data.acceptInvite.__typename).toBe('SignedIn');
});

test('two browsers with the same link: one gets in', async () => {
  const { token } = await invited();
  const answers = await Promise.all(
    [1, 2].map(() =>
      server()
        .client()
        .graphql(accept, { input: { token, password: 'a long enough one' } }),
    ),
  );
  expect(answers.map(({ data }) => data.acceptInvite.__typename).sort()).toEqual(['Forbidden', 'SignedIn']);
});

test('who has an account already proves it by its password and gets a second membership', async () => {
  const organizationId = await organization(database().owner);
  const known = await member(database().owner, organizationId, 'OWNER');
  const customerId = await customer(database().owner, organizationId, { contactEmail: known.email });
  const staff = await server().client().signIn(known.email, password);
  const { data } = await staff.graphql(send, { input: { customerId } });
  const token = await mailedToken(data.sendPortalInvite.id);
  const wrong = await server()
    .client()
    .graphql(accept, { input: { token, password: 'somebody else here' } });
  expect(wrong.data.acceptInvite).toMatchObject({ code: 'BAD_CREDENTIALS' });
  const right = await server().client().graphql(accept, { input: { token, password } });
  expect(right.data.acceptInvite).toMatchObject({ viewer: { kind: 'CUSTOMER', customer: { id: customerId } } });
});

test('with the portal or the account off no invitation leaves', async () => {
  const { staff, customerId } = await invited();
  const update = `mutation($input: UpdateCustomerInput!) { updateCustomer(input: $input) { __typename } }`;
  await staff.graphql(update, { input: { customerId, portalAccess: false } });
  expect((await staff.graphql(send, { input: { customerId } })).data.sendPortalInvite).toMatchObject({
    code: 'PORTAL_OFF',
  });
  await staff.graphql(update, { input: { customerId, active: false } });
  expect((await staff.graphql(send, { input: { customerId } })).data.sendPortalInvite).toMatchObject({
    code: 'ACCOUNT_INACTIVE',
  });
});

/** Rows are what happens, columns what an invitation has come to: what is answered. */
const life = `
            OPEN      ACCEPTED        REPLACED      EXPIRED       PORTAL_OFF    INACTIVE
ACCEPT      SignedIn  LINK_INVALID    LINK_INVALID  LINK_INVALID  LINK_INVALID  LINK_INVALID
SEND_AGAIN  Invite    ALREADY_MEMBER  Invite        Invite        PORTAL_OFF    ACCOUNT_INACTIVE
`;
const [states, ...events] = life
  .trim()
  .split('\n')
  .map((line) => line.trim().split(/\s+/));
type State = 'OPEN' | 'ACCEPTED' | 'REPLACED' | 'EXPIRED' | 'PORTAL_OFF' | 'INACTIVE';
const lifeCases = events.flatMap(([event, ...answers]) =>
  (states as State[]).map((state, index) => ({ event, state, answer: answers[index] })),
);

test.each(lifeCases)('$event of an invitation that is $state: $answer', async ({ event, state, answer }) => {
  const set = await invited();
  const enter = () =>
    server()
      .client()
      .graphql(accept, { input: { token: set.token, password: 'a long enough one' } });
  const again = () => set.staff.graphql(send, { input: { customerId: set.customerId } });
  const switchOff = (column: string) =>
    database().owner.query(`update customer set ${column} = false where id = $1`, [set.customerId]);
  const reach: Record<State, () => Promise<unknown>> = {
    OPEN: async () => {},
    ACCEPTED: enter,
    REPLACED: again,
    EXPIRED: () => database().owner.query('update invite set expires_at = $1', [clock.now]),
    PORTAL_OFF: () => switchOff('portal_access'),
    INACTIVE: () => switchOff('active'),
  };
  await reach[state]();
  const { data } = event === 'ACCEPT' ? await enter() : await again();
  const said = data.acceptInvite ?? data.sendPortalInvite;
  expect(said.code ?? said.__typename).toBe(answer);
});
