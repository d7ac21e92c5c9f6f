import { hash, verify } from '@node-rs/argon2';
import type { Faults } from '../../graphql/faults.ts';

// OWASP's minimum for argon2id (2 in the library's enumeration): 19 MiB, two passes. About 25 ms here.
const cost = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

const minPasswordLength = 12;
const maxPasswordLength = 256;

/** Length alone: what makes a password strong is how long it is. */
export function checkNewPassword(password: string, faults: Faults): void {
  if (password.length < minPasswordLength || password.length > maxPasswordLength)
    faults.add(
      'WEAK_PASSWORD',
      ['password'],
      `A password has ${minPasswordLength} to ${maxPasswordLength} characters.`,
    );
}

export const hashPassword = (password: string): Promise<string> => hash(password, cost);

/** Null stands for an unknown address: it takes the same time and is always wrong. */
export async function passwordFits(passwordHash: string | null, password: string): Promise<boolean> {
  if (password.length > maxPasswordLength) return false;
  const fits = await verify(passwordHash ?? (await nobodysHash), password);
  return fits && passwordHash !== null;
}

const nobodysHash = hashPassword('no account has this password');
