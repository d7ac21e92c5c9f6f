import { randomInt } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Context, ViewerContext } from '../../context.ts';
import { inTransaction } from '../../database/scope.ts';
import { Conflict, Forbidden, refuse } from '../../graphql/refusals.ts';
import { Branding } from '../organizations/organization.entity.ts';
import { User } from './identity.entity.ts';
import { checkPassword } from './sign-in.service.ts';
import { hashToken } from './tokens.ts';
import { base32, matchingStep, newTotpSecret, otpauthUrl } from './totp.ts';

const recoveryCodes = 10;
/** Without what is mistaken for something else. 31^10 is about 50 bits; tries are limited. */
const recoveryAlphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** Makes a secret to put into an app. It counts at sign-in only once a code of it has been confirmed. */
export async function startSecondFactor(
  context: ViewerContext,
  request: { password: string },
): Promise<{ secret: string; otpauthUrl: string }> {
  const user = await ownUser(context);
  if (user.secondFactor) refuse(new Conflict('WRONG_STATE', 'A second factor is on already.'));
  await checkPassword(context, { email: user.email, password: request.password, oneTimeCode: null });
  const secret = newTotpSecret();
  const { displayName } = await context.em.findOneOrFail(Branding, { id: context.viewer.organizationId });
  await context.em.execute(
    `insert into second_factor (user_id, sealed) values (?, ?)
     on conflict (user_id) do update set sealed = excluded.sealed, confirmed_at = null, last_step = null`,
    [user.id, context.installation.vault.seal(secret.toString('hex'))],
  );
  return { secret: base32(secret), otpauthUrl: otpauthUrl(secret, displayName, user.email) };
}

/** Turns the second factor on, by a code of the app. Answers the recovery codes this once. */
export async function confirmSecondFactor(
  context: ViewerContext,
  request: { oneTimeCode: string },
): Promise<{ recoveryCodes: string[] }> {
  const user = await ownUser(context);
  return inTransaction(context, async (scope) => {
    const [waiting]: { sealed: Buffer }[] = await scope.em.execute(
      'select sealed from second_factor where user_id = ? and confirmed_at is null for update',
      [user.id],
    );
    if (!waiting) return refuse(new Conflict('WRONG_STATE', 'There is no second factor to confirm. Start anew.'));
    const step = matchingStep(secretOf(context, waiting.sealed), request.oneTimeCode, scope.now().getTime());
    if (step === null) refuse(badCode());
    await scope.em.execute('update second_factor set confirmed_at = ?, last_step = ? where user_id = ?', [
      scope.now(),
      step,
      user.id,
    ]);
    await setSecondFactor(scope.em, user.id, true);
    return { recoveryCodes: await newRecoveryCodes(scope.em, user.id) };
  });
}

/** Turns it off again; takes what a sign-in takes. */
export async function removeSecondFactor(
  context: ViewerContext,
  request: { password: string; oneTimeCode: string },
): Promise<User> {
  const user = await ownUser(context);
  if (!user.secondFactor) refuse(new Conflict('WRONG_STATE', 'There is no second factor.'));
  await checkPassword(context, { email: user.email, ...request });
  return inTransaction(context, async ({ em }) => {
    await em.execute('delete from recovery_code where user_id = ?', [user.id]);
    await em.execute('delete from second_factor where user_id = ?', [user.id]);
    await setSecondFactor(em, user.id, false);
    return em.findOneOrFail(User, { id: user.id }, { refresh: true });
  });
}

const setSecondFactor = (em: EntityManager, userId: string, isOn: boolean) =>
  em.execute('update app_user set second_factor = ? where id = ?', [isOn, userId]);

async function newRecoveryCodes(em: EntityManager, userId: string): Promise<string[]> {
  const codes = Array.from({ length: recoveryCodes }, newRecoveryCode);
  await em.execute('delete from recovery_code where user_id = ?', [userId]);
  for (const code of codes)
    await em.execute('insert into recovery_code (user_id, code_hash) values (?, ?)', [userId, hashToken(code)]);
  return codes;
}

function newRecoveryCode(): string {
  const part = () => Array.from({ length: 5 }, () => recoveryAlphabet[randomInt(recoveryAlphabet.length)]).join('');
  return `${part()}-${part()}`;
}

async function ownUser({ em, viewer }: ViewerContext): Promise<User> {
  if (!viewer.userId) return refuse(new Forbidden('FORBIDDEN', 'Only a person has a second factor.'));
  return em.findOneOrFail(User, { id: viewer.userId });
}

const badCode = () => new Forbidden('BAD_CODE', 'This code is wrong or was used already.');

const secretOf = ({ installation }: Context, sealed: Buffer): Buffer =>
  Buffer.from(installation.vault.open(Buffer.from(sealed)), 'hex');
