import type { Register } from './evidence.ts';
import type { Instant } from './period.ts';

/**
 * What two neighbouring readings say. `known`: its energy is the register's. `gap`: the register fell and nothing explains
 * it. `void`: it overlaps a void, so its readings are not to be trusted. Energy is null unless known.
 */
export type Interval =
  | { readonly from: Instant; readonly to: Instant; readonly energyWh: bigint; readonly kind: 'known' }
  | { readonly from: Instant; readonly to: Instant; readonly energyWh: null; readonly kind: 'gap' | 'void' };

/** What an interval is computed from; its feeds and estimates have no part in it. */
export type IntervalSource = Pick<Register, 'readings' | 'replacements' | 'voids' | 'rolloverWh' | 'maxPowerW'>;

/** Rule 2: the intervals of a register, in order of time and without holes between the first reading and the last. */
export function intervals(register: IntervalSource): Interval[] {
  const { at, wh } = register.readings;
  const replacements = register.replacements.toSorted((a, b) => a.at - b.at);
  const voids = register.voids.toSorted((a, b) => a.from - b.from);
  const found: Interval[] = [];
  let nextSwap = 0;
  let nextVoid = 0;
  for (let i = 1; i < at.length; i++) {
    const from = at[i - 1] as Instant;
    const to = at[i] as Instant;
    let energyWh: bigint | null = (wh[i] as bigint) - (wh[i - 1] as bigint);
    while ((replacements[nextSwap]?.at ?? to + 1) <= from) nextSwap++;
    if ((replacements[nextSwap]?.at ?? to + 1) <= to) {
      const first = nextSwap;
      while ((replacements[nextSwap]?.at ?? to + 1) <= to) nextSwap++;
      energyWh = acrossSwaps(wh[i - 1] as bigint, replacements.slice(first, nextSwap), wh[i] as bigint);
    } else if (energyWh < 0n) energyWh = rolledOver(register, energyWh, to - from);
    while ((voids[nextVoid]?.to ?? to) <= from) nextVoid++;
    if ((voids[nextVoid]?.from ?? to) < to) found.push({ from, to, energyWh: null, kind: 'void' });
    else if (energyWh === null) found.push({ from, to, energyWh, kind: 'gap' });
    else found.push({ from, to, energyWh, kind: 'known' });
  }
  return found;
}

/** Each meter's own part, added up; null when one of them ran backwards. */
function acrossSwaps(
  firstWh: bigint,
  swaps: readonly { finalWh: bigint; initialWh: bigint }[],
  lastWh: bigint,
): bigint | null {
  let sum = 0n;
  let startWh = firstWh;
  for (const { finalWh, initialWh } of swaps) {
    if (finalWh < startWh) return null;
    sum += finalWh - startWh;
    startWh = initialWh;
  }
  return lastWh < startWh ? null : sum + lastWh - startWh;
}

/** The advance over the register's end, if `maxPowerW` with a tenth on top could have made it in that time. */
function rolledOver({ rolloverWh, maxPowerW }: IntervalSource, fallWh: bigint, seconds: number): bigint | null {
  if (rolloverWh === null || maxPowerW === null) return null;
  const advanceWh = rolloverWh + fallWh;
  // advance <= maxPowerW x (seconds / 3600) x 11/10, in whole numbers
  const plausible = advanceWh * 36_000n * maxPowerW.den <= maxPowerW.num * BigInt(seconds) * 11n;
  return plausible ? advanceWh : null;
}
