import type { Assignment, Contract } from './evidence.ts';
import { type Fraction, add, fraction, multiply, timesInteger, zero } from './exact.ts';
import { type Range, cut } from './range.ts';

/** Exact Wh of each unit, before the one rounding of the line. */
export type UnitEnergy = Map<string, Fraction>;

/** Rule 5: the rated power of every assignment over its time in a price row. */
export function calculatedEnergy({ assignments, lossFactor }: Contract, time: Range): UnitEnergy {
  return energyOf(assignments, lossFactor, ({ powerW, ...assigned }) => {
    const hours = cut(assigned, time);
    return powerW && hours ? timesInteger(powerW, BigInt(hours.to - hours.from)) : null;
  });
}

/** Sums W x seconds by unit and turns them into Wh, the loss factor on top. Null: the unit was away. */
export function energyOf(
  assignments: readonly Assignment[],
  lossFactor: Fraction,
  wattSeconds: (assignment: Assignment) => Fraction | null,
): UnitEnergy {
  const sums: UnitEnergy = new Map();
  for (const assignment of assignments) {
    const more = wattSeconds(assignment);
    if (more) sums.set(assignment.unit, add(sums.get(assignment.unit) ?? zero, more));
  }
  const hoursAndLoss = multiply(lossFactor, fraction(1n, 3600n));
  for (const [unit, sum] of sums) sums.set(unit, multiply(sum, hoursAndLoss));
  return sums;
}
