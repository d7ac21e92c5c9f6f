import { createHash, randomBytes } from 'node:crypto';

/** A secret of 256 random bits. Only its SHA-256 is kept. */
export function newToken(prefix = ''): { token: string; hash: Buffer } {
  const token = prefix + randomBytes(32).toString('base64url');
  return { token, hash: hashToken(token) };
}

export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Collector tokens and API keys are told apart by their beginning. */
export const apiKeyPrefix = 'hyk_';
export const collectorTokenPrefix = 'hyc_';
