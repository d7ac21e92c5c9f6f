import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import type { MinerAction } from './controls/control.ts';
import type { OutletAction } from '../profiles/snmp-pdu.profile.ts';

/** As the API hands it on. `payload` is the text that was signed; nothing else is trusted. */
export type SignedCommand = { readonly id: string; readonly payload: string; readonly signature: string };

export type DeviceAction = MinerAction | OutletAction;
/** What a payload says: `{ "id", "deviceId", "outletId", "action", "expiresAt" }` as JSON; `outletId` for the outlet actions alone. */
export type Command = {
  readonly id: string;
  readonly deviceId: string;
  readonly outletId: string | null;
  readonly action: DeviceAction;
  readonly expiresAtMs: number;
};

/** All that can be told to a device. Anything else is refused, whoever signed it. */
const ACTIONS: readonly string[] = [
  'REBOOT',
  'PAUSE',
  'RESUME',
  'LOCATE',
  'OUTLET_ON',
  'OUTLET_OFF',
  'OUTLET_CYCLE',
] satisfies DeviceAction[];

/** What stands before the 32 raw bytes in the DER form of an Ed25519 public key. */
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

/** The installation's key from base64: 32 raw bytes, or its DER form. Throws a sentence when it is neither. */
export function parseCommandKey(text: string): KeyObject {
  const bytes = Buffer.from(text, 'base64');
  const der = bytes.length === 32 ? Buffer.concat([SPKI_PREFIX, bytes]) : bytes;
  if (der.length !== 44 || !der.subarray(0, 12).equals(SPKI_PREFIX))
    throw new Error('is no Ed25519 public key in base64, which the console showed when this collector was made');
  return createPublicKey({ key: der, format: 'der', type: 'spki' });
}

export type Opened = { readonly command: Command } | { readonly refused: string };

/** The command, when the installation's key signed it as it stands. Without a key none is. */
export function openCommand({ id, payload, signature }: SignedCommand, key: KeyObject | null): Opened {
  if (!key) return { refused: 'this collector has no command key' };
  const signed = Buffer.from(signature, 'base64');
  if (signed.length !== 64 || !verify(null, Buffer.from(payload), key, signed))
    return { refused: 'not signed by the installation' };
  const command = parsePayload(payload);
  if (!command) return { refused: 'no command that this collector knows' };
  return command.id === id ? { command } : { refused: 'signed for another id' };
}

function parsePayload(payload: string): Command | null {
  let said: Partial<Record<'id' | 'deviceId' | 'outletId' | 'action' | 'expiresAt', unknown>>;
  try {
    said = Object(JSON.parse(payload)) as typeof said;
  } catch {
    return null;
  }
  const { id, deviceId, outletId = null, action, expiresAt } = said;
  const expiresAtMs = typeof expiresAt === 'string' ? Date.parse(expiresAt) : Number.NaN;
  if (typeof id !== 'string' || typeof deviceId !== 'string' || Number.isNaN(expiresAtMs)) return null;
  if (typeof action !== 'string' || !ACTIONS.includes(action)) return null;
  const forOutlet = action.startsWith('OUTLET_');
  if (forOutlet ? typeof outletId !== 'string' : outletId !== null) return null;
  return { id, deviceId, outletId: outletId as string | null, action: action as DeviceAction, expiresAtMs };
}
