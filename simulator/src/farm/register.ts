import type { Timeline } from './timeline.ts';
import type { Instant } from './wave.ts';

/**
 * A cumulative energy register: the integral of a power since the device was made, in the steps that the device counts.
 * `wrapWh`: where its integer starts over, null for one that never does.
 */
export class EnergyRegister {
  readonly #power: Timeline;
  readonly #initialWh: number;
  readonly #stepWh: number;
  readonly #wrapWh: number | null;
  readonly #resets: Instant[] = [];

  constructor(power: Timeline, options: { initialWh: number; stepWh: number; wrapWh: number | null }) {
    this.#power = power;
    this.#initialWh = options.initialWh;
    this.#stepWh = options.stepWh;
    this.#wrapWh = options.wrapWh;
  }

  /** From here it counts from zero again. */
  reset(at: Instant): void {
    this.#resets.push(at);
  }

  /** null: never reset. */
  resetAt(at: Instant): number | null {
    return this.#resets.findLast((reset) => reset.ms <= at.ms)?.ms ?? null;
  }

  /** What the device would answer at that instant, in whole Wh. */
  readWh(at: Instant): number {
    const reset = this.#resets.findLast((candidate) => candidate.ms <= at.ms);
    const countedWh = reset ? this.#energyWh(at) - this.#energyWh(reset) : this.#initialWh + this.#energyWh(at);
    // A millionth of a step absorbs the last bits of a float: a register that just reached a count shows it.
    const steppedWh = Math.floor(countedWh / this.#stepWh + 1e-6) * this.#stepWh;
    return this.#wrapWh === null ? steppedWh : steppedWh % this.#wrapWh;
  }

  #energyWh(at: Instant): number {
    return this.#power.integralTo(at) / 3600;
  }
}
