import type { Clock } from '../src/clock.ts';

/** A clock that stands still until told otherwise. */
export class ManualClock implements Clock {
  /** What timers go by: a step of the wall clock doesn't touch it, as with the system's. */
  #elapsed = 0;
  #start: number;
  readonly #timers = new Set<{ readonly at: number; readonly run: () => void }>();

  constructor(start: string | number = '2026-06-01T10:00:00Z') {
    this.#start = typeof start === 'number' ? start : Date.parse(start);
  }

  now(): number {
    return this.#start + this.#elapsed;
  }

  elapsed(): number {
    return this.#elapsed;
  }

  after(ms: number, run: () => void): () => void {
    const timer = { at: this.#elapsed + ms, run };
    this.#timers.add(timer);
    return () => void this.#timers.delete(timer);
  }

  /** How many are set. */
  get timers(): number {
    return this.#timers.size;
  }

  /** Moves on, running what falls due in order and letting promises settle after each. */
  async advance(ms: number): Promise<void> {
    const end = this.#elapsed + ms;
    await settled();
    for (let next = this.#next(end); next; next = this.#next(end)) {
      this.#timers.delete(next);
      this.#elapsed = Math.max(this.#elapsed, next.at);
      next.run();
      await settled();
    }
    this.#elapsed = end;
  }

  /** Sets the wall clock, as an administrator or NTP does. */
  step(ms: number): void {
    this.#start += ms;
  }

  #next(end: number) {
    return [...this.#timers].filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at)[0];
  }
}

/** After all promise reactions that are due. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
