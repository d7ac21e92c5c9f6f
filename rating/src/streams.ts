import { type Fraction, add, compare, fraction, multiply, subtract, timesInteger, zero } from './exact.ts';
import type { Contract } from './evidence.ts';
import { cut } from './range.ts';
import type { PricedRange } from './window.ts';

/** Rule 8: TH/s days of all hash streams within a price row. */
export function streamQuantity({ hashStreams }: Contract, { dates }: PricedRange): Fraction {
  return hashStreams.reduce((sum, stream) => {
    const days = cut(stream, dates);
    return days ? add(sum, timesInteger(stream.ths, BigInt(days.to - days.from))) : sum;
  }, zero);
}

/** Rule 8: the quantity credited for what was guaranteed and not delivered, below zero; null when nothing is missing. */
export function creditQuantity({ deliveredPercent }: Contract, quantity: Fraction): Fraction | null {
  if (!deliveredPercent) return null;
  const { guaranteed, delivered } = deliveredPercent;
  if (compare(delivered, guaranteed) >= 0) return null;
  return multiply(quantity, multiply(subtract(delivered, guaranteed), fraction(1n, 100n)));
}
