import { type Fraction, fraction } from './exact.ts';
import { type ZoneClock, monthParts, partsPerMonth } from './period.ts';
import { type Range, cut, join } from './range.ts';
import type { ContractWindow, PricedRange } from './window.ts';

/** Rule 7: months of the contract's window, or of each of its units, that a fixed price row covers. */
export function fixedQuantity(window: ContractWindow, { price, dates }: PricedRange): Fraction {
  if (price.unit === 'MONTH') return months([dates]);
  const ranges = [...window.stretches.values()].flatMap((stretches) =>
    datesOf(stretches, window.clock).flatMap((range) => cut(range, dates) ?? []),
  );
  return months(ranges);
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
