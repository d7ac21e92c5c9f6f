import type { ApiKeyRowFragment } from '../../gql/graphql.ts';
import { startOfDay } from '../time/local-day.ts';

export type KeyState = { readonly word: string; readonly tone: 'ok' | 'neutral' | 'bad' };

/** Whether a key still opens anything. */
export function keyState(key: Pick<ApiKeyRowFragment, 'revokedAt' | 'expiresAt'>, now: number): KeyState {
  if (key.revokedAt) return { word: 'Revoked', tone: 'bad' };
  if (key.expiresAt && Date.parse(key.expiresAt) <= now) return { word: 'Expired', tone: 'neutral' };
  return { word: 'Valid', tone: 'ok' };
}

/** `invoice:read` stands under `invoice`; groups and words in the order of the alphabet. */
export function byDomain(permissions: readonly string[]): readonly (readonly [string, readonly string[]])[] {
  const groups = new Map<string, string[]>();
  for (const permission of permissions.toSorted()) {
    const domain = permission.split(':')[0] ?? permission;
    groups.set(domain, [...(groups.get(domain) ?? []), permission]);
  }
  return [...groups];
}

/** A key ends as its last day does, in the organization's zone; blank: it lasts until revoked. */
export const expiryOf = (dayAfterLast: string | undefined, zone: string): string | undefined =>
  dayAfterLast ? startOfDay(dayAfterLast, zone) : undefined;
