import type { Clock } from '../clock.ts';

/** Requests a second: a /16 with five ports takes an hour, and no switch or miner notices. */
export const DEFAULT_RATE = 100;
/** Timers count whole milliseconds: faster than one in each can't be paced. */
export const FASTEST_PER_SECOND = 1000;

/** Lets requests out one by one, at least `1 / perSecond` apart: never more than the rate, also after a rest. */
export function createPace(perSecond: number, clock: Clock): () => Promise<void> {
  // Rounded up: a timer's fractions are cut off, which would be too fast.
  const intervalMs = Math.ceil(1000 / Math.min(perSecond, FASTEST_PER_SECOND));
  const waiting: (() => void)[] = [];
  let resting = false;

  const next = () => {
    const go = waiting.shift();
    resting = go !== undefined;
    if (!go) return;
    clock.after(intervalMs, next);
    go();
  };
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      if (!resting) next();
    });
}
