import { beforeEach, expect, test } from 'vitest';
import { customer, installation, member, organization, password } from '../../../test/builders/organization.ts';
import { useServer } from '../../../test/client.ts';
import { useDatabase } from '../../../test/database.ts';
import { mailedTo } from '../../../test/mails.ts';
import { jobContext } from '../../jobs.ts';
import { sendPasswordReset } from './index.ts';

const database = useDatabase();
const clock = { now: new Date('2026-07-01T12:00:00Z') };
const server = useServer(() => installation(database(), clock));
beforeEach(() => database().owner.query('delete from graphile_worker._private_jobs'));

const request = `mutation($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) { __typename ... on PasswordResetRequested { email } } }`;
const reset = `mutation($input: ResetPasswordInput!) { resetPassword(input: $input) { __typename ... on PasswordReset { email } ... on InvalidInput { issues { code } } ... on Refusal { code } } }`;

/** Asks for a link and does the queued job; answers what the API said. */
async function ask(email: string, portalSlug: string | null = null): Promise<unknown> {
  const { data } = await server().client().graphql(request, { input: { email, portalSlug } });
  const { rows } = await database().owner.query(
    `delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t where t.id = j.task_id and t.identifier = 'sendPasswordReset' returning payload`,
  );
  expect(rows).toHaveLength(1);
  await sendPasswordReset(
    jobContext(installation(database(), clock), '00000000-0000-0000-0000-000000000000', 'test'),
    rows[0].payload,
  );
  return data.requestPasswordReset;
}

const tokenFor = async (email: string) => /#([\w-]{43})/.exec(await mailedTo(database(), email))?.[1];

async function owner() {
  const organizationId = await organization(database().owner);
  return { organizationId, ...(await member(database().owner, organizationId, 'OWNER')) };
}

test('a mailed link sets a new password once and ends every session', async () => {
  const { email } = await owner();
  const browser = await server().client().signIn(email, password);
  await ask(email.toUpperCase());
  expect(await mailedTo(database(), email)).toMatch(/\/console\/reset#/);
  const token = await tokenFor(email);
  const weak = await server()
    .client()
    .graphql(reset, { input: { token, password: 'short' } });
  expect(weak.data.resetPassword.issues).toEqual([{ code: 'WEAK_PASSWORD' }]);
  const done = await server()
    .client()
    .graphql(reset, { input: { token, password: 'an entirely new one' } });
  expect(done.data.resetPassword).toEqual({ __typename: 'PasswordReset', email });
  expect((await browser.graphql('{ viewer { name } }')).data.viewer).toBeNull();
  await expect(server().client().signIn(email, password)).rejects.toThrow(/BAD_CREDENTIALS/);
  await server().client().signIn(email, 'an entirely new one');
  const again = await server()
    .client()
    .graphql(reset, { input: { token, password: 'an entirely new one' } });
  expect(again.data.resetPassword).toEqual({ __typename: 'Forbidden', code: 'LINK_INVALID' });
});

test('an unknown address gets the same answer and the same work, and no mail', async () => {
  const { email } = await owner();
  expect(await ask(email)).toEqual({ __typename: 'PasswordResetRequested', email });
  expect(await ask('nobody@example.com')).toEqual({
    __typename: 'PasswordResetRequested',
    email: 'nobody@example.com',
  });
  const { rows } = await database().owner.query(`select 1 from mail where recipient = 'nobody@example.com'`);
  expect(rows).toEqual([]);
});

test('a link lasts an hour, and three are sent within one', async () => {
  const { email } = await owner();
  for (let n = 0; n < 5; n += 1) await ask(email);
  const mails = await database().owner.query('select 1 from mail where recipient = $1', [email]);
  expect(mails.rowCount).toBe(3);
  const token = await tokenFor(email);
  clock.now = new Date(clock.now.getTime() + 3_600_001);
  const late = await server()
    .client()
    .graphql(reset, { input: { token, password: 'an entirely new one' } });
  expect(late.data.resetPassword.code).toBe('LINK_INVALID');
});

test("a portal's link leads to the portal; with the portal off there is none", async () => {
  const organizationId = await organization(database().owner);
  const customerId = await customer(database().owner, organizationId);
  const { email } = await member(database().owner, organizationId, 'CUSTOMER_OWNER', customerId);
  const { rows } = await database().owner.query('select portal_slug from branding where id = $1', [organizationId]);
  await ask(email, rows[0].portal_slug);
  expect(await mailedTo(database(), email)).toMatch(/\/portal\/reset#/);
  await database().owner.query('update customer set portal_access = false where id = $1', [customerId]);
  await ask(email);
  const mails = await database().owner.query('select 1 from mail where recipient = $1', [email]);
  expect(mails.rowCount).toBe(1);
});

test("the change is in the organization's audit log, without the password", async () => {
  const { email, organizationId, userId } = await owner();
  await ask(email);
  await server()
    .client()
    .graphql(reset, { input: { token: await tokenFor(email), password: 'an entirely new one' } });
  const { rows } = await database().owner.query(
    `select actor, after ->> 'password' as password, after ? 'password_hash' as leaked from audit_log where table_name = 'app_user' and organization_id = $1`,
    [organizationId],
  );
  expect(rows).toEqual([{ actor: `user:${userId}`, password: 'changed', leaked: false }]);
});
