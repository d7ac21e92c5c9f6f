import { type Fraction, printScaled, roundDivide } from './exact.ts';
import type { Instant } from './period.ts';

/** Energy that runs evenly from one instant to another. */
export type Run = { readonly from: Instant; readonly to: Instant; readonly wh: bigint };

/** Rule 3: the part of a run up to an instant of it, in whole Wh. */
export function energyUpTo(run: Run, at: Instant): bigint {
  if (at <= run.from) return 0n;
  if (at >= run.to) return run.wh;
  return roundDivide(run.wh * BigInt(at - run.from), BigInt(run.to - run.from));
}

/**
 * Rule 3: the part of a run between two instants of it. As a difference of two running totals, the parts of any cutting
 * add up to the whole.
 */
export function energyBetween(run: Run, from: Instant, to: Instant): bigint {
  return energyUpTo(run, to) - energyUpTo(run, from);
}

/** Weights in the same proportions as whole numbers. */
export function toWholeWeights(weights: readonly Fraction[]): bigint[] {
  const common = weights.reduce((all, { den }) => (all % den === 0n ? all : den % all === 0n ? den : all * den), 1n);
  return weights.map(({ num, den }) => num * (common / den));
}

/** Whole Wh as kWh with three decimals. */
export function formatKwh(wh: bigint): string {
  return printScaled(wh, 3);
}
