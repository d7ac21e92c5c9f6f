import type { Clock } from './clock.ts';
import type { CollectorHealthInput } from './gql/graphql.ts';
import type { Spool } from './spool.ts';

/** Where the API's numbers end. */
const MOST_SECONDS = 2 ** 31 - 1;

export type Health = {
  /** Live values were given up. */
  gaveUp(): void;
  /** The disk took nothing; or took something. */
  diskFails(): void;
  diskWorks(): void;
  /** The wall clock was set, by that much. */
  clockStepped(ms: number): void;
  /** As the report has it. */
  tell(spool: Pick<Spool, 'bytes' | 'oldestAgeMs' | 'dropped'>): CollectorHealthInput;
};

/** What an operator should know of this collector's disk and clock. Moments are kept by a clock that no step touches. */
export function createHealth(clock: Clock, spoolMaxBytes: number): Health {
  let gaveUpAt: number | null = null;
  let failsSince: number | null = null;
  let step: { readonly ms: number; readonly at: number } | null = null;

  const secondsSince = (at: number | null): number | null => (at === null ? null : seconds(clock.elapsed() - at));
  return {
    gaveUp: () => {
      gaveUpAt = clock.elapsed();
    },
    diskFails: () => {
      failsSince ??= clock.elapsed();
    },
    diskWorks: () => {
      failsSince = null;
    },
    clockStepped: (ms) => {
      step = { ms: Math.max(-MOST_SECONDS, Math.min(MOST_SECONDS, ms)), at: clock.elapsed() };
    },
    tell: (spool) => {
      const { live, thinned } = spool.dropped;
      const oldestMs = spool.oldestAgeMs;
      return {
        spoolBytes: spool.bytes,
        spoolMaxBytes,
        oldestWaitingSeconds: oldestMs === 0 ? null : seconds(oldestMs),
        liveDropped: live,
        liveThinned: thinned,
        liveDroppedSecondsAgo: secondsSince(gaveUpAt),
        diskFailsForSeconds: secondsSince(failsSince),
        clockStepMs: step?.ms ?? null,
        clockSteppedSecondsAgo: secondsSince(step?.at ?? null),
      };
    },
  };
}

function seconds(ms: number): number {
  return Math.min(MOST_SECONDS, Math.floor(ms / 1000));
}
