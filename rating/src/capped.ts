import { type QuarterEnergy, type QuarterTotals, addTo, eachQuarter, excessOf, quarterLimitWh } from './cap.ts';
import type { Evidence } from './evidence.ts';
import { apportion } from './exact.ts';
import { type WatchPart, meter } from './metered.ts';
import type { ContractWindow, PricedRange } from './window.ts';

/** Energy above a power cap, per price row. */
export type Excess = ReadonlyMap<PricedRange, QuarterTotals>;

/** Whether the contract has a cap that changes its bill. */
function isCapped({ contract: { billingMethod, powerCap } }: ContractWindow): boolean {
  return billingMethod === 'METERED' && powerCap !== null && powerCap.policy !== 'ALERT_ONLY';
}

/** Collects the quarter hours of capped contracts while they are metered; `excess` is asked afterwards. */
export function watchCaps(windows: readonly ContractWindow[]): { watch: WatchPart | null; excess: () => Excess } {
  const capped = windows.filter(isCapped);
  const totals = new Map<PricedRange, QuarterTotals>();
  for (const { prices } of capped) for (const priced of prices) totals.set(priced, new Map());
  const watch: WatchPart = ({ priced }, run, from, to, estimated) => {
    const rows = totals.get(priced);
    if (rows) eachQuarter(run, from, to, (quarter, wh) => addTo(rows, quarter, wh, estimated));
  };
  return {
    watch: capped.length > 0 ? watch : null,
    excess: () => new Map(capped.flatMap((one) => excessOfWindow(one, totals))),
  };
}

function excessOfWindow(
  { contract, prices }: ContractWindow,
  totals: ReadonlyMap<PricedRange, QuarterTotals>,
): [PricedRange, QuarterTotals][] {
  if (!contract.powerCap) return [];
  const inOrder = prices
    .filter(({ price }) => price.component === 'ENERGY')
    .toSorted((a, b) => a.time.from - b.time.from);
  const excess = excessOf(
    quarterLimitWh(contract.powerCap),
    inOrder.map((priced) => totals.get(priced) ?? new Map()),
  );
  return inOrder.map((priced, i) => [priced, excess[i] ?? new Map()]);
}

/** The excess of a price row by unit, in time slots. */
export type UnitExcess = ReadonlyMap<PricedRange, ReadonlyMap<string, readonly QuarterEnergy[]>>;
/** Which time slot of a price row a quarter hour belongs to. */
export type SlotOf = (priced: PricedRange, quarter: number) => number;

/**
 * Splits the excess of every quarter hour over the units that used energy in it, by their Wh: largest remainder, ties by
 * name. Meters once more, so that a bill doesn't have to keep every unit's quarter hours. Sums over time slots: one alone
 * unless `slotOf` tells more apart.
 */
export function excessByUnit(
  evidence: Evidence,
  windows: readonly ContractWindow[],
  excess: Excess,
  slotOf: SlotOf = () => 0,
): UnitExcess {
  const used = new Map([...excess.keys()].map((priced) => [priced, new Map<number, QuarterTotalsByUnit>()]));
  meter(evidence, windows, ({ priced, unit }, run, from, to, estimated) => {
    const over = excess.get(priced);
    if (!over) return;
    eachQuarter(run, from, to, (quarter, wh) => {
      if (over.has(quarter)) addToUnit(used.get(priced), quarter, unit, wh, estimated);
    });
  });
  return new Map(
    [...excess].map(([priced, over]) => {
      const slot = (quarter: number) => slotOf(priced, quarter);
      return [priced, splitOverUnits(over, used.get(priced) ?? new Map(), slot)];
    }),
  );
}

type QuarterTotalsByUnit = Map<string, QuarterEnergy>;

function addToUnit(
  quarters: Map<number, QuarterTotalsByUnit> | undefined,
  quarter: number,
  unit: string,
  wh: bigint,
  estimated: boolean,
): void {
  const units: QuarterTotalsByUnit = quarters?.get(quarter) ?? new Map();
  quarters?.set(quarter, units);
  const energy = units.get(unit) ?? { measuredWh: 0n, estimatedWh: 0n };
  units.set(unit, energy);
  if (estimated) energy.estimatedWh += wh;
  else energy.measuredWh += wh;
}

function splitOverUnits(
  over: QuarterTotals,
  used: ReadonlyMap<number, QuarterTotalsByUnit>,
  slotOf: (quarter: number) => number,
): Map<string, QuarterEnergy[]> {
  const sums = new Map<string, QuarterEnergy[]>();
  for (const [quarter, { measuredWh, estimatedWh }] of over) {
    const units = [...(used.get(quarter) ?? [])].toSorted(([a], [b]) => (a < b ? -1 : 1));
    const measured = apportion(
      measuredWh,
      units.map(([, energy]) => energy.measuredWh),
    );
    const estimated = apportion(
      estimatedWh,
      units.map(([, energy]) => energy.estimatedWh),
    );
    units.forEach(([unit], i) => {
      const slots = sums.get(unit) ?? [];
      const sum = (slots[slotOf(quarter)] ??= { measuredWh: 0n, estimatedWh: 0n });
      sum.measuredWh += measured[i] ?? 0n;
      sum.estimatedWh += estimated[i] ?? 0n;
      sums.set(unit, slots);
    });
  }
  return sums;
}
