import { words } from '../../graphql/enums.ts';

export const InvoiceStatus = words(
  'InvoiceStatus',
  ['DRAFT', 'HELD', 'ISSUED', 'PARTIALLY_PAID', 'OVERDUE', 'PAID', 'WRITTEN_OFF', 'CANCELLED'],
  'PARTIALLY_PAID and OVERDUE are derived from balance and due date; where both hold it is OVERDUE. Only DRAFT and HELD can change their lines.',
);
export type InvoiceStatus = keyof typeof InvoiceStatus;
/** What the row says; the others follow from balance and due date. */
export type StoredStatus = Exclude<InvoiceStatus, 'PARTIALLY_PAID' | 'OVERDUE'>;

export const InvoiceKind = words(
  'InvoiceKind',
  ['USAGE', 'SUPPLEMENTAL'],
  "USAGE is the period's invoice; SUPPLEMENTAL bills what it left out.",
);
export type InvoiceKind = keyof typeof InvoiceKind;

export const InvoiceOrder = words('InvoiceOrder', [
  'NUMBER_ASC',
  'NUMBER_DESC',
  'STARTS_ON_DESC',
  'ISSUED_ON_DESC',
  'DUE_ON_ASC',
  'TOTAL_DESC',
]);
export type InvoiceOrder = keyof typeof InvoiceOrder;

export const HoldReason = words(
  'HoldReason',
  [
    'IN_DEFAULT',
    'BILLING_HOLD',
    'UNCOVERED',
    'REGISTER_DECREASED',
    'VOIDED',
    'ESTIMATED_SHARE',
    'UNPRICED',
    'UNVERIFIED_PROFILE',
    'ZERO_RATE',
    'VARIANCE',
    'MANUAL',
  ],
  "By the customer: IN_DEFAULT, BILLING_HOLD. By the rating (their meaning is the evidence format's): UNCOVERED, REGISTER_DECREASED, VOIDED, ESTIMATED_SHARE, UNPRICED. " +
    'By review: UNVERIFIED_PROFILE, ZERO_RATE, VARIANCE (far from former months), MANUAL (by a person).',
);
export type HoldReason = keyof typeof HoldReason;

export const RunState = words('RunState', ['QUEUED', 'RUNNING', 'FINISHED', 'FAILED']);
export type RunState = keyof typeof RunState;

export const LineComponent = words('LineComponent', [
  'ENERGY',
  'OVERAGE',
  'HOSTING',
  'LEASE',
  'SERVICE',
  'HASHRATE',
  'HASHRATE_CREDIT',
  'ADJUSTMENT',
]);
export type LineComponent = keyof typeof LineComponent;

export const LineUnit = words('LineUnit', ['KWH', 'UNIT_MONTH', 'MONTH', 'THS_DAY', 'EACH']);
export type LineUnit = keyof typeof LineUnit;

export const BillingOutcome = words(
  'BillingOutcome',
  ['DRAFTED', 'ISSUED', 'HELD', 'SKIPPED', 'NOTHING_TO_BILL', 'FAILED'],
  "SKIPPED: has an invoice of the period that isn't cancelled. NOTHING_TO_BILL: no contract met the period. FAILED: nothing was written for this customer.",
);
export type BillingOutcome = keyof typeof BillingOutcome;

export const AfterRelease = words(
  'AfterRelease',
  ['DRAFT', 'ISSUE', 'ISSUE_AND_SEND'],
  'Releasing says what comes next, mail included.',
);
export type AfterRelease = keyof typeof AfterRelease;

export const InvoiceEventKind = words('InvoiceEventKind', [
  'GENERATED',
  'RECOMPUTED',
  'HELD',
  'RELEASED',
  'ISSUED',
  'SENT',
  'CREDITED',
  'WRITTEN_OFF',
  'CANCELLED',
]);
export type InvoiceEventKind = keyof typeof InvoiceEventKind;

export const InvoiceChange = words(
  'InvoiceChange',
  ['RECOMPUTE', 'ISSUE', 'ISSUE_AND_SEND', 'SEND', 'HOLD', 'WRITE_OFF', 'CANCEL'],
  'What is done to many invoices at once, each as by its own mutation.',
);
export type InvoiceChange = keyof typeof InvoiceChange;
