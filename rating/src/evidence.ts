import type { Fraction } from './exact.ts';
import type { Instant, LocalDate } from './period.ts';
import type { Range } from './range.ts';

/**
 * The evidence bundle as `parseEvidence` hands it out: decimals exact, instants in seconds since 1970 (UTC), dates in days
 * since 1970, open ends as -Infinity and Infinity, Wh as bigint. The file's own shape is `evidence.schema.json`.
 */
export type Evidence = {
  readonly format: typeof evidenceFormat;
  readonly currency: string;
  /** Local dates: they become instants in each contract's zone. */
  readonly period: Range;
  readonly contracts: readonly Contract[];
  readonly registers: readonly Register[];
  readonly hashrate: readonly HashrateRow[];
  readonly taxes: readonly TaxRow[];
  readonly adjustments: readonly Adjustment[];
  /** What was billed, as the file has it: compared by `verifyBill`, read by nothing else. */
  readonly billed: Readonly<Record<string, unknown>> | null;
};

export const evidenceFormat = 'hashyard-evidence/1';
export const contractTypes = ['HOSTED', 'LEASE', 'INFINITY', 'OM'] as const;
export const billingMethods = ['METERED', 'CALCULATED', 'HASH', 'FIXED'] as const;
export const capPolicies = ['ALERT_ONLY', 'OVERAGE', 'CLIP'] as const;
/** The units each component may be priced in. */
export const unitsOf = {
  ENERGY: ['KWH'],
  HOSTING: ['UNIT_MONTH', 'MONTH'],
  LEASE: ['UNIT_MONTH', 'MONTH'],
  SERVICE: ['UNIT_MONTH', 'MONTH'],
  HASHRATE: ['THS_DAY'],
} as const;
export const priceUnits = ['KWH', 'UNIT_MONTH', 'MONTH', 'THS_DAY'] as const;

export type ContractType = (typeof contractTypes)[number];
export type BillingMethod = (typeof billingMethods)[number];
export type CapPolicy = (typeof capPolicies)[number];
export type Component = keyof typeof unitsOf;
export type PriceUnit = (typeof priceUnits)[number];

export type Contract = {
  readonly number: string;
  readonly type: ContractType;
  /** IANA name. */
  readonly timeZone: string;
  readonly billingMethod: BillingMethod;
  readonly startsOn: LocalDate;
  readonly endsOn: LocalDate;
  readonly prices: readonly Price[];
  readonly lossFactor: Fraction;
  readonly powerCap: PowerCap | null;
  readonly assignments: readonly Assignment[];
  readonly hashStreams: readonly HashStream[];
  readonly deliveredPercent: DeliveredPercent | null;
};

/** `from`, `to`: local dates. */
export type Price = Range & {
  readonly component: Component;
  readonly unit: PriceUnit;
  readonly rate: Fraction;
  readonly taxCode: string | null;
};

export type PowerCap = { readonly kw: Fraction; readonly policy: CapPolicy; readonly overageRate: Fraction | null };

/** Which miner (O&M: which site) was under the contract, when: instants. */
export type Assignment = Range & {
  readonly unit: string;
  readonly powerW: Fraction | null;
  readonly efficiencyJPerTh: Fraction | null;
};

/** `from`, `to`: local dates. */
export type HashStream = Range & { readonly ths: Fraction };
export type DeliveredPercent = { readonly guaranteed: Fraction; readonly delivered: Fraction };

/** A cumulative energy register: a PDU outlet, a feed, a meter. */
export type Register = {
  readonly id: string;
  /** Null: it never rolls over. */
  readonly rolloverWh: bigint | null;
  readonly maxPowerW: Fraction | null;
  readonly feeds: readonly Feed[];
  readonly readings: Readings;
  readonly replacements: readonly Replacement[];
  readonly voids: readonly VoidRange[];
  readonly estimates: readonly Estimate[];
};

/** In order of time, one of an instant; two columns, as a month holds millions of them: 16 bytes a reading. */
export type Readings = {
  readonly at: readonly Instant[] | Float64Array;
  readonly wh: readonly bigint[] | BigInt64Array;
};

/** Who a register feeds, when: instants. */
export type Feed = Range & { readonly unit: string; readonly weight: Fraction };
/** The meter was swapped: the old one's last value, the new one's first. */
export type Replacement = { readonly at: Instant; readonly finalWh: bigint; readonly initialWh: bigint };
export type VoidRange = Range & { readonly reason: string };
/** Energy of one unit, put in for a gap by a named rule. */
export type Estimate = Range & { readonly unit: string; readonly wh: bigint; readonly method: string };
/** Mean TH/s of a unit over a range of instants. */
export type HashrateRow = Range & { readonly unit: string; readonly ths: Fraction };
/** `percent` is kept as written, for the bill prints it so. */
export type TaxRow = { readonly code: string; readonly percent: string };
export type Adjustment = { readonly description: string; readonly amount: string; readonly taxCode: string | null };
