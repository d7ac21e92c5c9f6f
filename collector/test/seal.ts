import {
  createCipheriv,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
} from 'node:crypto';

/** Seals as the API does: written from the format's description, not from the code that opens. */
export function seal(text: string, recipient: Buffer): string {
  const { publicKey, privateKey } = generateKeyPairSync('x25519');
  const ephemeral = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  const peer = createPublicKey({
    key: { kty: 'OKP', crv: 'X25519', x: recipient.toString('base64url') },
    format: 'jwk',
  });
  const key = hkdfSync(
    'sha256',
    diffieHellman({ privateKey, publicKey: peer }),
    Buffer.concat([ephemeral, recipient]),
    'hashyard-credentials-v1',
    32,
  );
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(key), nonce);
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([ephemeral, nonce, body, cipher.getAuthTag()]).toString('base64');
}
