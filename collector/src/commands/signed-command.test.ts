import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { commandKey, commandKeyText, signed } from '../../test/sign.ts';
import { openCommand, parseCommandKey } from './signed-command.ts';

describe('a signed command', () => {
  test('is opened by the installation’s key', () => {
    expect(openCommand(signed(), commandKey)).toEqual({
      command: {
        id: 'command-1',
        deviceId: 'pdu-1',
        outletId: 'outlet-7',
        action: 'OUTLET_CYCLE',
        expiresAtMs: Date.parse('2026-06-01T10:05:00Z'),
      },
    });
  });

  test('is refused when a single byte of it differs', () => {
    const { id, payload, signature } = signed();
    for (let at = 0; at < payload.length; at += 1) {
      const changed = payload.slice(0, at) + String.fromCharCode(payload.charCodeAt(at) ^ 1) + payload.slice(at + 1);
      expect(openCommand({ id, payload: changed, signature }, commandKey)).toHaveProperty('refused');
    }
    const bytes = Buffer.from(signature, 'base64');
    for (const [at, byte] of bytes.entries()) {
      const changed = Buffer.from(bytes);
      changed[at] = byte ^ 1;
      expect(openCommand({ id, payload, signature: changed.toString('base64') }, commandKey)).toHaveProperty('refused');
    }
  });

  test('of another installation is refused, and without a key every one', () => {
    const { id, payload } = signed();
    const { privateKey } = generateKeyPairSync('ed25519');
    const foreign = { id, payload, signature: sign(null, Buffer.from(payload), privateKey).toString('base64') };
    expect(openCommand(foreign, commandKey)).toHaveProperty('refused');
    expect(openCommand(signed(), null)).toHaveProperty('refused');
    expect(openCommand({ ...signed(), signature: '' }, commandKey)).toHaveProperty('refused');
  });

  test.each([
    { name: 'an action outside the list', said: { action: 'FLASH_FIRMWARE' } },
    { name: 'an action of the prototype', said: { action: 'constructor' } },
    { name: 'an outlet action without an outlet', said: { outletId: null } },
    { name: 'a miner action with an outlet', said: { action: 'REBOOT' } },
    { name: 'no expiry', said: { expiresAt: 'never' } },
  ])('$name is refused although it is signed', ({ said }) => {
    expect(openCommand(signed(said), commandKey)).toHaveProperty('refused');
  });

  test('delivered under another id is refused', () => {
    expect(openCommand({ ...signed(), id: 'command-2' }, commandKey)).toEqual({ refused: 'signed for another id' });
  });
});

test('the key is 32 raw bytes or DER, in base64', () => {
  expect(parseCommandKey(commandKeyText).equals(commandKey)).toBe(true);
  const der = commandKey.export({ type: 'spki', format: 'der' }).toString('base64');
  expect(parseCommandKey(der).equals(commandKey)).toBe(true);
  expect(() => parseCommandKey('c2hvcnQ=')).toThrow('no Ed25519');
});
