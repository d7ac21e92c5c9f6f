import type {
  BillingMethod,
  CapPolicy,
  ContractEventKind,
  ContractStatus,
  ContractTerm,
  ContractType,
  PriceComponent,
  PriceUnit,
  TermOrigin,
} from '../../gql/graphql.ts';

export const typeWords: Record<ContractType, string> = {
  HOSTED: 'Hosted',
  LEASE: 'Lease',
  INFINITY: 'Infinity',
  OM: 'O&M',
};

export const statusWords: Record<ContractStatus, { word: string; tone: 'neutral' | 'ok' | 'warn' | 'bad' | 'violet' }> =
  {
    DRAFT: { word: 'Draft', tone: 'neutral' },
    ACTIVE: { word: 'Active', tone: 'ok' },
    SUSPENDED: { word: 'Suspended', tone: 'warn' },
    EXPIRED: { word: 'Expired', tone: 'neutral' },
    TERMINATED: { word: 'Terminated', tone: 'bad' },
    CANCELLED: { word: 'Cancelled', tone: 'neutral' },
  };

export const termWords: Record<ContractTerm, string> = {
  MONTH_TO_MONTH: 'Month-to-Month',
  MONTHS_3: '3 months',
  MONTHS_6: '6 months',
  YEARS_1: '1 year',
  YEARS_2: '2 years',
  CUSTOM: 'Custom',
};

export const methodWords: Record<BillingMethod, string> = {
  METERED: 'Metered',
  CALCULATED: 'Calculated',
  HASH: 'Hash',
  FIXED: 'Fixed',
};

export const capWords: Record<CapPolicy, string> = {
  ALERT_ONLY: 'Alert only, billed as usual',
  OVERAGE: 'Billed at the overage rate',
  CLIP: 'Not billed',
};

export const originWords: Record<TermOrigin, string> = {
  INITIAL: 'First term',
  RENEWAL: 'Renewal',
  EXTENSION: 'Extension',
};

export const componentWords: Record<PriceComponent, string> = {
  ENERGY: 'Energy',
  HOSTING: 'Hosting',
  LEASE: 'Lease',
  SERVICE: 'Service',
  HASHRATE: 'Hashrate',
};

export const unitWords: Record<PriceUnit, string> = {
  KWH: 'kWh',
  UNIT_MONTH: 'unit and month',
  MONTH: 'month',
  THS_DAY: 'TH/s and day',
};

export const eventWords: Record<ContractEventKind, string> = {
  CREATED: 'Draft created',
  UPDATED: 'Changed',
  ASSIGNED: 'Equipment assigned',
  UNASSIGNED: 'Equipment taken off',
  ACTIVATED: 'Activated',
  ACCEPTED: 'Accepted by the customer',
  SUSPENDED: 'Suspended',
  RESUMED: 'Resumed',
  PRICE_CHANGED: 'Price changed',
  NOTICE_GIVEN: 'Notice given',
  RENEWED: 'Renewed',
  EXTENDED: 'Extended',
  EXPIRED: 'Expired',
  TERMINATED: 'Terminated',
  DISCARDED: 'Discarded',
};
