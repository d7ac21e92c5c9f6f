import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** Encrypts what must not lie in the database in clear: credentials, gateway keys, mails with one-time links. */
export type Vault = {
  seal(text: string): Buffer;
  open(sealed: Buffer): string;
  /** 32 bytes for a purpose, always the same and of no use for any other: a secret that needs no place to be kept. */
  derive(purpose: string): Buffer;
};

/** AES-256-GCM under the installation's key; each sealed text is version, nonce (12 bytes), tag (16), ciphertext. */
export function createVault(key: Buffer): Vault {
  return {
    derive: (purpose) => Buffer.from(hkdfSync('sha256', key, '', purpose, 32)),
    seal(text) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([Buffer.from([1]), nonce, cipher.getAuthTag(), body]);
    },
    open(sealed) {
      if (sealed[0] !== 1) throw new Error(`sealed text of unknown version ${sealed[0]}`);
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 13));
      decipher.setAuthTag(sealed.subarray(13, 29));
      return Buffer.concat([decipher.update(sealed.subarray(29)), decipher.final()]).toString('utf8');
    },
  };
}
