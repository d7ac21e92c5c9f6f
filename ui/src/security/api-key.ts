import type { Tone } from '../feedback/badge.tsx';
import { addDays, startOfDay } from '../format/local-day.ts';

type Ends = { readonly revokedAt?: string | null; readonly expiresAt?: string | null };

/** Whether a key still opens anything. */
export function keyState(key: Ends, now: number): { readonly word: string; readonly tone: Tone } {
  if (key.revokedAt) return { word: 'Revoked', tone: 'bad' };
  if (key.expiresAt && Date.parse(key.expiresAt) <= now) return { word: 'Expired', tone: 'neutral' };
  return { word: 'Valid', tone: 'ok' };
}

/** A key ends as its last day does in a zone; blank: it lasts until revoked. */
export const expiryOf = (lastDay: string, timeZone: string): string | undefined =>
  lastDay ? startOfDay(addDays(lastDay, 1), timeZone) : undefined;
