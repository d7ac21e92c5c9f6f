import { createTransport } from 'nodemailer';
import { expect, test } from 'vitest';
import { customer, installation, member, organization, password } from '../../../test/builders/organization.ts';
import { useServer } from '../../../test/client.ts';
import { useDatabase } from '../../../test/database.ts';
import { jobContext } from '../../jobs.ts';
import { sendMail } from './index.ts';

const database = useDatabase();
const clock = { now: new Date('2026-07-01T12:00:00Z') };
const server = useServer(() => installation(database(), clock));
const transport = createTransport({ jsonTransport: true });

const list = '{ mails { nodes { id purpose recipient state stuck } } }';
const retry = `mutation($id: ID!) { retryMail(input: { mailId: $id }) { __typename ... on Mail { state stuck } ... on Refusal { code } } }`;

/** An organization whose worker ended while it sent an invitation. */
async function interrupted() {
  const organizationId = await organization(database().owner);
  const customerId = await customer(database().owner, organizationId, { contactEmail: 'ada@example.com' });
  const owner = await member(database().owner, organizationId, 'OWNER');
  const staff = await server().client().signIn(owner.email, password);
  await staff.graphql('mutation($id: ID!) { sendPortalInvite(input: { customerId: $id }) { __typename } }', {
    id: customerId,
  });
  const { rows } = await database().owner.query(
    `update mail set state = 'SENDING', taken_at = $2 where organization_id = $1 returning id`,
    [organizationId, clock.now],
  );
  return { organizationId, staff, mailId: rows[0].id as string };
}

test('a mail that is being sent for ten minutes is stuck, and leaves again when somebody says so', async () => {
  const { organizationId, staff, mailId } = await interrupted();
  const shown = async () => (await staff.graphql(list)).data.mails.nodes;
  expect(await shown()).toEqual([
    { id: mailId, purpose: 'INVITE', recipient: 'ada@example.com', state: 'SENDING', stuck: false },
  ]);
  expect((await staff.graphql(retry, { id: mailId })).data.retryMail.code).toBe('WRONG_STATE');
  clock.now = new Date(clock.now.getTime() + 600_001);
  expect(await shown()).toMatchObject([{ stuck: true }]);
  expect((await staff.graphql(retry, { id: mailId })).data.retryMail).toEqual({
    __typename: 'Mail',
    state: 'QUEUED',
    stuck: false,
  });
  await sendMail({ transport, from: 'mail@example.com' })(
    jobContext(installation(database(), clock), organizationId, 'sendMail'),
    { mailId },
  );
  expect(await shown()).toMatchObject([{ state: 'SENT', stuck: false }]);
  expect((await staff.graphql(retry, { id: mailId })).data.retryMail.code).toBe('WRONG_STATE');
});

test("another organization's mail is no mail, and a customer sees none", async () => {
  const { mailId, organizationId } = await interrupted();
  const stranger = await interrupted();
  expect((await stranger.staff.graphql(retry, { id: mailId })).data.retryMail.code).toBe('NOT_FOUND');
  const customerId = await customer(database().owner, organizationId);
  const person = await member(database().owner, organizationId, 'CUSTOMER_OWNER', customerId);
  const portal = await server().client().signIn(person.email, password);
  expect((await portal.graphql(list)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
});
