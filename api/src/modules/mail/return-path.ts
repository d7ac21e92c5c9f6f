import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Vault } from '../../vault.ts';

/** One attempt to send a mail. A bounce of an earlier one says nothing of a later one. */
export type SentMail = { readonly mailId: string; readonly attempt: number };

/** Letters that survive a mail server which writes addresses in small ones (RFC 4648, without padding). */
const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';
const signatureBytes = 12;
const tokenBytes = 16 + 1 + signatureBytes;

/**
 * The address that a mail's bounce goes to: `bounces+TOKEN@bounce.example.com`. The token names mail and attempt and is signed
 * with the installation's secret, so nobody can report a mail as returned that they didn't get. It has 47 letters: with the
 * 64 that may stand before the @, 16 are left for the name.
 */
export function returnPath(vault: Vault, address: string, sent: SentMail): string {
  const [name, host] = address.split('@');
  const named = Buffer.concat([Buffer.from(sent.mailId.replaceAll('-', ''), 'hex'), Buffer.from([sent.attempt & 255])]);
  return `${name}+${toBase32(Buffer.concat([named, signatureOf(vault, named)]))}@${host}`;
}

/** What a return path of ours names; null when it is none of ours or was tampered with. */
export function readReturnPath(vault: Vault, address: string): SentMail | null {
  const token = fromBase32(/\+([a-z2-7]+)@/i.exec(address)?.[1]?.toLowerCase() ?? '');
  if (token.length !== tokenBytes) return null;
  const named = token.subarray(0, 17);
  if (!timingSafeEqual(token.subarray(17), signatureOf(vault, named))) return null;
  const mailId = named.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return { mailId, attempt: named[16] ?? 0 };
}

const signatureOf = (vault: Vault, named: Buffer): Buffer =>
  createHmac('sha256', vault.derive('mail return path')).update(named).digest().subarray(0, signatureBytes);

function toBase32(bytes: Buffer): string {
  let text = '';
  let bits = 0;
  let value = 0;
  for (const byte of bytes) {
    value = (value << 8) | byte;
    for (bits += 8; bits >= 5; bits -= 5) text += alphabet[(value >>> (bits - 5)) & 31];
    value &= (1 << bits) - 1;
  }
  return bits > 0 ? text + alphabet[(value << (5 - bits)) & 31] : text;
}

function fromBase32(text: string): Buffer {
  const bytes: number[] = [];
  let bits = 0;
  let value = 0;
  for (const letter of text) {
    value = (value << 5) | alphabet.indexOf(letter);
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((value >>> bits) & 255);
    value &= (1 << bits) - 1;
  }
  return Buffer.from(bytes);
}
