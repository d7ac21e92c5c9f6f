import type { Context } from '../../context.ts';
import { managerForNobody } from '../../database/scope.ts';
import { hashToken } from './tokens.ts';
import { matchingStep } from './totp.ts';

export type SecondFactorAnswer = 'none-needed' | 'needed' | 'right' | 'wrong';

/** Whether a person's second factor lets a sign-in pass. A right code, from the app or a recovery code, is used up. */
export async function useOneTimeCode(
  context: Context,
  userId: string,
  code: string | null,
): Promise<SecondFactorAnswer> {
  const nobody = managerForNobody(context.installation.orm);
  const [factor]: { sealed: Buffer | null }[] = await nobody.execute('select find_second_factor(?) as sealed', [
    userId,
  ]);
  if (!factor?.sealed) return 'none-needed';
  if (!code) return 'needed';
  const typed = code.replace(/\s/g, '').toUpperCase();
  const secret = Buffer.from(context.installation.vault.open(Buffer.from(factor.sealed)), 'hex');
  const step = matchingStep(secret, typed, context.now().getTime());
  const [used]: { used: boolean }[] =
    step === null
      ? await nobody.execute('select use_recovery_code(?, ?, ?) as used', [userId, hashToken(typed), context.now()])
      : await nobody.execute('select use_one_time_step(?, ?) as used', [userId, step]);
  return used?.used ? 'right' : 'wrong';
}
