import type {
  BillingOutcome,
  HoldReason,
  InvoiceEventKind,
  InvoiceKind,
  InvoiceStatus,
  LineComponent,
  LineUnit,
  RunState,
} from '../../gql/graphql.ts';

type Tone = 'neutral' | 'accent' | 'ok' | 'warn' | 'bad' | 'info' | 'violet';

export const statusWords: Record<InvoiceStatus, { word: string; tone: Tone }> = {
  DRAFT: { word: 'Draft', tone: 'neutral' },
  HELD: { word: 'Held', tone: 'warn' },
  ISSUED: { word: 'Issued', tone: 'info' },
  PARTIALLY_PAID: { word: 'Partially paid', tone: 'info' },
  OVERDUE: { word: 'Overdue', tone: 'bad' },
  PAID: { word: 'Paid', tone: 'ok' },
  WRITTEN_OFF: { word: 'Written off', tone: 'violet' },
  CANCELLED: { word: 'Cancelled', tone: 'neutral' },
};

export const kindWords: Record<InvoiceKind, string> = { USAGE: 'Usage', SUPPLEMENTAL: 'Supplemental' };

/** A reason in words, and what it asks of a person. */
export const holdWords: Record<HoldReason, { word: string; meaning: string }> = {
  IN_DEFAULT: { word: 'Customer in default', meaning: 'The customer is marked as in default.' },
  BILLING_HOLD: { word: 'Billing hold', meaning: 'A billing hold is set on the customer.' },
  UNCOVERED: { word: 'Time without data', meaning: 'For part of the period a unit has no register readings.' },
  REGISTER_DECREASED: {
    word: 'Register went back',
    meaning: 'A register showed less than before, and no replacement explains it.',
  },
  VOIDED: { word: 'Voided readings', meaning: 'Readings of the period were declared untrue.' },
  ESTIMATED_SHARE: { word: 'Much is estimated', meaning: 'The estimated share of the energy is above the limit.' },
  UNPRICED: { word: 'Price missing', meaning: 'No price holds for part of the period.' },
  UNVERIFIED_PROFILE: {
    word: 'Unverified device',
    meaning:
      'A device’s profile rests on no recording or document. Confirm it on the device’s page, or look past it here.',
  },
  ZERO_RATE: { word: 'Rate is zero', meaning: 'Energy would be billed at 0.' },
  VARIANCE: { word: 'Unlike former months', meaning: 'The amount is far from the customer’s former invoices.' },
  MANUAL: { word: 'Held by a person', meaning: 'Somebody set this invoice aside.' },
};

export const componentWords: Record<LineComponent, string> = {
  ENERGY: 'Energy',
  OVERAGE: 'Overage',
  HOSTING: 'Hosting',
  LEASE: 'Lease',
  SERVICE: 'Service',
  HASHRATE: 'Hashrate',
  HASHRATE_CREDIT: 'Hashrate credit',
  ADJUSTMENT: 'Adjustment',
};

export const unitWords: Record<LineUnit, string> = {
  KWH: 'kWh',
  UNIT_MONTH: 'unit months',
  MONTH: 'months',
  THS_DAY: 'TH/s days',
  EACH: '',
};

export const outcomeWords: Record<BillingOutcome, { word: string; tone: Tone; meaning: string }> = {
  DRAFTED: { word: 'Drafted', tone: 'neutral', meaning: 'An invoice waits as a draft' },
  ISSUED: { word: 'Issued', tone: 'ok', meaning: 'Issued and mailed' },
  HELD: { word: 'Held', tone: 'warn', meaning: 'Something needs a person before it can be issued' },
  SKIPPED: { word: 'Skipped', tone: 'neutral', meaning: 'Has an invoice of the period already' },
  NOTHING_TO_BILL: { word: 'Nothing to bill', tone: 'neutral', meaning: 'No contract met the period' },
  FAILED: { word: 'Failed', tone: 'bad', meaning: 'Nothing was written for this customer' },
};

export const runWords: Record<RunState, string> = {
  QUEUED: 'Waiting to start',
  RUNNING: 'Running',
  FINISHED: 'Finished',
  FAILED: 'Broke off',
};

export const eventWords: Record<InvoiceEventKind, string> = {
  GENERATED: 'Generated',
  RECOMPUTED: 'Computed anew',
  HELD: 'Held',
  RELEASED: 'Released',
  ISSUED: 'Issued',
  SENT: 'Mailed',
  CREDITED: 'Credited',
  WRITTEN_OFF: 'Written off',
  CANCELLED: 'Cancelled',
};

export const runTone: Record<RunState, Tone> = { QUEUED: 'info', RUNNING: 'info', FINISHED: 'ok', FAILED: 'bad' };
