/** Of a breaker a lasting load may take this share: the limit for continuous loads (NEC 210.20 and 215.3). */
const continuousShare = 0.8;

/** How much of its breaker a phase takes, in percent; null while either isn't known. */
export const loadPercent = (currentA: number | null, breakerA: number | null): number | null =>
  currentA === null || breakerA === null ? null : (currentA / breakerA) * 100;

/** What a phase may take more for good, in A; negative when it takes too much already. */
export const headroomA = (currentA: number | null, breakerA: number | null): number | null =>
  currentA === null || breakerA === null ? null : breakerA * continuousShare - currentA;

/**
 * How far the phases are from carrying the same: the largest distance of one from their mean, in percent of the mean (as
 * NEMA MG 1 defines it for voltage). Null with fewer than two, while one isn't known, and where none carries anything.
 */
export function imbalancePercent(currentsA: readonly (number | null)[]): number | null {
  const known = currentsA.filter((current) => current !== null);
  if (known.length < 2 || known.length < currentsA.length) return null;
  const mean = known.reduce((sum, current) => sum + current, 0) / known.length;
  return mean === 0 ? null : (Math.max(...known.map((current) => Math.abs(current - mean))) / mean) * 100;
}
