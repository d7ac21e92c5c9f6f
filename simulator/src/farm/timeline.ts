import { FARM_EPOCH_MS, instant, primitiveAt, valueAt, type Instant, type Wave } from './wave.ts';

type Stretch = { readonly from: Instant; readonly wave: Wave; readonly integralBefore: number };

/**
 * A quantity over time: one wave after another, each from an instant on. Its integral is exact across the joints.
 * Stretches are only ever appended, so what was answered about the past stays true.
 */
export class Timeline {
  readonly #stretches: Stretch[];

  constructor(wave: Wave) {
    this.#stretches = [{ from: instant(FARM_EPOCH_MS), wave, integralBefore: 0 }];
  }

  /** From `ms` on the quantity follows `wave`. */
  change(ms: number, wave: Wave): void {
    const from = instant(ms);
    this.#stretches.push({ from, wave, integralBefore: this.integralTo(from) });
  }

  at(at: Instant): number {
    return valueAt(this.#stretchAt(at.ms).wave, at);
  }

  waveAt(ms: number): Wave {
    return this.#stretchAt(ms).wave;
  }

  /** The integral from the farm's first instant, in the quantity's unit times seconds. */
  integralTo(at: Instant): number {
    if (at.ms <= FARM_EPOCH_MS) return 0;
    const { from, wave, integralBefore } = this.#stretchAt(at.ms);
    return integralBefore + (primitiveAt(wave, at) - primitiveAt(wave, from));
  }

  meanBetween(from: Instant, to: Instant): number {
    if (to.ms <= from.ms) return this.at(to);
    return (this.integralTo(to) - this.integralTo(from)) / ((to.ms - from.ms) / 1000);
  }

  /** The last stretch that began at or before `ms`; the first for anything earlier. */
  #stretchAt(ms: number): Stretch {
    let low = 0;
    let high = this.#stretches.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#stretches[middle] as Stretch).from.ms <= ms) low = middle;
      else high = middle - 1;
    }
    return this.#stretches[low] as Stretch; // the constructor made the first, and low stays within
  }
}
