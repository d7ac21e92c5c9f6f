import { type Run, energyUpTo } from './energy.ts';
import type { PowerCap } from './evidence.ts';
import { multiply, fraction, round } from './exact.ts';

/** Quarter hours as quarters since 1970 in UTC, which every zone's own clock agrees with. */
export type Quarter = number;
const quarterSeconds = 900;

export type QuarterEnergy = { measuredWh: bigint; estimatedWh: bigint };
/** Energy by quarter hour. */
export type QuarterTotals = Map<Quarter, QuarterEnergy>;

/** Rule 9: what a quarter hour may hold, in whole Wh. */
export function quarterLimitWh({ kw }: PowerCap): bigint {
  return round(multiply(kw, fraction(250n)));
}

/** Calls `add` with each quarter hour that the part of a run touches and its whole Wh there. */
export function eachQuarter(run: Run, from: number, to: number, add: (quarter: Quarter, wh: bigint) => void): void {
  let before = energyUpTo(run, from);
  for (let quarter = Math.floor(from / quarterSeconds); quarter * quarterSeconds < to; quarter++) {
    const upTo = energyUpTo(run, Math.min(to, (quarter + 1) * quarterSeconds));
    add(quarter, upTo - before);
    before = upTo;
  }
}

export function addTo(totals: QuarterTotals, quarter: Quarter, wh: bigint, estimated: boolean): void {
  const total = totals.get(quarter) ?? { measuredWh: 0n, estimatedWh: 0n };
  totals.set(quarter, total);
  if (estimated) total.estimatedWh += wh;
  else total.measuredWh += wh;
}

/**
 * Rule 9: per price row (in order of time) what of its quarter hours is above the limit, estimated Wh first. A quarter hour
 * that two rows share, which only a zone with odd offsets has, gives from the later row first: that energy came last.
 */
export function excessOf(limitWh: bigint, rows: readonly QuarterTotals[]): QuarterTotals[] {
  const excess: QuarterTotals[] = rows.map(() => new Map());
  const over = overLimit(limitWh, rows);
  for (const estimated of [true, false]) {
    for (let i = rows.length - 1; i >= 0; i--) {
      for (const [quarter, { measuredWh, estimatedWh }] of rows[i] as QuarterTotals) {
        const left = over.get(quarter) ?? 0n;
        const available = estimated ? estimatedWh : measuredWh;
        const taken = available < left ? available : left;
        if (taken === 0n) continue;
        addTo(excess[i] as QuarterTotals, quarter, taken, estimated);
        over.set(quarter, left - taken);
      }
    }
  }
  return excess;
}

function overLimit(limitWh: bigint, rows: readonly QuarterTotals[]): Map<Quarter, bigint> {
  const totals = new Map<Quarter, bigint>();
  for (const row of rows) {
    for (const [quarter, { measuredWh, estimatedWh }] of row) {
      totals.set(quarter, (totals.get(quarter) ?? 0n) + measuredWh + estimatedWh);
    }
  }
  const over = new Map<Quarter, bigint>();
  for (const [quarter, wh] of totals) if (wh > limitWh) over.set(quarter, wh - limitWh);
  return over;
}

export function sumQuarters(totals: QuarterTotals): QuarterEnergy {
  const sum = { measuredWh: 0n, estimatedWh: 0n };
  for (const { measuredWh, estimatedWh } of totals.values()) {
    sum.measuredWh += measuredWh;
    sum.estimatedWh += estimatedWh;
  }
  return sum;
}
