import { generateKeyPairSync, sign } from 'node:crypto';
import { parseCommandKey, type SignedCommand } from '../src/commands/signed-command.ts';

/** An installation that signs commands as the API does: written from the format's description. */
const { publicKey, privateKey } = generateKeyPairSync('ed25519');
export const commandKeyText = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url').toString('base64');
export const commandKey = parseCommandKey(commandKeyText);

export type Said = { id?: string; deviceId?: string; outletId?: string | null; action?: string; expiresAt?: string };

export function signed(said: Said = {}): SignedCommand {
  const payload = JSON.stringify({
    id: 'command-1',
    deviceId: 'pdu-1',
    outletId: 'outlet-7',
    action: 'OUTLET_CYCLE',
    expiresAt: '2026-06-01T10:05:00Z',
    ...said,
  });
  return {
    id: said.id ?? 'command-1',
    payload,
    signature: sign(null, Buffer.from(payload), privateKey).toString('base64'),
  };
}
