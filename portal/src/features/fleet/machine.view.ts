import { ABSENT, asText, duration, fixed, temperature } from '@hashyard/ui';
import type { ReadingFieldsFragment } from '../../gql/graphql';

/** "5,940, 5,880 rpm"; a fan that stands still shows its 0. */
export function fanWords(fansRpm: readonly number[] | null | undefined): string {
  if (!fansRpm || fansRpm.length === 0) return ABSENT;
  return `${fansRpm.map((rpm) => fixed(rpm)).join(', ')} rpm`;
}

export function uptimeWords(seconds: number | null | undefined): string {
  return seconds == null ? ABSENT : duration(seconds * 1000);
}

/** Whether power was measured by a sensor or worked out; null when there is none. */
export function powerWords(reading: Pick<ReadingFieldsFragment, 'powerW' | 'powerKind'> | null): string | null {
  if (reading?.powerW == null) return null;
  return reading.powerKind === 'MEASURED' ? 'measured' : 'estimated';
}

/** The share of rated hashrate in whole percent; null without a reading or a rating. */
export function ratedShare(hashrateThs: number | null | undefined, ratedThs: string): number | null {
  const rated = Number(ratedThs);
  return hashrateThs == null || !(rated > 0) ? null : Math.round((hashrateThs / rated) * 100);
}

/** A board's two temperatures: "chip 71.0 °C, board 62.5 °C". */
export function boardHeat(board: { chipTemperatureC?: number | null; boardTemperatureC?: number | null }): string {
  const parts = [
    board.chipTemperatureC == null ? null : `chip ${asText(temperature(board.chipTemperatureC))}`,
    board.boardTemperatureC == null ? null : `board ${asText(temperature(board.boardTemperatureC))}`,
  ].filter((part) => part !== null);
  return parts.length > 0 ? parts.join(', ') : ABSENT;
}
