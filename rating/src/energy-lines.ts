import { calculatedEnergy } from './calculated.ts';
import { sumQuarters } from './cap.ts';
import { excessByUnit, watchCaps } from './capped.ts';
import { daysOf, daysOfExact, meteredDays } from './daily.ts';
import type { Evidence, HashrateRow } from './evidence.ts';
import { add, round, zero } from './exact.ts';
import { groupBy } from './group.ts';
import { type Series, hashEnergy, unhashedTime } from './hash.ts';
import type { HoldRange } from './holds.ts';
import { meter } from './metered.ts';
import { once } from './once.ts';
import { type Range, firstEndingAfter, join, without } from './range.ts';
import {
  type UnitDays,
  type UnitUsage,
  daysAbove,
  daysBelow,
  usageAbove,
  usageBelow,
  usageOfExact,
  usageOfSlots,
} from './usage.ts';
import type { ContractWindow, PricedRange } from './window.ts';

/** Energy of a line, in whole Wh; `usage` splits it over the units, `days` those over local dates: worked out when asked. */
export type LineEnergy = {
  readonly wh: bigint;
  readonly estimatedWh: bigint;
  readonly usage: () => readonly UnitUsage[];
  readonly days: () => readonly UnitDays[];
};
/** What an energy price row bills: at its rate, and above a power cap at the cap's (null when nothing is above). */
export type PricedEnergy = { readonly energy: LineEnergy; readonly overage: LineEnergy | null };

export type EnergyBilling = {
  readonly of: (window: ContractWindow, priced: PricedRange) => PricedEnergy;
  readonly holds: readonly HoldRange[];
};

/** Rules 3 to 6, 9 and 12: the energy of every contract of a bundle, and what is missing. */
export function billEnergy(evidence: Evidence, windows: readonly ContractWindow[]): EnergyBilling {
  const metered = meteredEnergy(evidence, windows);
  const series: Series = inOrder(evidence.hashrate);
  const hashed = windows.filter(({ contract }) => contract.billingMethod === 'HASH');
  return {
    of(window, priced) {
      const { contract } = window;
      if (contract.billingMethod === 'METERED') return metered.of(window, priced);
      const exactOf = (time: Range) =>
        contract.billingMethod === 'HASH' ? hashEnergy(contract, time, series) : calculatedEnergy(contract, time);
      const energy = exactOf(priced.time);
      const wh = round([...energy.values()].reduce(add, zero));
      const usage = () => usageOfExact(energy);
      const days = () => daysOfExact(usage(), daysOf(window, priced).map(exactOf));
      return { energy: { wh, estimatedWh: 0n, usage, days }, overage: null };
    },
    holds: [
      ...metered.holds,
      ...hashed.flatMap((window) => unhashedTime(window, series)),
      ...windows.flatMap(unpricedTime),
    ],
  };
}

function meteredEnergy(evidence: Evidence, windows: readonly ContractWindow[]): EnergyBilling {
  const caps = watchCaps(windows);
  const { slots, holds } = meter(evidence, windows, caps.watch);
  const slotsOf = groupBy(slots, ({ priced }) => priced);
  const excess = caps.excess();
  const unitExcess = once(() => excessByUnit(evidence, windows, excess));
  const unitDays = once(() => meteredDays(evidence, windows));
  const dailyExcess = once(() => excessByUnit(evidence, windows, excess, dateOfQuarter(windows)));
  return {
    holds,
    of(window, priced) {
      const billed = slotsOf.get(priced) ?? [];
      const measuredWh = billed.reduce((sum, slot) => sum + slot.measuredWh, 0n);
      const estimatedWh = billed.reduce((sum, slot) => sum + slot.estimatedWh, 0n);
      const usage = () => usageOfSlots(billed);
      const days = () => {
        const found = unitDays().get(priced);
        const nothing = daysOf(window, priced).map(() => ({ energyWh: null, estimatedWh: 0n }));
        return usage().map(({ unit }): UnitDays => ({ unit, days: found?.get(unit) ?? nothing }));
      };
      const over = sumQuarters(excess.get(priced) ?? new Map());
      const overWh = over.measuredWh + over.estimatedWh;
      if (overWh === 0n) return { energy: { wh: measuredWh + estimatedWh, estimatedWh, usage, days }, overage: null };
      const ofUnits = () => unitExcess().get(priced) ?? new Map();
      const ofDates = () => dailyExcess().get(priced) ?? new Map();
      const energy = {
        wh: measuredWh + estimatedWh - overWh,
        estimatedWh: estimatedWh - over.estimatedWh,
        usage: () => usageBelow(usage(), ofUnits()),
        days: () => daysBelow(days(), ofDates()),
      };
      const overage = {
        wh: overWh,
        estimatedWh: over.estimatedWh,
        usage: () => usageAbove(usage(), ofUnits()),
        days: () => daysAbove(days(), ofDates()),
      };
      return { energy, overage: window.contract.powerCap?.policy === 'OVERAGE' ? overage : null };
    },
  };
}

/** The date of a price row, counted from its first, on which a quarter hour (in UTC) begins. */
function dateOfQuarter(windows: readonly ContractWindow[]): (priced: PricedRange, quarter: number) => number {
  const days = new Map(windows.flatMap((window) => window.prices.map((priced) => [priced, daysOf(window, priced)])));
  return (priced, quarter) => firstEndingAfter(days.get(priced) ?? [], quarter * 900);
}

/** Rule 12: window time without a price for what the contract sells. */
function unpricedTime({ contract, time, prices }: ContractWindow): HoldRange[] {
  if (contract.billingMethod === 'FIXED' && contract.type !== 'INFINITY') return [];
  const sold = contract.type === 'INFINITY' ? 'HASHRATE' : 'ENERGY';
  const priced = prices.filter(({ price }) => price.component === sold).map((row) => row.time);
  return without([time], join(priced)).map(({ from, to }) => ({
    code: 'UNPRICED',
    contract: contract.number,
    register: null,
    unit: null,
    from,
    to,
  }));
}

function inOrder(rows: readonly HashrateRow[]): Series {
  return groupBy(
    rows.toSorted((a, b) => a.from - b.from),
    ({ unit }) => unit,
  );
}
