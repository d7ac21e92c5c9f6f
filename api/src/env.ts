import { readFileSync } from 'node:fs';
import type { BounceListener } from './modules/mail/index.ts';

/** Configuration, read once from the environment. A bad value stops the start by its name. */
export type Env = {
  /** PostgreSQL as role `app`, which row-level security binds. */
  readonly databaseUrl: string;
  readonly host: string;
  /** 0 picks a free port. */
  readonly port: number;
  /** How many proxies of ours a request passes: that many entries of X-Forwarded-For are believed. */
  readonly trustedProxies: number;
  /** Where browsers reach this server; links in mails begin with it. Null: derived from host and port once listening. */
  readonly publicUrl: string | null;
  /** 32 bytes that encrypt secrets at rest (design decision 13). */
  readonly secret: Buffer;
  readonly smtpUrl: string | null;
  /** The address mails come from. */
  readonly mailFrom: string;
  /** Where mails that can't be delivered come back to (null: `mailFrom`), and where this worker takes them in (null: another does). */
  readonly bounces: { readonly address: string; readonly listener: BounceListener | null } | null;
};

export function readEnv(source: NodeJS.ProcessEnv = process.env): Env {
  return {
    databaseUrl: required(source, 'DATABASE_URL'),
    host: source.HOST || '127.0.0.1',
    port: wholeNumber(source, 'PORT', { otherwise: 4000, most: 65_535 }),
    trustedProxies: wholeNumber(source, 'TRUSTED_PROXIES', { otherwise: 0, most: 10 }),
    publicUrl: source.PUBLIC_URL ? httpUrl(source, 'PUBLIC_URL') : null,
    secret: secretKey(required(source, 'HASHYARD_SECRET')),
    smtpUrl: source.SMTP_URL || null,
    mailFrom: source.MAIL_FROM || 'billing@hashyard.localhost',
    bounces: bouncesOf(source),
  };
}

/** The value of a variable that has to be there, for the small commands beside the servers (migrate, seed). */
export function required(source: NodeJS.ProcessEnv, name: string): string {
  const value = source[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
}

function wholeNumber(
  source: NodeJS.ProcessEnv,
  name: string,
  { otherwise, most }: { otherwise: number; most: number },
): number {
  const text = source[name];
  if (!text) return otherwise;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > most)
    throw new Error(`${name} must be a whole number from 0 to ${most}, not "${text}"`);
  return value;
}

function httpUrl(source: NodeJS.ProcessEnv, name: string): string {
  const url = URL.parse(source[name] ?? '');
  if (!url || !/^https?:$/.test(url.protocol)) throw new Error(`${name} must be an http or https address`);
  return url.origin;
}

/** `BOUNCE_ADDRESS=bounces@bounce.example.com`, and of one worker `BOUNCE_LISTEN=smtp://127.0.0.1:2525`. */
function bouncesOf(source: NodeJS.ProcessEnv): Env['bounces'] {
  const { BOUNCE_ADDRESS: address, BOUNCE_LISTEN: listen } = source;
  if (!address && !listen) return null;
  if (!address) throw new Error('BOUNCE_LISTEN needs BOUNCE_ADDRESS');
  // With a token of 48 letters behind it the name must stay within the 64 that may stand before the @.
  if (!/^[\w.-]{1,16}@[\w.-]+$/.test(address))
    throw new Error('BOUNCE_ADDRESS must be a mail address with at most 16 plain letters before its @');
  if (!listen) return { address, listener: null };
  const url = URL.parse(listen);
  const protocol = /^(smtp|lmtp):$/.exec(url?.protocol ?? '')?.[1] as BounceListener['protocol'] | undefined;
  if (!url || !protocol || !url.hostname || !url.port)
    throw new Error('BOUNCE_LISTEN must be like smtp://127.0.0.1:2525 or lmtp://127.0.0.1:2424');
  return { address, listener: { protocol, host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port) } };
}

/** The file holds the key as 64 hexadecimal digits. */
function secretKey(file: string): Buffer {
  const text = readFileSync(file, 'utf8').trim();
  if (!/^[0-9a-f]{64}$/i.test(text)) throw new Error(`HASHYARD_SECRET: ${file} must hold 64 hexadecimal digits`);
  return Buffer.from(text, 'hex');
}
