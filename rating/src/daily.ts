import type { UnitEnergy } from './calculated.ts';
import { energyUpTo, toWholeWeights } from './energy.ts';
import type { Evidence } from './evidence.ts';
import { apportion, zero } from './exact.ts';
import { meter } from './metered.ts';
import { type Range, firstEndingAfter } from './range.ts';
import type { UnitDays, UnitUsage } from './usage.ts';
import type { ContractWindow, PricedRange } from './window.ts';

/** The dates of a price row in the contract's window as instants, in order; a date that its zone left out is empty. */
export function daysOf({ clock }: ContractWindow, { dates }: PricedRange): Range[] {
  return Array.from({ length: dates.to - dates.from }, (_, i) => ({
    from: clock.startOf(dates.from + i),
    to: clock.startOf(dates.from + i + 1),
  }));
}

type Sums = { energyWh: bigint | null; estimatedWh: bigint };
/** Metered energy of each price row by unit and date, before any power cap. */
export type MeteredDays = ReadonlyMap<PricedRange, ReadonlyMap<string, readonly Sums[]>>;

/** Meters once more, so that a bill that nobody opens doesn't keep every unit's days. */
export function meteredDays(evidence: Evidence, windows: readonly ContractWindow[]): MeteredDays {
  const found = new Map<PricedRange, Map<string, Sums[]>>();
  const daysOfRow = new Map<PricedRange, Range[]>();
  meter(evidence, windows, ({ window, priced, unit }, run, from, to, estimated) => {
    const days = daysOfRow.get(priced) ?? daysOf(window, priced);
    daysOfRow.set(priced, days);
    const units = found.get(priced) ?? new Map<string, Sums[]>();
    found.set(priced, units);
    const sums = units.get(unit) ?? days.map((): Sums => ({ energyWh: null, estimatedWh: 0n }));
    units.set(unit, sums);
    let before = energyUpTo(run, from);
    for (let i = firstEndingAfter(days, from); i < days.length && (days[i] as Range).from < to; i++) {
      const upTo = energyUpTo(run, Math.min(to, (days[i] as Range).to));
      const sum = sums[i] as Sums;
      sum.energyWh = (sum.energyWh ?? 0n) + upTo - before;
      if (estimated) sum.estimatedWh += upTo - before;
      before = upTo;
    }
  });
  return found;
}

/** The days of calculated and hash energy: each unit's whole Wh split by its exact energy of each date. */
export function daysOfExact(usage: readonly UnitUsage[], exactOf: readonly UnitEnergy[]): UnitDays[] {
  return usage.map(({ unit, energyWh }) => {
    const weights = toWholeWeights(exactOf.map((day) => day.get(unit) ?? zero));
    const parts = apportion(energyWh, weights);
    return {
      unit,
      days: parts.map((part, i) => ({ energyWh: exactOf[i]?.has(unit) ? part : null, estimatedWh: 0n })),
    };
  });
}
