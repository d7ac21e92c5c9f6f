import { count } from '@hashyard/ui';

/** Why the sums may be lower than one expects: machines whose state isn't known are left out, not counted as zero. */
export function staleNote(stale: number): string | null {
  if (stale === 0) return null;
  return `${count(stale, 'machine')} without fresh data ${stale === 1 ? 'is' : 'are'} left out of the sums.`;
}
