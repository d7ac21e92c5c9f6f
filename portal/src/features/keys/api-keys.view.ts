import type { Tone } from '@hashyard/ui';
import type { ApiKeyRowFragment } from '../../gql/graphql';
import { startOfDay } from '../../time/zone.ts';

/** What a program of a customer may be given, in the customer's words. People and keys are managed by people alone. */
const permissionWords: Record<string, string> = {
  'fleet:read': 'See machines',
  'telemetry:read': 'See readings of machines',
  'contract:read': 'See contracts',
  'invoice:read': 'See bills',
  'customer:read': 'See the account',
  'organization:read': 'See the host',
  'device:command': 'Command machines, as far as contracts allow',
  'contract:accept': 'Accept contracts',
  'contract:notice': 'Give notice',
};

/** A permission without words of its own is shown as the API names it. */
export const permissionWord = (permission: string): string => permissionWords[permission] ?? permission;

/** The choices of who holds these permissions: a key never may more than its maker. */
export const choicesOf = (own: readonly string[]): readonly string[] =>
  Object.keys(permissionWords).filter((permission) => own.includes(permission));

/** Whether a key still opens anything. */
export function keyState(
  key: Pick<ApiKeyRowFragment, 'revokedAt' | 'expiresAt'>,
  now: number,
): { readonly word: string; readonly tone: Tone } {
  if (key.revokedAt) return { word: 'Revoked', tone: 'bad' };
  if (key.expiresAt && Date.parse(key.expiresAt) <= now) return { word: 'Expired', tone: 'neutral' };
  return { word: 'Valid', tone: 'ok' };
}

/** A key ends as its last day does, in the host's zone; blank: it lasts until revoked. */
export function expiryOf(lastDay: string, zone: string): string | undefined {
  if (!lastDay) return undefined;
  const next = new Date(`${lastDay}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return startOfDay(next.toISOString().slice(0, 10), zone);
}
