import { asText, duration, fixed, foldItems, power } from '@hashyard/ui';
import type { LiveReadingFragment, MinerReadingsSubscription, PowerKind } from '../../gql/graphql.ts';

export type Reading = LiveReadingFragment;
/** The newest reading by miner id, and when the newest message was made. */
export type LiveReadings = { readonly at: string; readonly byMiner: ReadonlyMap<string, Reading> };

/** Takes a message of the subscription in: a snapshot replaces everything, what was removed is forgotten. */
export function foldReadings(
  state: LiveReadings | undefined,
  update: MinerReadingsSubscription['minerReadings'],
): LiveReadings {
  const { at, snapshot, readings, removed } = update;
  return { at, byMiner: foldItems(state?.byMiner, { snapshot, items: readings, removed }, ({ minerId }) => minerId) };
}

/** Power in words: an estimate is marked, so that nobody takes it for a measurement. */
export function powerText(watts: number | null | undefined, kind: PowerKind | null | undefined): string {
  const text = asText(power(watts));
  return watts != null && kind === 'ESTIMATED' ? `≈ ${text}` : text;
}

/** "5,910 / 5,880 rpm", fans in the device's order; null where it tells none. */
export function fansText(fans: readonly number[] | null | undefined): string | null {
  return fans && fans.length > 0 ? `${fans.map((rpm) => fixed(rpm)).join(' / ')} rpm` : null;
}

export function uptimeText(seconds: number | null | undefined): string | null {
  return seconds == null ? null : duration(seconds * 1000);
}

/** Hashrate as a share of what the nameplate promises, in percent; null where either is unknown. */
export function percentOfRated(hashrateThs: number | null | undefined, ratedThs: string): number | null {
  const rated = Number(ratedThs);
  return hashrateThs == null || rated <= 0 ? null : (hashrateThs / rated) * 100;
}
