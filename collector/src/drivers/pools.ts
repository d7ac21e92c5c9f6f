import type { Pool } from '../reading.ts';
import { type Entry, list, number, pick, text } from './answers.ts';

/** Firmware makers' own pools carry priorities from here on (993, 9998, 9999 seen). */
const FEE_PRIORITY = 900;

type Slot = { readonly pool: Pool; readonly claims: boolean; readonly priority: number; readonly group: string };

/** The pools in order of priority without empty slots. Null without an answer. */
export function readPools(document: Entry | undefined): readonly Pool[] | null {
  if (document === undefined) return null;
  const slots = list(document, 'POOLS')
    .flatMap(readSlot)
    .toSorted((a, b) => a.priority - b.priority);
  const groups = new Set<string>();
  return slots.map(({ pool, claims, priority, group }) => {
    // Bitmain lets several pools claim to be active; one is, the alive one of lowest priority. Groups (LuxOS, Braiins) have one each.
    const active = claims && pool.status === 'alive' && priority < FEE_PRIORITY && !groups.has(group);
    if (active) groups.add(group);
    return { ...pool, active };
  });
}

function readSlot(entry: Entry, at: number): Slot[] {
  const url = text(entry, 'URL');
  if (url === null) return [];
  const pool: Pool = {
    url: withoutSecret(url),
    worker: text(entry, 'User'),
    status: poolStatus(text(entry, 'Status') ?? ''),
    active: false,
    accepted: number(entry, 'Accepted'),
    rejected: number(entry, 'Rejected'),
  };
  const claims = pick(entry, 'Stratum Active') === true;
  return [{ pool, claims, priority: number(entry, 'Priority') ?? at, group: text(entry, 'GROUP') ?? '' }];
}

/** Anything but "alive" is not alive: Bitmain writes "Deed" for dead. */
export function poolStatus(status: string): Pool['status'] {
  const word = status.toLowerCase();
  return word === 'alive' || word === 'disabled' || word === 'rejecting' ? word : 'dead';
}

/** A password in a pool's address is nobody's to show. */
export function withoutSecret(url: string): string {
  return url.replace(/^([a-z0-9+.-]+:\/\/)[^/@]*@/i, '$1');
}
