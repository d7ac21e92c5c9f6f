import type { Bill } from '@hashyard/rating';
import type { HoldReason } from './invoice.words.ts';

/** A customer's standing, where it holds a bill. */
export type Standing = { readonly inDefault: boolean; readonly billingHold: boolean };

/** Energy that a bill takes from a device whose profile nothing backs. */
export type UnverifiedUse = { readonly contractNumber: string; readonly register: string; readonly unit: string };

export type FoundHold = {
  readonly reason: HoldReason;
  readonly contractNumber: string | null;
  readonly register: string | null;
  readonly unit: string | null;
  readonly fromAt: Date | null;
  readonly toAt: Date | null;
  /** Why a person holds it. */
  readonly note?: string | null;
};

/** Whether two holds are for the same cause. */
export const sameHold = (a: FoundHold, b: FoundHold): boolean => causeOf(a) === causeOf(b);
const causeOf = ({ reason, contractNumber, register, unit, fromAt, toAt }: FoundHold): string =>
  JSON.stringify([reason, contractNumber, register, unit, fromAt, toAt]);

const about = (reason: HoldReason, contractNumber: string | null = null): FoundHold => ({
  reason,
  contractNumber,
  register: null,
  unit: null,
  fromAt: null,
  toAt: null,
});

/** What a look at the bill's surroundings found. */
export type Review = {
  /** Contracts whose guaranteed hashrate nobody measured, so that no credit could be told. */
  readonly undelivered?: readonly string[];
  /** What it takes from devices that nothing vouches for. */
  readonly unverified?: readonly UnverifiedUse[];
  /** Contracts whose energy is far from that of the months before. */
  readonly unusual?: readonly string[];
  /** By a person, or of an earlier month that can't be corrected as it is. */
  readonly others?: readonly FoundHold[];
};

/** Everything that keeps a bill from being sent without a look: by the customer, by the rating, by review. */
export function holdsOf(bill: Bill, standing: Standing, review: Review = {}): FoundHold[] {
  const { undelivered = [], unverified = [], unusual = [], others = [] } = review;
  return [
    ...heldByCustomer(standing),
    ...bill.held.map(heldByRating),
    ...undelivered.map((contract) => about('UNCOVERED', contract)),
    ...unverified.map((use) => ({ ...about('UNVERIFIED_PROFILE'), ...use })),
    ...heldByReview(bill),
    ...unusual.map((contract) => about('VARIANCE', contract)),
    ...others,
  ];
}

export function heldByCustomer({ inDefault, billingHold }: Standing): FoundHold[] {
  return [...(inDefault ? [about('IN_DEFAULT')] : []), ...(billingHold ? [about('BILLING_HOLD')] : [])];
}

export const heldByRating = ({ code, contract, register, unit, from, to }: Bill['held'][number]): FoundHold => ({
  reason: code,
  contractNumber: contract,
  register: register ?? null,
  unit: unit ?? null,
  fromAt: new Date(from),
  toAt: new Date(to),
});

/** Something used at no price is more often a slip than a gift; each contract says it once. */
function heldByReview(bill: Bill): FoundHold[] {
  const free = bill.lines.filter(({ rate, quantity }) => !/[1-9]/.test(rate) && /[1-9]/.test(quantity));
  return [...new Set(free.map(({ contract }) => contract))].map((contract) => about('ZERO_RATE', contract));
}

/**
 * Reasons that still stand: neither overridden, nor of the customer and gone, nor a device's whose profile somebody has
 * confirmed meanwhile. Those of the rating go only with a new rating.
 */
export function remainingReasons(
  held: readonly HoldReason[],
  overridden: readonly HoldReason[],
  standing: Standing,
  isUnverified: boolean,
): HoldReason[] {
  const ofCustomer: readonly HoldReason[] = ['IN_DEFAULT', 'BILLING_HOLD'];
  const now = heldByCustomer(standing).map(({ reason }) => reason);
  const stands = (reason: HoldReason) =>
    reason === 'UNVERIFIED_PROFILE' ? isUnverified : !ofCustomer.includes(reason) || now.includes(reason);
  return [...new Set(held)].filter((reason) => stands(reason) && !overridden.includes(reason));
}
