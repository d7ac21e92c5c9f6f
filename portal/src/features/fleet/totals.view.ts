import { count } from '@hashyard/ui';

type Sums = {
  readonly miners: number;
  readonly stale: number;
  readonly hashrateThs: number;
  readonly powerW: number;
};

/** The sums, or null when not one machine has fresh data: then nothing is known, which isn't zero. */
export function knownSums({ miners, stale, hashrateThs, powerW }: Sums): {
  readonly hashrateThs: number | null;
  readonly powerW: number | null;
} {
  return miners > 0 && stale >= miners ? { hashrateThs: null, powerW: null } : { hashrateThs, powerW };
}

/** When the sums were true; undefined while nothing fresh is in them, however new the message. */
export const freshAt = (totals: (Sums & { readonly at: string }) | undefined): string | undefined =>
  totals && totals.stale < totals.miners ? totals.at : undefined;

/** Why the sums may be lower than one expects: machines whose state isn't known are left out, not counted as zero. */
export function staleNote(stale: number): string | null {
  if (stale === 0) return null;
  return `${count(stale, 'machine')} without fresh data ${stale === 1 ? 'is' : 'are'} left out of the sums.`;
}
