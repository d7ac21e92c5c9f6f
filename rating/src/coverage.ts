import type { Register } from './evidence.ts';
import { groupBy } from './group.ts';
import type { HoldRange } from './holds.ts';
import type { Interval } from './intervals.ts';
import { type Range, join, overlap, without } from './range.ts';
import type { ContractWindow } from './window.ts';

/** When a unit is under a metered contract, and so needs readings. */
export type DueTime = { readonly contract: string; readonly unit: string; readonly windows: readonly Range[] };

/** Intervals of a register by kind, neighbours of one kind made one range: usually a single known one. */
type Coverage = Readonly<Record<Interval['kind'], readonly Range[]>>;

export function dueTimes(windows: readonly ContractWindow[]): Map<string, DueTime[]> {
  const all = windows.flatMap(({ contract, units }) =>
    [...units].map(([unit, ranges]) => ({ contract: contract.number, unit, windows: ranges })),
  );
  return groupBy(all, ({ unit }) => unit);
}

/** Rule 4: time in which the register serves units that are due and nothing says how much, with the reason why. */
export function uncoveredTime(
  register: Register,
  found: readonly Interval[],
  due: ReadonlyMap<string, readonly DueTime[]>,
): HoldRange[] {
  const served = groupBy(
    register.feeds.filter(({ unit }) => due.has(unit)),
    ({ unit }) => unit,
  );
  if (served.size === 0) return [];
  const coverage = coverageOf(found);
  const estimates = groupBy(register.estimates, ({ unit }) => unit);
  return [...served].flatMap(([unit, feeds]) => {
    const fed = join(feeds);
    const estimated = join(estimates.get(unit) ?? []);
    return (due.get(unit) ?? []).flatMap(({ contract, windows }) => {
      const open = without(without(overlap(windows, fed), coverage.known), estimated);
      const hold = (code: HoldRange['code'], ranges: readonly Range[]) =>
        ranges.map(({ from, to }) => ({ code, contract, register: register.id, unit, from, to }));
      return [
        ...hold('VOIDED', overlap(open, coverage.void)),
        ...hold('REGISTER_DECREASED', overlap(open, coverage.gap)),
        ...hold('UNCOVERED', without(without(open, coverage.void), coverage.gap)),
      ];
    });
  });
}

/** Rule 4: time in which a unit is due and no register feeds it. */
export function unfedTime(registers: readonly Register[], due: ReadonlyMap<string, readonly DueTime[]>): HoldRange[] {
  const feeds = groupBy(
    registers.flatMap((register) => register.feeds),
    ({ unit }) => unit,
  );
  return [...due].flatMap(([unit, times]) => {
    const fed = join(feeds.get(unit) ?? []);
    return times.flatMap(({ contract, windows }) =>
      without(windows, fed).map(({ from, to }) => ({
        code: 'UNCOVERED' as const,
        contract,
        register: null,
        unit,
        from,
        to,
      })),
    );
  });
}

/** Intervals come in order and without holes, so neighbours of one kind only need their ends moved. */
function coverageOf(found: readonly Interval[]): Coverage {
  const coverage = { known: [] as Range[], gap: [] as Range[], void: [] as Range[] };
  for (let first = 0, i = 1; first < found.length; i++) {
    const start = found[first] as Interval;
    if (i < found.length && found[i]?.kind === start.kind) continue;
    coverage[start.kind].push({ from: start.from, to: (found[i - 1] as Interval).to });
    first = i;
  }
  return coverage;
}
