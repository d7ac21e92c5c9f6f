import type { Evidence } from './evidence.ts';
import { meter } from './metered.ts';
import { contractWindows } from './window.ts';

/** How long a unit's registers were read in a line's time, and how long of that they counted energy: seconds, over all its registers. */
export type Uptime = { readonly measuredS: number; readonly poweredS: number };

/**
 * The uptime of each unit in each ENERGY line of the bill, in its order; empty on lines that are not metered. Time without a
 * measurement (gaps, voids, estimates) is no part of it. It changes no amount.
 */
export function uptimes(evidence: Evidence): ReadonlyMap<string, Uptime>[] {
  const windows = contractWindows(evidence);
  const lines = windows
    .filter(({ contract }) => contract.billingMethod !== 'FIXED')
    .flatMap(({ prices }) => prices.filter(({ price }) => price.component === 'ENERGY'));
  const found = new Map(lines.map((priced) => [priced, new Map<string, { measuredS: number; poweredS: number }>()]));
  meter(evidence, windows, ({ priced, unit }, run, from, to, estimated) => {
    const ofLine = found.get(priced);
    if (estimated || !ofLine) return;
    const uptime = ofLine.get(unit) ?? { measuredS: 0, poweredS: 0 };
    uptime.measuredS += to - from;
    if (run.wh > 0n) uptime.poweredS += to - from;
    ofLine.set(unit, uptime);
  });
  return [...found.values()];
}
