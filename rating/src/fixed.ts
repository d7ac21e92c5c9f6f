import { type Fraction, fraction } from './exact.ts';
import { type ZoneClock, monthParts, partsPerMonth } from './period.ts';
import { type Range, cut, join } from './range.ts';
import type { ContractWindow, PricedRange } from './window.ts';

/** Rule 7: months of the contract's window, or of each of its units, that a fixed price row covers. */
export function fixedQuantity(window: ContractWindow, priced: PricedRange): Fraction {
  if (priced.price.unit === 'MONTH') return months([priced.dates]);
  return months(unitDates(window, priced).flatMap((unit) => unit.dates));
}

/** The dates of each unit that a price row covers. */
export function unitDates(
  { stretches, clock }: ContractWindow,
  priced: Pick<PricedRange, 'dates'>,
): { unit: string; dates: Range[] }[] {
  return [...stretches].map(([unit, ranges]) => ({
    unit,
    dates: datesOf(ranges, clock).flatMap((range) => cut(range, priced.dates) ?? []),
  }));
}

/** Each date counts as 1 / days in its calendar month. */
function months(ranges: readonly Range[]): Fraction {
  return fraction(
    ranges.reduce((sum, { from, to }) => sum + monthParts(from, to), 0n),
    partsPerMonth,
  );
}

/**
 * The dates of a unit, each once: a stretch has the dates from its first (inclusive) to its last (exclusive), or that one
 * date when it begins and ends on the same.
 */
function datesOf(stretches: readonly Range[], clock: ZoneClock): Range[] {
  return join(
    stretches.map(({ from, to }) => {
      const first = clock.dateAt(from);
      return { from: first, to: Math.max(clock.dateAt(to), first + 1) };
    }),
  );
}
