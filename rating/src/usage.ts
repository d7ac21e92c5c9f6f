import type { UnitEnergy } from './calculated.ts';
import type { QuarterEnergy } from './cap.ts';
import { toWholeWeights } from './energy.ts';
import { add, apportion, round, zero } from './exact.ts';
import { groupBy } from './group.ts';
import type { Slot } from './metered.ts';

/** One unit's energy in a line; the units of a line add up to it exactly. */
export type UnitUsage = {
  readonly unit: string;
  /** Estimated energy included. */
  readonly energyWh: bigint;
  readonly estimatedWh: bigint;
  /** Ids of the registers that fed the unit there, sorted; none for calculated and hash energy. */
  readonly registers: readonly string[];
};

/** A unit's energy on one local date, whole Wh; null when nothing of the date is covered, which is not the same as zero. */
export type DayEnergy = { readonly energyWh: bigint | null; readonly estimatedWh: bigint };

/** A unit's energy in a line by local date, from the first date of the line's price row on; it adds up to the unit's energy. */
export type UnitDays = { readonly unit: string; readonly days: readonly DayEnergy[] };

/** Energy of a line rounded once, split over its units by their exact energies: largest remainder, ties by name. */
export function usageOfExact(energy: UnitEnergy): UnitUsage[] {
  const units = [...energy].toSorted(([a], [b]) => byName(a, b));
  const total = round(units.reduce((sum, [, wh]) => add(sum, wh), zero));
  const parts = apportion(total, toWholeWeights(units.map(([, wh]) => wh)));
  return units.map(([unit], i) => ({ unit, energyWh: parts[i] ?? 0n, estimatedWh: 0n, registers: [] }));
}

/** Energy of a line's slots by unit: their parts are whole Wh already. */
export function usageOfSlots(slots: readonly Slot[]): UnitUsage[] {
  return [...groupBy(slots, ({ unit }) => unit)]
    .map(([unit, ofUnit]) => ({
      unit,
      energyWh: ofUnit.reduce((sum, { measuredWh, estimatedWh }) => sum + measuredWh + estimatedWh, 0n),
      estimatedWh: ofUnit.reduce((sum, { estimatedWh }) => sum + estimatedWh, 0n),
      registers: [...new Set(ofUnit.flatMap(({ registers }) => [...registers]))].toSorted(byName),
    }))
    .toSorted((a, b) => byName(a.unit, b.unit));
}

/** The part of each unit above a power cap, in time slots: one alone for a line's usage, the dates for its days. */
type Excess = ReadonlyMap<string, readonly QuarterEnergy[]>;
const none: QuarterEnergy = { measuredWh: 0n, estimatedWh: 0n };

/** What is left of the units below a power cap. */
export function usageBelow(usage: readonly UnitUsage[], excess: Excess): UnitUsage[] {
  return usage.map((of) => {
    const over = excess.get(of.unit)?.[0];
    if (!over) return of;
    return {
      ...of,
      energyWh: of.energyWh - over.measuredWh - over.estimatedWh,
      estimatedWh: of.estimatedWh - over.estimatedWh,
    };
  });
}

/** The units' part above a power cap; units without any are left out. */
export function usageAbove(usage: readonly UnitUsage[], excess: Excess): UnitUsage[] {
  return usage.flatMap(({ unit, registers }) => {
    const { measuredWh, estimatedWh } = excess.get(unit)?.[0] ?? none;
    const energyWh = measuredWh + estimatedWh;
    return energyWh > 0n ? [{ unit, energyWh, estimatedWh, registers }] : [];
  });
}

/** What is left of the units' dates below a power cap. */
export function daysBelow(days: readonly UnitDays[], excess: Excess): UnitDays[] {
  return days.map(({ unit, days: dates }) => ({
    unit,
    days: dates.map((day, i): DayEnergy => {
      const over = excess.get(unit)?.[i];
      if (!over || day.energyWh === null) return day;
      return {
        energyWh: day.energyWh - over.measuredWh - over.estimatedWh,
        estimatedWh: day.estimatedWh - over.estimatedWh,
      };
    }),
  }));
}

/** The units' dates above a power cap; units without any are left out. */
export function daysAbove(days: readonly UnitDays[], excess: Excess): UnitDays[] {
  return days.flatMap(({ unit, days: dates }) => {
    const slots = excess.get(unit);
    if (!slots) return [];
    const above = dates.map((day, i): DayEnergy => {
      const { measuredWh, estimatedWh } = slots[i] ?? none;
      return { energyWh: day.energyWh === null ? null : measuredWh + estimatedWh, estimatedWh };
    });
    return above.some(({ energyWh }) => (energyWh ?? 0n) > 0n) ? [{ unit, days: above }] : [];
  });
}

function byName(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
