import {
  createCipheriv,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';

const keyBytes = 32;
const purpose = 'hashyard-credentials-v1';
/** An X25519 public key in DER is this and its 32 bytes (RFC 8410). */
const derBeginning = Buffer.from('302a300506032b656e032100', 'hex');

/**
 * Seals a text so that only the holder of an X25519 key can read it: base64 of an ephemeral public key (32 bytes), a nonce
 * (12), AES-256-GCM ciphertext and tag (16). The key is HKDF-SHA256 of the shared secret, salted by both public keys.
 */
export function sealFor(recipient: Buffer, text: string): string {
  const ephemeral = generateKeyPairSync('x25519');
  const ephemeralKey = rawKey(ephemeral.publicKey);
  const secret = diffieHellman({ privateKey: ephemeral.privateKey, publicKey: publicKeyOf(recipient) });
  const key = hkdfSync('sha256', secret, Buffer.concat([ephemeralKey, recipient]), purpose, keyBytes);
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(key), nonce);
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([ephemeralKey, nonce, body, cipher.getAuthTag()]).toString('base64');
}

/** The 32 bytes of a key as a collector reports it; null when it is none that can be sealed to. */
export function readSealingKey(base64: string): Buffer | null {
  const key = Buffer.from(base64, 'base64');
  if (key.length !== keyBytes || key.toString('base64') !== base64) return null;
  try {
    // A point of small order makes every secret the same; the agreement refuses it.
    diffieHellman({ privateKey: generateKeyPairSync('x25519').privateKey, publicKey: publicKeyOf(key) });
    return key;
  } catch {
    return null;
  }
}

const publicKeyOf = (raw: Buffer): KeyObject =>
  createPublicKey({ key: Buffer.concat([derBeginning, raw]), format: 'der', type: 'spki' });

const rawKey = (key: KeyObject): Buffer => key.export({ format: 'der', type: 'spki' }).subarray(-keyBytes);
