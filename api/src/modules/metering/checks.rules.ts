import type { Instant, Interval, Range, Register } from '@hashyard/rating';
import type { VoidRule } from './verdict.words.ts';

/** What the checks know of a register besides its readings. */
export type Surroundings = {
  /** The most that can flow through it, W; null where nobody knows. */
  readonly plausibleW: number | null;
  /** Hours in which a machine that hangs on it hashed. */
  readonly hashed: readonly Range[];
  /** Readings that came before the one that follows them in time. */
  readonly cameLate: ReadonlySet<Instant>;
  /** Times whose readings somebody looked at and trusts. */
  readonly trusted: readonly Range[];
};

/** Intervals that a check takes for untrue, and what it saw. */
export type Finding = Range & { readonly rule: VoidRule; readonly reason: string };

/** A register that stands still for less than this may count in coarse steps; machines draw kilowatts. */
const stuckAfterSeconds = 2 * 3_600;
/** What a register's own steps may add to a short interval, Wh: some count whole kWh. */
const slackWh = 1_000n;

/** Whether more went through than can, a tenth more than that allowed. */
export function isSpike(energyWh: bigint, seconds: number, plausibleW: number | null): boolean {
  if (plausibleW === null) return false;
  return (energyWh - slackWh) * 36_000n > BigInt(Math.ceil(plausibleW)) * BigInt(seconds) * 11n;
}

/** Where a register stood still long enough to be asked whether its machine was on. */
export function flatStretches(found: readonly Interval[]): Range[] {
  const flat: { from: Instant; to: Instant }[] = [];
  let open: { from: Instant; to: Instant } | null = null;
  for (const { from, to, energyWh } of found) {
    if (energyWh !== 0n) open = null;
    else if (open) open.to = to;
    else flat.push((open = { from, to }));
  }
  return flat.filter(({ from, to }) => to - from >= stuckAfterSeconds);
}

/**
 * The single readings that their neighbours contradict: with one the register falls, without it all is well. Each as the
 * index of the interval that it ends.
 */
export function outliers(
  { readings: { at, wh }, replacements }: Register,
  found: readonly Interval[],
  plausibleW: number | null,
): number[] {
  const list: number[] = [];
  for (let i = 0; i + 1 < found.length; i++) {
    const kinds = [found[i]?.kind, found[i + 1]?.kind];
    if (!kinds.includes('gap') || kinds.includes('void')) continue;
    const [from, to] = [at[i] as Instant, at[i + 2] as Instant];
    const acrossWh = (wh[i + 2] as bigint) - (wh[i] as bigint);
    if (acrossWh < 0n || isSpike(acrossWh, to - from, plausibleW)) continue;
    if (replacements.some((swap) => from < swap.at && swap.at <= to)) continue;
    list.push(i);
    i += 1;
  }
  return list;
}

/** Everything in the register's intervals that can't be true, each interval once, in order of time. */
export function findings(register: Register, found: readonly Interval[], around: Surroundings): Finding[] {
  const list = new Map<number, Finding>();
  const add = (index: number, rule: VoidRule, reason: string) => {
    const interval = found[index];
    if (!interval || interval.kind === 'void' || list.has(index) || meetsAny(interval, around.trusted)) return;
    list.set(index, { from: interval.from, to: interval.to, rule, reason });
  };
  for (const index of outliers(register, found, around.plausibleW)) {
    const at = found[index]?.to as Instant;
    const jumped = around.cameLate.has(at);
    const reason = `${register.readings.wh[index + 1]} Wh lies outside of what the readings before and after it allow${jumped ? ', and came after the later one: the clock was set' : ''}`;
    add(index, jumped ? 'TIME_JUMP' : 'OUTLIER', reason);
    add(index + 1, jumped ? 'TIME_JUMP' : 'OUTLIER', reason);
  }
  found.forEach(({ from, to, energyWh, kind }, index) => {
    if (kind !== 'known' || !isSpike(energyWh, to - from, around.plausibleW)) return;
    add(index, 'SPIKE', `${energyWh} Wh in ${to - from} s is more than ${around.plausibleW} W allow`);
  });
  for (const flat of flatStretches(found)) {
    const hashed = around.hashed.filter((hour) => hour.from >= flat.from && hour.to <= flat.to);
    if (hashed.length * 3_600 < stuckAfterSeconds) continue;
    found.forEach((interval, index) => {
      if (meetsAny(interval, hashed)) add(index, 'STUCK', 'the register stood still while its machine hashed');
    });
  }
  return [...list].sort(([a], [b]) => a - b).map(([, finding]) => finding);
}

export const meetsAny = ({ from, to }: Range, ranges: readonly Range[]): boolean =>
  ranges.some((range) => range.from < to && from < range.to);
