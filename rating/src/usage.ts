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

/** What is left of the units below a power cap. */
export function usageBelow(usage: readonly UnitUsage[], excess: ReadonlyMap<string, QuarterEnergy>): UnitUsage[] {
  return usage.map((of) => {
    const over = excess.get(of.unit);
    if (!over) return of;
    return {
      ...of,
      energyWh: of.energyWh - over.measuredWh - over.estimatedWh,
      estimatedWh: of.estimatedWh - over.estimatedWh,
    };
  });
}

/** The units' part above a power cap; units without any are left out. */
export function usageAbove(usage: readonly UnitUsage[], excess: ReadonlyMap<string, QuarterEnergy>): UnitUsage[] {
  return usage.flatMap(({ unit, registers }) => {
    const over = excess.get(unit);
    const energyWh = over ? over.measuredWh + over.estimatedWh : 0n;
    return over && energyWh > 0n ? [{ unit, energyWh, estimatedWh: over.estimatedWh, registers }] : [];
  });
}

function byName(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
