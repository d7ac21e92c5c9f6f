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
};

const about = (reason: HoldReason, contractNumber: string | null = null): FoundHold => ({
  reason,
  contractNumber,
  register: null,
  unit: null,
  fromAt: null,
  toAt: null,
});

/**
 * Everything that keeps a bill from being sent without a look: by the customer, by the rating, by review. `undelivered`:
 * contracts whose guaranteed hashrate nobody measured, so that no credit could be told. `unverified`: what it takes from
 * devices that nothing vouches for.
 */
export function holdsOf(
  bill: Bill,
  standing: Standing,
  undelivered: readonly string[] = [],
  unverified: readonly UnverifiedUse[] = [],
): FoundHold[] {
  return [
    ...heldByCustomer(standing),
    ...bill.held.map(heldByRating),
    ...undelivered.map((contract) => about('UNCOVERED', contract)),
    ...unverified.map((use) => ({ ...about('UNVERIFIED_PROFILE'), ...use })),
    ...heldByReview(bill),
  ];
}

export function heldByCustomer({ inDefault, billingHold }: Standing): FoundHold[] {
  return [...(inDefault ? [about('IN_DEFAULT')] : []), ...(billingHold ? [about('BILLING_HOLD')] : [])];
}

const heldByRating = ({ code, contract, register, unit, from, to }: Bill['held'][number]): FoundHold => ({
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
