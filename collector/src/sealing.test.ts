import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { seal } from '../test/seal.ts';
import { loadSealingKey, openSealed } from './sealing.ts';

const homes: string[] = [];
afterAll(() => homes.forEach((home) => rmSync(home, { recursive: true })));
function newHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'hashyard-sealing-'));
  homes.push(home);
  return home;
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
