import type { Component, PriceUnit } from './evidence.ts';
import type { Hold } from './holds.ts';

/** What `bill` prints: every key is always there, in this order; numbers are decimal strings. */
export type Bill = {
  readonly currency: string;
  readonly lines: readonly BillLine[];
  readonly taxes: readonly BillTax[];
  readonly subtotal: string;
  readonly tax: string;
  readonly total: string;
  readonly held: readonly Hold[];
};

export type LineComponent = Component | 'OVERAGE' | 'HASHRATE_CREDIT' | 'ADJUSTMENT';

export type BillLine = {
  /** The contract's number, null on adjustments. */
  readonly contract: string | null;
  readonly component: LineComponent;
  /** kWh with three decimals, everything else with six. */
  readonly quantity: string;
  readonly unit: PriceUnit | 'EACH';
  readonly rate: string;
  /** Estimated kWh within the quantity; null on lines without energy. */
  readonly estimated: string | null;
  readonly amount: string;
  readonly taxCode: string | null;
};

export type BillTax = {
  readonly code: string;
  readonly taxable: string;
  readonly percent: string;
  readonly amount: string;
};
