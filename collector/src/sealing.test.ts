import {
  createCipheriv,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
} from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { loadSealingKey, openSealed } from './sealing.ts';

const homes: string[] = [];
afterAll(() => homes.forEach((home) => rmSync(home, { recursive: true })));
function newHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'hashyard-sealing-'));
  homes.push(home);
  return home;
}

/** As the API seals: written from the format's description, not from the code that opens. */
function seal(text: string, recipient: Buffer): string {
  const { publicKey, privateKey } = generateKeyPairSync('x25519');
  const ephemeral = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  const peer = createPublicKey({
    key: { kty: 'OKP', crv: 'X25519', x: recipient.toString('base64url') },
    format: 'jwk',
  });
  const secret = diffieHellman({ privateKey, publicKey: peer });
  const key = hkdfSync('sha256', secret, Buffer.concat([ephemeral, recipient]), 'hashyard-credentials-v1', 32);
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(key), nonce);
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([ephemeral, nonce, body, cipher.getAuthTag()]).toString('base64');
}

describe('sealed credentials', () => {
  test('are opened by the key that they were sealed to', () => {
    const key = loadSealingKey(newHome());
    const sealed = seal('{"community":"s3cret"}', Buffer.from(key.publicKey, 'base64'));
    expect(openSealed(sealed, key)).toEqual({ community: 's3cret' });
  });

  test('are opened by no other key, and not when a byte was changed', () => {
    const key = loadSealingKey(newHome());
    const sealed = seal('{"community":"s3cret"}', Buffer.from(key.publicKey, 'base64'));
    expect(() => openSealed(sealed, loadSealingKey(newHome()))).toThrow();
    for (const at of [0, 35, 50, Buffer.from(sealed, 'base64').length - 1]) {
      const box = Buffer.from(sealed, 'base64');
      box.writeUInt8(box.readUInt8(at) ^ 1, at);
      expect(() => openSealed(box.toString('base64'), key)).toThrow();
    }
    expect(() => openSealed('c2hvcnQ=', key)).toThrow();
  });

  test('the key is made once, 32 bytes public, and its file is the owner’s alone', () => {
    const home = newHome();
    const key = loadSealingKey(home);
    expect(Buffer.from(key.publicKey, 'base64')).toHaveLength(32);
    expect(loadSealingKey(home).publicKey).toBe(key.publicKey);
    expect(statSync(join(home, 'sealing-key.pem')).mode & 0o777).toBe(0o600);
  });
});
