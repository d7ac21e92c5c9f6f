import { energyUpTo, toWholeWeights } from './energy.ts';
import type { Feed } from './evidence.ts';
import { apportion } from './exact.ts';
import type { Interval } from './intervals.ts';
import type { Instant } from './period.ts';

/** Time in which the same feeds share a register: `feeds` are places in its list of feeds. */
type Sharing = {
  readonly to: Instant;
  readonly feeds: readonly number[];
  readonly weights: readonly bigint[];
};

/** Takes a unit's share of one span: even energy `wh` of the feed listed at `feed`, from instant to instant. */
export type TakeShare = (feed: number, from: Instant, to: Instant, wh: bigint) => void;

/**
 * Rule 3, first half: known intervals cut at the ends of the feed ranges, each span shared by weight among the feeds that
 * cover it. One pass; calls `take` in order of time.
 */
export function eachShare(intervals: readonly Interval[], feeds: readonly Feed[], take: TakeShare): void {
  const sharings = sharingsOf(feeds);
  let current = 0;
  for (const interval of intervals) {
    if (interval.kind !== 'known') continue;
    while ((sharings[current] as Sharing).to <= interval.from) current++;
    let sharing = sharings[current] as Sharing;
    if (sharing.to >= interval.to) {
      share(sharing, interval.from, interval.to, interval.energyWh, take);
      continue;
    }
    const run = { from: interval.from, to: interval.to, wh: interval.energyWh };
    let from = run.from;
    let before = 0n;
    for (let next = current; from < run.to; from = Math.min(sharing.to, run.to), next++) {
      sharing = sharings[next] as Sharing;
      const upTo = energyUpTo(run, Math.min(sharing.to, run.to));
      share(sharing, from, Math.min(sharing.to, run.to), upTo - before, take);
      before = upTo;
    }
  }
}

function share({ feeds, weights }: Sharing, from: Instant, to: Instant, wh: bigint, take: TakeShare): void {
  if (feeds.length === 1) return take(feeds[0] as number, from, to, wh);
  if (feeds.length === 0) return;
  apportion(wh, weights).forEach((part, i) => take(feeds[i] as number, from, to, part));
}

/** All time, from the open past to the open future, in order. */
function sharingsOf(feeds: readonly Feed[]): Sharing[] {
  const edges = new Set(feeds.flatMap(({ from, to }) => [from, to]));
  edges.delete(Number.NEGATIVE_INFINITY);
  const ends = [...edges.add(Number.POSITIVE_INFINITY)].toSorted((a, b) => a - b);
  return ends.map((to, i) => {
    const from = ends[i - 1] ?? Number.NEGATIVE_INFINITY;
    const covering = feeds.flatMap((feed, place) => (feed.from <= from && to <= feed.to ? [place] : []));
    return { to, feeds: covering, weights: toWholeWeights(covering.map((place) => (feeds[place] as Feed).weight)) };
  });
}
