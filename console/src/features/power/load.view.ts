/** How near a phase is to what its breaker may carry for good (80 %), and to what it is rated for. */
export type LoadState = 'ok' | 'warn' | 'bad';

const CONTINUOUS_PERCENT = 80;
/** From here on there is little room for another machine. */
const NEAR_PERCENT = 70;

export function loadState(loadPercent: number | null | undefined): LoadState | null {
  if (loadPercent == null) return null;
  if (loadPercent > CONTINUOUS_PERCENT) return 'bad';
  return loadPercent > NEAR_PERCENT ? 'warn' : 'ok';
}

export const loadWords: Record<LoadState, string> = {
  ok: 'Room left',
  warn: 'Little room left',
  bad: 'Over 80 % of its breaker',
};

/** Phases further apart than this are worth a look. */
const EVEN_PERCENT = 10;
export const isUneven = (imbalancePercent: number | null | undefined): boolean =>
  imbalancePercent != null && imbalancePercent > EVEN_PERCENT;
