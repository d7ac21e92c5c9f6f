import type { Contract, Evidence, Price } from './evidence.ts';
import { groupBy } from './group.ts';
import { type ZoneClock, zoneClock } from './period.ts';
import { type Range, cut, join } from './range.ts';

/** A price row where it meets the contract's window, as dates and as instants. */
export type PricedRange = { readonly price: Price; readonly dates: Range; readonly time: Range };

/** Rule 1: what of a contract a bundle's period covers. */
export type ContractWindow = {
  readonly contract: Contract;
  readonly clock: ZoneClock;
  readonly dates: Range;
  readonly time: Range;
  /** In the order of the contract's prices. */
  readonly prices: readonly PricedRange[];
  /** Per unit its assignments, touching ones joined, not yet cut to the window (the dates of rule 7 need them whole). */
  readonly stretches: ReadonlyMap<string, readonly Range[]>;
  /** Per unit its window: the stretches cut to the contract's window. Units without any are left out. */
  readonly units: ReadonlyMap<string, readonly Range[]>;
};

/** The windows of all contracts that have one, in the bundle's order. */
export function contractWindows({ contracts, period }: Evidence): ContractWindow[] {
  const clocks = new Map<string, ZoneClock>();
  return contracts.flatMap((contract) => {
    const clock = clocks.get(contract.timeZone) ?? zoneClock(contract.timeZone);
    clocks.set(contract.timeZone, clock);
    return contractWindow(contract, period, clock) ?? [];
  });
}

function contractWindow(contract: Contract, period: Range, clock: ZoneClock): ContractWindow | null {
  const dates = cut(period, { from: contract.startsOn, to: contract.endsOn });
  if (!dates) return null;
  const time = timeOf(dates, clock);
  const prices = contract.prices.flatMap((price) => {
    const priced = cut(price, dates);
    return priced ? { price, dates: priced, time: timeOf(priced, clock) } : [];
  });
  const stretches = new Map<string, Range[]>();
  for (const [unit, assigned] of groupBy(contract.assignments, ({ unit }) => unit)) stretches.set(unit, join(assigned));
  return { contract, clock, dates, time, prices, stretches, units: within(stretches, time) };
}

function timeOf(dates: Range, clock: ZoneClock): Range {
  return { from: clock.startOf(dates.from), to: clock.startOf(dates.to) };
}

function within(stretches: ReadonlyMap<string, readonly Range[]>, time: Range): Map<string, Range[]> {
  const units = new Map<string, Range[]>();
  for (const [unit, ranges] of stretches) {
    const windows = ranges.flatMap((range) => cut(range, time) ?? []);
    if (windows.length > 0) units.set(unit, windows);
  }
  return units;
}
