import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

// RFC 6238 with the values that every authenticator app takes for granted.
const stepMs = 30_000;
const digits = 6;
/** A phone's clock may be half a minute off. */
const stepsAround = 1;

/** 160 bits, as RFC 4226 recommends. */
export const newTotpSecret = (): Buffer => randomBytes(20);

/** The step whose code this is, around now; null for a wrong code. */
export function matchingStep(secret: Buffer, code: string, atMs: number): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const now = Math.floor(atMs / stepMs);
  for (let step = now - stepsAround; step <= now + stepsAround; step += 1)
    if (isSame(codeAt(secret, step), code)) return step;
  return null;
}

/** The code of the step at an instant. */
export const totp = (secret: Buffer, atMs: number): string => codeAt(secret, Math.floor(atMs / stepMs));

/** RFC 4226: four bytes of the HMAC, from where its last half-byte says, modulo a million. */
function codeAt(secret: Buffer, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const hmac = createHmac('sha1', secret).update(counter).digest();
  const offset = (hmac.at(-1) as number) & 0x0f;
  const value = (hmac.readUInt32BE(offset) & 0x7fffffff) % 10 ** digits;
  return String(value).padStart(digits, '0');
}

const isSame = (a: string, b: string): boolean => timingSafeEqual(Buffer.from(a), Buffer.from(b));

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** RFC 4648, without padding, as authenticator apps read it. */
export function base32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => alphabet[Number.parseInt(five.padEnd(5, '0'), 2)]).join('');
}

/** What an app scans as a QR code. */
export function otpauthUrl(secret: Buffer, issuer: string, account: string): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`;
  return `otpauth://totp/${label}?secret=${base32(secret)}&issuer=${encodeURIComponent(issuer)}`;
}
