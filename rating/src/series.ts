import { type Run, energyBetween } from './energy.ts';
import type { Register } from './evidence.ts';
import { groupBy } from './group.ts';
import { intervals } from './intervals.ts';
import type { Instant, ZoneClock } from './period.ts';
import { type Range, cut, firstEndingAfter, join, overlap, without } from './range.ts';
import { eachShare } from './sharing.ts';

/** Energy of some units in one step of time. */
export type EnergyStep = {
  readonly from: Instant;
  readonly to: Instant;
  /** Measured and estimated; null when nothing of the step is covered, which is not the same as zero. */
  readonly energyWh: bigint | null;
  readonly estimatedWh: bigint;
  /** Seconds for which energy is due: of every unit, once for each register that feeds it, once where none does. */
  readonly dueSeconds: number;
  /** Those of them that a known interval or an estimate covers. */
  readonly coveredSeconds: number;
};

/** Ends of steps of that many seconds, aligned to UTC, cut to the range; 300, 900 or 3,600 fit every zone's clock. */
export function stepEdges({ from, to }: Range, seconds: number): Instant[] {
  const edges = [from];
  for (let at = (Math.floor(from / seconds) + 1) * seconds; at < to; at += seconds) edges.push(at);
  return [...edges, to];
}

/** Ends of the zone's days, cut to the range. */
export function dayEdges({ from, to }: Range, { dateAt, startOf }: ZoneClock): Instant[] {
  const edges = [from];
  for (let date = dateAt(from) + 1; startOf(date) < to; date++)
    if (startOf(date) > (edges.at(-1) ?? from)) edges.push(startOf(date));
  return [...edges, to];
}

/** When each unit is due: its assignments, or any other time of interest. */
export type UnitWindows = ReadonlyMap<string, readonly Range[]>;

type Sums = { energyWh: bigint; estimatedWh: bigint; dueSeconds: number; coveredSeconds: number };

/**
 * The energy of units in consecutive steps, by the intervals, shares and cuts of their bills: the steps of a month add up
 * to its lines. `edges` are the ends of the steps in ascending order, n + 1 for n steps. One pass over the registers.
 */
export function energySeries(
  units: UnitWindows,
  registers: readonly Register[],
  edges: readonly Instant[],
): EnergyStep[] {
  const steps = edges.slice(1).map((to, i) => ({ from: edges[i] as Instant, to }));
  const sums = steps.map((): Sums => ({ energyWh: 0n, estimatedWh: 0n, dueSeconds: 0, coveredSeconds: 0 }));
  const due = new Map([...units].map(([unit, windows]) => [unit, join(windows)]));
  const addDue = (ranges: readonly Range[]) => {
    for (const range of ranges)
      eachStep(steps, range, (step, { from, to }) => ((sums[step] as Sums).dueSeconds += to - from));
  };
  for (const register of registers) {
    for (const served of servedTimes(register, due).values()) addDue(served);
    addEnergy(register, due, steps, sums);
  }
  const feeds = groupBy(
    registers.flatMap((register) => register.feeds),
    (feed) => feed.unit,
  );
  for (const [unit, windows] of due) addDue(without(windows, join(feeds.get(unit) ?? [])));
  return steps.map((step, i) => {
    const { energyWh, estimatedWh, dueSeconds, coveredSeconds } = sums[i] as Sums;
    return { ...step, energyWh: coveredSeconds > 0 ? energyWh : null, estimatedWh, dueSeconds, coveredSeconds };
  });
}

/** When the register serves each of the units. */
function servedTimes({ feeds }: Register, due: UnitWindows): UnitWindows {
  const ofUnits = groupBy(
    feeds.filter(({ unit }) => due.has(unit)),
    ({ unit }) => unit,
  );
  return new Map([...ofUnits].map(([unit, ranges]) => [unit, overlap(due.get(unit) ?? [], join(ranges))]));
}

function addEnergy(register: Register, due: UnitWindows, steps: readonly Range[], sums: readonly Sums[]): void {
  const add = (unit: string, run: Run, estimated: boolean) => {
    const windows = due.get(unit) ?? [];
    for (let i = firstEndingAfter(windows, run.from); i < windows.length; i++) {
      const inside = cut(windows[i] as Range, run);
      if (!inside) return;
      eachStep(steps, inside, (step, { from, to }) => {
        const sum = sums[step] as Sums;
        const wh = energyBetween(run, from, to);
        sum.energyWh += wh;
        if (estimated) sum.estimatedWh += wh;
        sum.coveredSeconds += to - from;
      });
    }
  };
  const { feeds, estimates } = register;
  if (!feeds.some(({ unit }) => due.has(unit))) return;
  eachShare(intervals(register), feeds, (feed, from, to, wh) => add(feeds[feed]?.unit ?? '', { from, to, wh }, false));
  for (const { unit, from, to, wh } of estimates) add(unit, { from, to, wh }, true);
}

/** Calls `take` with the part of the range in each step that it meets. */
function eachStep(steps: readonly Range[], range: Range, take: (step: number, part: Range) => void): void {
  for (let i = firstEndingAfter(steps, range.from); i < steps.length; i++) {
    const part = cut(steps[i] as Range, range);
    if (!part) return;
    take(i, part);
  }
}
