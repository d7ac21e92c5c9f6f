import type { Pool } from '../reading.ts';
import { type Entry, flag, list, number, text } from './answers.ts';

/** Firmware makers' own pools carry priorities from here on (993, 9998, 9999 seen). */
const FEE_PRIORITY = 900;

type Slot = {
  readonly pool: Pool;
  readonly claims: boolean;
  readonly priority: number;
  readonly group: string;
  /** The higher the later its last share. Null: none yet, or in words that we don't read. */
  readonly lastShare: number | null;
};

/** The pools in order of priority without empty slots. Null without an answer. */
export function readPools(document: Entry | undefined): readonly Pool[] | null {
  if (document === undefined) return null;
  const slots = list(document, 'POOLS')
    .flatMap(readSlot)
    .toSorted((a, b) => a.priority - b.priority);
  const groups = new Set(slots.map(({ group }) => group));
  const inUse = new Set([...groups].map((group) => inUseOf(slots.filter((slot) => slot.group === group))));
  return slots.map((slot) => ({ ...slot.pool, active: inUse.has(slot) }));
}

/**
 * The one pool of a group that is hashed for. Bitmain lets several claim it: the alive one of lowest priority is. Where none does (asicseer) it
 * is the one that took the last share. Groups (LuxOS, Braiins) have one each.
 */
function inUseOf(slots: readonly Slot[]): Slot | undefined {
  const usable = slots.filter(
    ({ pool, priority }) => pool.status === 'alive' && priority < FEE_PRIORITY && !isFee(pool.url),
  );
  const claiming = usable.filter(({ claims }) => claims);
  const lowest = claiming.filter(({ priority }) => priority === claiming[0]?.priority);
  const [latest] = (claiming.length > 0 ? lowest : usable.filter(({ lastShare }) => lastShare !== null)).toSorted(
    (a, b) => (b.lastShare ?? -Infinity) - (a.lastShare ?? -Infinity),
  );
  return latest;
}

/** A firmware maker's own pool, by the names that they give it. */
export function isFee(url: string): boolean {
  return url === '*' || /devfee/i.test(url);
}

/** Seconds of an epoch or since the boot, 0 for never; or how long ago as h:mm:ss. */
function lastShareOf(entry: Entry): number | null {
  const seconds = number(entry, 'Last Share Time');
  if (seconds !== null) return seconds > 0 ? seconds : null;
  const [, hours, minutes, rest] = /^(\d+):(\d\d):(\d\d)$/.exec(text(entry, 'Last Share Time') ?? '') ?? [];
  return hours === undefined ? null : -(Number(hours) * 3600 + Number(minutes) * 60 + Number(rest));
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
  return [
    {
      pool,
      claims: flag(entry, 'Stratum Active') === true,
      priority: number(entry, 'Priority') ?? at,
      group: text(entry, 'GROUP') ?? '',
      lastShare: lastShareOf(entry),
    },
  ];
}

/** Anything but "alive" is not alive: Bitmain writes "Deed" for dead. */
export function poolStatus(status: string): Pool['status'] {
  const word = status.toLowerCase();
  return word === 'alive' || word === 'disabled' || word === 'rejecting' ? word : 'dead';
}

/** A password in a pool's address is nobody's to show, with a scheme before it or without. */
export function withoutSecret(url: string): string {
  return url.replace(/^([a-z0-9+.-]+:\/\/)?[^/@]*@/i, '$1');
}
