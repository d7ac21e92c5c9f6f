import { dueTimes, uncoveredTime, unfedTime } from './coverage.ts';
import { type Run, energyBetween } from './energy.ts';
import type { Evidence, Register } from './evidence.ts';
import { groupBy } from './group.ts';
import type { HoldRange } from './holds.ts';
import { type Interval, intervals } from './intervals.ts';
import { type Range, overlap } from './range.ts';
import { eachShare } from './sharing.ts';
import type { ContractWindow, PricedRange } from './window.ts';

/** Where a unit's energy is billed: a stretch of its window within one energy price. */
export type Slot = Range & {
  readonly window: ContractWindow;
  readonly priced: PricedRange;
  readonly unit: string;
  /** Registers that feed the unit there. */
  readonly registers: Set<string>;
  measuredWh: bigint;
  estimatedWh: bigint;
};

/** Told of every part of a run that a slot bills, from instant to instant; the power cap needs them. */
export type WatchPart = (slot: Slot, run: Run, from: number, to: number, estimated: boolean) => void;

export type Metering = { readonly slots: readonly Slot[]; readonly holds: readonly HoldRange[] };

/** Rules 2 to 4 over all METERED contracts of a bundle, in one pass over its registers. */
export function meter({ registers }: Evidence, windows: readonly ContractWindow[], watch: WatchPart | null): Metering {
  const metered = windows.filter(({ contract }) => contract.billingMethod === 'METERED');
  const slots = metered.flatMap(slotsOf);
  const slotsByUnit = groupBy(
    slots.toSorted((a, b) => a.from - b.from),
    ({ unit }) => unit,
  );
  const due = dueTimes(metered);
  const holds = unfedTime(registers, due);
  for (const register of registers) {
    const found = intervals(register);
    const slotsOfFeed = register.feeds.map(({ unit }) => slotsByUnit.get(unit) ?? []);
    noteRegister(register, slotsOfFeed);
    billShares(register, found, slotsOfFeed, watch);
    for (const { unit, from, to, wh } of register.estimates) {
      for (const slot of slotsByUnit.get(unit) ?? []) {
        if (slot.from < to && from < slot.to) bill(slot, from, to, wh, true, watch);
      }
    }
    for (const hold of uncoveredTime(register, found, due)) holds.push(hold);
  }
  return { slots, holds };
}

/** Bills each share to the slots it meets. Shares of a feed come in order of time, so its place among the slots only moves on. */
function billShares(
  { feeds }: Register,
  found: readonly Interval[],
  slotsOfFeed: readonly (readonly Slot[])[],
  watch: WatchPart | null,
): void {
  const places = feeds.map(() => 0);
  eachShare(found, feeds, (feed, from, to, wh) => {
    const slots = slotsOfFeed[feed] as readonly Slot[];
    let i = places[feed] as number;
    while (i < slots.length && (slots[i] as Slot).to <= from) i++;
    places[feed] = i;
    for (; i < slots.length && (slots[i] as Slot).from < to; i++) bill(slots[i] as Slot, from, to, wh, false, watch);
  });
}

/** Adds to a slot what it has of an even run. */
function bill(slot: Slot, from: number, to: number, wh: bigint, estimated: boolean, watch: WatchPart | null): void {
  const start = from > slot.from ? from : slot.from;
  const end = to < slot.to ? to : slot.to;
  const part = start === from && end === to ? wh : energyBetween({ from, to, wh }, start, end);
  if (estimated) slot.estimatedWh += part;
  else slot.measuredWh += part;
  watch?.(slot, { from, to, wh }, start, end, estimated);
}

/** In the order of the contract's prices. */
function slotsOf(window: ContractWindow): Slot[] {
  return window.prices
    .filter(({ price }) => price.component === 'ENERGY')
    .flatMap((priced) =>
      [...window.units].flatMap(([unit, windows]) =>
        overlap(windows, [priced.time]).map(({ from, to }) => ({
          from,
          to,
          window,
          priced,
          unit,
          registers: new Set<string>(),
          measuredWh: 0n,
          estimatedWh: 0n,
        })),
      ),
    );
}

function noteRegister({ id, feeds }: Register, slotsOfFeed: readonly (readonly Slot[])[]): void {
  feeds.forEach((feed, i) => {
    for (const slot of slotsOfFeed[i] ?? []) if (slot.from < feed.to && feed.from < slot.to) slot.registers.add(id);
  });
}
