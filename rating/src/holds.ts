import { formatInstant } from './period.ts';
import { groupBy } from './group.ts';
import { join } from './range.ts';

export type HoldCode = 'ESTIMATED_SHARE' | 'REGISTER_DECREASED' | 'UNCOVERED' | 'UNPRICED' | 'VOIDED';

/** A reason to hold, while a bill is computed: seconds, null for what doesn't apply. */
export type HoldRange = {
  readonly code: HoldCode;
  readonly contract: string;
  readonly register: string | null;
  readonly unit: string | null;
  readonly from: number;
  readonly to: number;
};

/** A reason why a bill must not be sent without a look; keys that don't apply are left out. */
export type Hold = {
  readonly code: HoldCode;
  readonly contract: string;
  readonly register?: string;
  readonly unit?: string;
  readonly from: string;
  readonly to: string;
};

/** Rule 4 and the order of the output: touching ranges of one reason joined, equal ones once, sorted as plain strings. */
export function listHolds(ranges: readonly HoldRange[]): Hold[] {
  const reasons = groupBy(ranges, ({ code, contract, register, unit }) =>
    JSON.stringify([contract, code, register, unit]),
  );
  return [...reasons.values()].flatMap(listReason).toSorted(inOrder);
}

function listReason(ranges: readonly HoldRange[]): Hold[] {
  const [{ code, contract, register, unit }] = ranges as [HoldRange, ...HoldRange[]];
  // An estimated share is said once a price row: rows that touch stay two reasons.
  const listed =
    code === 'ESTIMATED_SHARE' ? [...new Map(ranges.map((one) => [one.from, one])).values()] : join(ranges);
  return listed.map(({ from, to }) => ({
    code,
    contract,
    ...(register === null ? {} : { register }),
    ...(unit === null ? {} : { unit }),
    from: formatInstant(from),
    to: formatInstant(to),
  }));
}

function inOrder(a: Hold, b: Hold): number {
  return (
    asStrings(a.contract, b.contract) ||
    asStrings(a.code, b.code) ||
    asStrings(a.register, b.register) ||
    asStrings(a.unit, b.unit) ||
    asStrings(a.from, b.from)
  );
}

/** Plain string order, an absent one first. No locale: the order must be the same everywhere. */
function asStrings(a: string | undefined, b: string | undefined): number {
  if (a === b) return 0;
  if (a === undefined) return -1;
  if (b === undefined) return 1;
  return a < b ? -1 : 1;
}
