import { type UnitEnergy, energyOf } from './calculated.ts';
import type { Contract, HashrateRow } from './evidence.ts';
import { add, multiply, timesInteger, zero } from './exact.ts';
import type { HoldRange } from './holds.ts';
import { type Range, cut, firstEndingAfter, join, without } from './range.ts';
import type { ContractWindow } from './window.ts';

/** The hashrate series by unit, each in order of time. */
export type Series = ReadonlyMap<string, readonly HashrateRow[]>;

/** Rule 6: TH/s x J/TH is W, over the overlap of series and assignment in a price row. */
export function hashEnergy({ assignments, lossFactor }: Contract, time: Range, series: Series): UnitEnergy {
  return energyOf(assignments, lossFactor, ({ unit, efficiencyJPerTh, ...assigned }) => {
    const due = cut(assigned, time);
    if (!due || !efficiencyJPerTh) return null;
    const rows = series.get(unit) ?? [];
    let terahashes = zero;
    for (let i = firstEndingAfter(rows, due.from); i < rows.length; i++) {
      const row = rows[i] as HashrateRow;
      const both = cut(row, due);
      if (!both) break;
      terahashes = add(terahashes, timesInteger(row.ths, BigInt(both.to - both.from)));
    }
    return multiply(terahashes, efficiencyJPerTh);
  });
}

/** Rule 6: window time of a unit without a series. */
export function unhashedTime({ contract, units }: ContractWindow, series: Series): HoldRange[] {
  return [...units].flatMap(([unit, windows]) =>
    without(windows, join(series.get(unit) ?? [])).map(({ from, to }) => ({
      code: 'UNCOVERED' as const,
      contract: contract.number,
      register: null,
      unit,
      from,
      to,
    })),
  );
}
