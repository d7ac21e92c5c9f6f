/** Time as the collector uses it; tests bring their own. */
export type Clock = {
  /** Milliseconds since 1970, UTC. */
  now(): number;
  /** Runs once after that many milliseconds; the answer cancels it. */
  after(ms: number, run: () => void): () => void;
};

export const systemClock: Clock = {
  now: () => Date.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

/** Doubles with each failure from `firstMs` up to `mostMs`, with a quarter of jitter either way so that many do not return at once. */
export function backOffMs(failures: number, firstMs: number, mostMs: number, random: () => number): number {
  const plain = Math.min(mostMs, firstMs * 2 ** Math.min(failures - 1, 30));
  return Math.min(mostMs, plain * (0.75 + random() * 0.5));
}
