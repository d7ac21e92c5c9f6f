import type { DeviceAction } from '../collectors/index.ts';

/** What is known of a target's load. `powerW`: drawn now; `ratedW`: what its machines draw by their nameplates. */
export type Load = {
  readonly powerW: number | null;
  readonly ratedW: number | null;
  /** Whether it draws what it can already: a hashing machine, an outlet that is on. Null: not known. */
  readonly running: boolean | null;
};

/** The expected change of load in W, of a restart while it lasts; null: nothing is known to reckon with. */
export function effectW(action: DeviceAction, { powerW, ratedW, running }: Load): number | null {
  switch (action) {
    case 'LOCATE':
      return 0;
    case 'RESUME':
    case 'OUTLET_ON':
      if (running) return 0;
      return ratedW === null ? null : Math.max(0, ratedW - (powerW ?? 0));
    default: {
      const drawn = powerW ?? ratedW;
      return drawn === null ? null : 0 - drawn;
    }
  }
}

/** Of many together; null when one of them isn't known. */
export function totalW(effects: readonly (number | null)[]): number | null {
  return effects.includes(null) ? null : effects.reduce<number>((sum, effect) => sum + (effect ?? 0), 0);
}
