import type { BillingMethod, CapPolicy, Component, ContractType, PriceUnit, evidenceFormat } from './evidence.ts';

/**
 * The bundle as its file has it, for who writes one: decimals and whole Wh as strings, instants as `2026-06-01T05:00:00Z`,
 * dates as `2026-06-01`, null for an open end. Keys that may be left out are optional. Read it with `parseEvidence`.
 */
export type EvidenceFile = {
  readonly format: typeof evidenceFormat;
  readonly currency: string;
  readonly period: { readonly from: string; readonly to: string };
  readonly contracts?: readonly ContractRow[];
  readonly registers?: readonly RegisterRow[];
  readonly hashrate?: readonly {
    readonly unit: string;
    readonly from: string;
    readonly to: string;
    readonly ths: string;
  }[];
  readonly taxes?: readonly { readonly code: string; readonly percent: string }[];
  readonly adjustments?: readonly AdjustmentRow[];
  /** A `Bill`, or null. */
  readonly billed?: object | null;
};

type OpenRange = { readonly from?: string | null; readonly to?: string | null };

export type ContractRow = {
  readonly number: string;
  readonly type: ContractType;
  readonly timeZone: string;
  readonly billingMethod: BillingMethod;
  readonly startsOn: string;
  readonly endsOn?: string | null;
  readonly prices?: readonly PriceRow[];
  readonly lossFactor?: string;
  readonly powerCap?: { readonly kw: string; readonly policy: CapPolicy; readonly overageRate?: string | null } | null;
  readonly assignments?: readonly AssignmentRow[];
  readonly hashStreams?: readonly (OpenRange & { readonly ths: string })[];
  readonly deliveredPercent?: { readonly guaranteed: string; readonly delivered: string } | null;
};

export type PriceRow = OpenRange & {
  readonly component: Component;
  readonly unit: PriceUnit;
  readonly rate: string;
  readonly taxCode?: string | null;
};

export type AssignmentRow = {
  readonly unit: string;
  readonly from: string;
  readonly to?: string | null;
  readonly powerW?: string | null;
  readonly efficiencyJPerTh?: string | null;
};

export type RegisterRow = {
  readonly id: string;
  readonly rolloverWh?: string | null;
  readonly maxPowerW?: string | null;
  readonly feeds?: readonly FeedRow[];
  readonly readings?: readonly (readonly [at: string, wh: string])[];
  readonly replacements?: readonly { readonly at: string; readonly finalWh: string; readonly initialWh: string }[];
  readonly voids?: readonly { readonly from: string; readonly to: string; readonly reason: string }[];
  readonly estimates?: readonly EstimateRow[];
};

export type FeedRow = OpenRange & { readonly unit: string; readonly weight?: string };
export type EstimateRow = {
  readonly unit: string;
  readonly from: string;
  readonly to: string;
  readonly wh: string;
  readonly method: string;
};
export type AdjustmentRow = { readonly description: string; readonly amount: string; readonly taxCode?: string | null };
