import { blankToNull } from '@hashyard/ui';
import type { BillingSettingsFragment, TaxRateInput, UpdateBillingSettingsInput } from '../../gql/graphql.ts';
import { addressInput } from '../customers/address.view.ts';
import { notNumbers, plainDecimal } from '../forms/refusal.view.ts';

/** The form's fields by their path in the input; texts as typed. */
export type BillingValues = {
  currency: string;
  energyRate: string;
  autoSend: boolean;
  collectionDays: string;
  dueDays: string;
  noticeDays: string;
  maxExtensions: string;
  defaultTaxCode: string;
  sellerName: string;
  sellerTaxNumber: string;
  'sellerAddress.lines': string;
  'sellerAddress.city': string;
  'sellerAddress.region': string;
  'sellerAddress.postalCode': string;
  'sellerAddress.country': string;
};

export const billingValuesOf = (settings: BillingSettingsFragment): BillingValues => ({
  currency: settings.currency,
  energyRate: plainDecimal(settings.energyRate ?? ''),
  autoSend: settings.autoSend,
  collectionDays: String(settings.collectionDays),
  dueDays: String(settings.dueDays),
  noticeDays: String(settings.noticeDays),
  maxExtensions: String(settings.maxExtensions),
  defaultTaxCode: settings.defaultTaxCode ?? '',
  sellerName: settings.sellerName,
  sellerTaxNumber: settings.sellerTaxNumber ?? '',
  'sellerAddress.lines': settings.sellerAddress?.lines.join('\n') ?? '',
  'sellerAddress.city': settings.sellerAddress?.city ?? '',
  'sellerAddress.region': settings.sellerAddress?.region ?? '',
  'sellerAddress.postalCode': settings.sellerAddress?.postalCode ?? '',
  'sellerAddress.country': settings.sellerAddress?.country ?? '',
});

const days = ['collectionDays', 'dueDays', 'noticeDays', 'maxExtensions'] as const;

/** What the API couldn't even read. */
export const unreadableBilling = (values: BillingValues) => [
  ...notNumbers(values, ['energyRate']),
  ...days
    .filter((field) => !/^\d{1,9}$/.test(values[field].trim()))
    .map((field) => ({ code: 'NOT_WHOLE', message: 'This is a whole number.', path: ['input', field] })),
];

/** All fields but the taxes, which have their own list; what was cleared is null. */
export const billingInput = (values: BillingValues): UpdateBillingSettingsInput => ({
  currency: values.currency,
  energyRate: blankToNull(plainDecimal(values.energyRate)),
  autoSend: values.autoSend,
  collectionDays: Number(values.collectionDays),
  dueDays: Number(values.dueDays),
  noticeDays: Number(values.noticeDays),
  maxExtensions: Number(values.maxExtensions),
  defaultTaxCode: blankToNull(values.defaultTaxCode),
  sellerName: values.sellerName.trim(),
  sellerTaxNumber: blankToNull(values.sellerTaxNumber),
  sellerAddress: addressInput(values, 'sellerAddress'),
});

type Tax = BillingSettingsFragment['taxes'][number];

/** The list as it is sent back: it always goes whole. */
export const taxInputs = (taxes: readonly Tax[]): TaxRateInput[] =>
  taxes.map(({ code, name, percent, startsOn, endsOn }) => ({ code, name, percent, startsOn, endsOn }));

type Issue = { readonly code: string; readonly message: string; readonly path: readonly string[] };

/** A fault in the row that is being edited belongs to the dialog's own fields: `taxes.2.percent` is its `percent`. */
export const taxIssue = (issue: Issue, index: number): Issue => {
  const [, list, row, ...field] = issue.path;
  return list === 'taxes' && row === String(index) ? { ...issue, path: ['input', ...field] } : issue;
};
