/** Time as the collector uses it; tests bring their own. */
export type Clock = {
  /** Milliseconds since 1970, UTC. */
  now(): number;
  /** Milliseconds since some moment, which no step of the wall clock touches. */
  elapsed(): number;
  /** Runs once after that many milliseconds; the answer cancels it. */
  after(ms: number, run: () => void): () => void;
};

export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
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

const LOOK_EVERY_MS = 5000;
/** Less is slewing, or the timer's own lateness. */
const STEP_MS = 2000;

/** Tells of steps of the wall clock, by an administrator, NTP or a machine that slept: by how many milliseconds it is now ahead. The answer ends it. */
export function watchClock(clock: Clock, stepped: (ms: number) => void): () => void {
  let offset = clock.now() - clock.elapsed();
  let cancel = () => {};
  const look = () => {
    const now = clock.now() - clock.elapsed();
    const step = now - offset;
    offset = now;
    if (Math.abs(step) >= STEP_MS) stepped(Math.round(step));
    cancel = clock.after(LOOK_EVERY_MS, look);
  };
  look();
  return () => cancel();
}
