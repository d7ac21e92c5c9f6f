import { words } from '../../graphql/enums.ts';

/** GraphQL's `ContractType`; in code its name is free for the object's class. */
export const ContractKind = words(
  'ContractType',
  ['HOSTED', 'LEASE', 'INFINITY', 'OM'],
  "HOSTED the customer's machines at the operator's site; LEASE the operator's machines, which revert at the end; INFINITY hash streams, no machines; " +
    "OM the customer's site, run by the operator.",
);
export type ContractKind = keyof typeof ContractKind;

export const ContractStatus = words(
  'ContractStatus',
  ['DRAFT', 'ACTIVE', 'SUSPENDED', 'EXPIRED', 'TERMINATED', 'CANCELLED'],
  'SUSPENDED by a person or for debt; EXPIRED at its end; TERMINATED before it; CANCELLED as a draft.',
);
export type ContractStatus = keyof typeof ContractStatus;

export const TermLength = words(
  'ContractTerm',
  ['MONTH_TO_MONTH', 'MONTHS_3', 'MONTHS_6', 'YEARS_1', 'YEARS_2', 'CUSTOM'],
  'Length of a term; CUSTOM by its dates.',
);
export type TermLength = keyof typeof TermLength;

export const BillingMethod = words(
  'BillingMethod',
  ['METERED', 'CALCULATED', 'HASH', 'FIXED'],
  'METERED register differences; CALCULATED rated W x hours; HASH mean TH/s x rated J/TH x hours; FIXED no energy, only fees. INFINITY is always FIXED.',
);
export type BillingMethod = keyof typeof BillingMethod;

export const CapPolicy = words(
  'CapPolicy',
  ['ALERT_ONLY', 'OVERAGE', 'CLIP'],
  'What happens to energy above the cap in a quarter hour: ALERT_ONLY billed as usual, OVERAGE billed at `overageRate`, CLIP not billed.',
);
export type CapPolicy = keyof typeof CapPolicy;

export const PriceComponent = words('PriceComponent', ['ENERGY', 'HOSTING', 'LEASE', 'SERVICE', 'HASHRATE']);
export type PriceComponent = keyof typeof PriceComponent;

export const PriceUnit = words(
  'PriceUnit',
  ['KWH', 'UNIT_MONTH', 'MONTH', 'THS_DAY'],
  'ENERGY has KWH; HOSTING, LEASE and SERVICE have UNIT_MONTH or MONTH; HASHRATE has THS_DAY. Months are counted by days.',
);
export type PriceUnit = keyof typeof PriceUnit;

export const TermOrigin = words('TermOrigin', ['INITIAL', 'RENEWAL', 'EXTENSION']);
export type TermOrigin = keyof typeof TermOrigin;

export const ContractOrder = words('ContractOrder', [
  'NUMBER_ASC',
  'NUMBER_DESC',
  'STARTS_ON_ASC',
  'STARTS_ON_DESC',
  'ENDS_ON_ASC',
  'ENDS_ON_DESC',
]);
export type ContractOrder = keyof typeof ContractOrder;

export const ContractEventKind = words('ContractEventKind', [
  'CREATED',
  'UPDATED',
  'ASSIGNED',
  'UNASSIGNED',
  'ACTIVATED',
  'ACCEPTED',
  'SUSPENDED',
  'RESUMED',
  'PRICE_CHANGED',
  'NOTICE_GIVEN',
  'RENEWED',
  'EXTENDED',
  'EXPIRED',
  'TERMINATED',
  'DISCARDED',
]);
export type ContractEventKind = keyof typeof ContractEventKind;
