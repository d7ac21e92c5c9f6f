import { expect, test } from 'vitest';
import { installation, member, organization, password } from '../../../test/builders/organization.ts';
import { useServer } from '../../../test/client.ts';
import { useDatabase } from '../../../test/database.ts';
import { mailedTo } from '../../../test/mails.ts';
import { fromBase32 } from '../../../test/totp.ts';
import { totp } from './totp.ts';

const database = useDatabase();
const clock = { now: new Date('2026-07-01T12:00:00Z') };
const server = useServer(() => installation(database(), clock));
/** Moves on to the next code. */
const later = () => {
  clock.now = new Date(clock.now.getTime() + 30_000);
};

const start = `mutation($password: String!) { startSecondFactor(input: { password: $password }) { __typename ... on SecondFactorStarted { secret otpauthUrl } ... on Refusal { code } } }`;
const confirm = `mutation($code: String!) { confirmSecondFactor(input: { oneTimeCode: $code }) { __typename ... on SecondFactorConfirmed { recoveryCodes } ... on Refusal { code } } }`;
const remove = `mutation($password: String!, $code: String!) { removeSecondFactor(input: { password: $password, oneTimeCode: $code }) { __typename ... on User { secondFactor } ... on Refusal { code } } }`;
const signIn = `mutation($input: SignInInput!) { signIn(input: $input) { __typename ... on Refusal { code } } }`;

async function enrolled() {
  const organizationId = await organization(database().owner);
  const { email, userId } = await member(database().owner, organizationId, 'OWNER');
  const client = await server().client().signIn(email, password);
  const started = (await client.graphql(start, { password })).data.startSecondFactor;
  const secret = fromBase32(started.secret);
  const code = () => totp(secret, clock.now.getTime());
  const { recoveryCodes } = (await client.graphql(confirm, { code: code() })).data.confirmSecondFactor;
  const enter = async (oneTimeCode?: string, given = password) =>
    (
      await server()
        .client()
        .graphql(signIn, { input: { email, password: given, oneTimeCode } })
    ).data.signIn;
  return { client, email, userId, organizationId, started, code, recoveryCodes, enter };
}

test('with a second factor a password alone is not enough, and each code counts once', async () => {
  const { client, email, started, recoveryCodes, code, enter } = await enrolled();
  expect(started.otpauthUrl).toBe(
    `otpauth://totp/Lone%20Star%20Hosting:${encodeURIComponent(email)}?secret=${started.secret}&issuer=Lone%20Star%20Hosting`,
  );
  expect(new Set(recoveryCodes).size).toBe(10);
  expect((await client.graphql('{ viewer { user { secondFactor } } }')).data.viewer.user.secondFactor).toBe(true);
  expect(await enter()).toEqual({ __typename: 'Forbidden', code: 'SECOND_FACTOR_REQUIRED' });
  expect(await enter(code())).toEqual({ __typename: 'Forbidden', code: 'BAD_CODE' }); // it confirmed
  later();
  const next = code();
  expect(await enter(`${next.slice(0, 3)} ${next.slice(3)}`)).toEqual({ __typename: 'SignedIn' });
  expect(await enter(next)).toEqual({ __typename: 'Forbidden', code: 'BAD_CODE' });
  expect(await enter('000000', 'a wrong password')).toEqual({ __typename: 'Forbidden', code: 'BAD_CREDENTIALS' });
});

test('a recovery code signs in once', async () => {
  const { recoveryCodes, enter } = await enrolled();
  expect(await enter(recoveryCodes[3].toLowerCase())).toEqual({ __typename: 'SignedIn' });
  expect(await enter(recoveryCodes[3])).toEqual({ __typename: 'Forbidden', code: 'BAD_CODE' });
  const { rows } = await database().owner.query(`select 1 from recovery_code where encode(code_hash, 'escape') = $1`, [
    recoveryCodes[3],
  ]);
  expect(rows).toEqual([]);
});

test('ten wrong codes lock the account, although the password was right each time', async () => {
  const { code, enter } = await enrolled();
  for (let n = 0; n < 10; n += 1) expect((await enter('000000')).code).toBe('BAD_CODE');
  later();
  expect((await enter(code())).code).toBe('LOCKED');
});

test('it is turned on with the password and off with password and code; the audit log says so', async () => {
  const { client, userId, organizationId, code, enter } = await enrolled();
  expect((await client.graphql(start, { password })).data.startSecondFactor.code).toBe('WRONG_STATE');
  expect((await client.graphql(remove, { password, code: '000000' })).data.removeSecondFactor.code).toBe('BAD_CODE');
  later();
  expect((await client.graphql(remove, { password, code: code() })).data.removeSecondFactor).toEqual({
    __typename: 'User',
    secondFactor: false,
  });
  expect(await enter()).toEqual({ __typename: 'SignedIn' });
  expect((await client.graphql(start, { password: 'not this one' })).data.startSecondFactor.code).toBe(
    'BAD_CREDENTIALS',
  );
  const { rows } = await database().owner.query(
    `select after -> 'second_factor' as is_on, actor from audit_log where table_name = 'app_user' and organization_id = $1 order by id`,
    [organizationId],
  );
  expect(rows).toEqual([
    { is_on: true, actor: `user:${userId}` },
    { is_on: false, actor: `user:${userId}` },
  ]);
});

test('an invitation to who has a second factor asks for it too', async () => {
  const { email, code } = await enrolled();
  const there = await organization(database().owner);
  const host = await server()
    .client()
    .signIn((await member(database().owner, there, 'OWNER')).email, password);
  await host.graphql('mutation($email: String!) { inviteUser(input: { email: $email, role: ADMIN }) { __typename } }', {
    email,
  });
  const token = /#([\w-]{43})/.exec(await mailedTo(database(), email))?.[1];
  const accept = `mutation($input: AcceptInviteInput!) { acceptInvite(input: $input) { __typename ... on Refusal { code } } }`;
  const guest = server().client();
  expect((await guest.graphql(accept, { input: { token, password } })).data.acceptInvite.code).toBe(
    'SECOND_FACTOR_REQUIRED',
  );
  later();
  const input = { token, password, oneTimeCode: code() };
  expect((await guest.graphql(accept, { input })).data.acceptInvite.__typename).toBe('SignedIn');
});
