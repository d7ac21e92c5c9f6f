import {
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
} from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CredentialsInput } from './credentials.ts';

const PUBLIC_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const INFO = 'hashyard-credentials-v1';
/** What stands before the 32 raw bytes in the DER form of an X25519 public key. */
const SPKI_PREFIX = Buffer.from('302a300506032b656e032100', 'hex');

/** The collector's own X25519 key. Credentials are sealed to it and opened in memory only. */
export type SealingKey = {
  /** 32 raw bytes, base64: what the API seals to. */
  readonly publicKey: string;
  readonly privateKey: KeyObject;
};

/** The key of this home, made at its first start. Mode 0600. */
export function loadSealingKey(home: string): SealingKey {
  const file = join(home, 'sealing-key.pem');
  if (!existsSync(file)) {
    const { privateKey } = generateKeyPairSync('x25519');
    writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
  }
  const privateKey = createPrivateKey(readFileSync(file));
  return { privateKey, publicKey: rawPublicKey(privateKey).toString('base64') };
}

/**
 * Opens `ephemeral public key (32) || nonce (12) || AES-256-GCM ciphertext || tag (16)`, base64. The key is HKDF-SHA256 of the X25519 secret
 * with both public keys as salt, so a box can't be moved to another recipient. Throws when it wasn't sealed to this key.
 */
export function openSealed(sealed: string, { privateKey }: SealingKey): CredentialsInput {
  const box = Buffer.from(sealed, 'base64');
  if (box.length <= PUBLIC_BYTES + NONCE_BYTES + TAG_BYTES) throw new Error('The sealed credentials are too short.');
  const ephemeral = box.subarray(0, PUBLIC_BYTES);
  const nonce = box.subarray(PUBLIC_BYTES, PUBLIC_BYTES + NONCE_BYTES);
  const body = box.subarray(PUBLIC_BYTES + NONCE_BYTES, -TAG_BYTES);
  const publicKey = createPublicKey({ key: Buffer.concat([SPKI_PREFIX, ephemeral]), format: 'der', type: 'spki' });
  const secret = diffieHellman({ privateKey, publicKey });
  const key = hkdfSync('sha256', secret, Buffer.concat([ephemeral, rawPublicKey(privateKey)]), INFO, 32);
  const cipher = createDecipheriv('aes-256-gcm', new Uint8Array(key), nonce, { authTagLength: TAG_BYTES });
  cipher.setAuthTag(box.subarray(-TAG_BYTES));
  const text = Buffer.concat([cipher.update(body), cipher.final()]).toString('utf8');
  return JSON.parse(text) as CredentialsInput;
}

const NO_CREDENTIALS: CredentialsInput = {};

/** A device's credentials; none where there are none, null when they are sealed to another key. */
export function openCredentials(sealed: string | null, key: SealingKey): CredentialsInput | null {
  if (!sealed) return NO_CREDENTIALS;
  try {
    return openSealed(sealed, key);
  } catch {
    return null; // whoever needs them says so, each time
  }
}

function rawPublicKey(key: KeyObject): Buffer {
  return createPublicKey(key.export({ type: 'pkcs8', format: 'pem' }))
    .export({ type: 'spki', format: 'der' })
    .subarray(-PUBLIC_BYTES);
}
