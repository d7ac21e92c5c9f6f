import { expect, test } from 'vitest';
import type { BillingSettingsFragment } from '../../gql/graphql.ts';
import { billingInput, billingValuesOf, taxInputs, taxIssue, unreadableBilling } from './billing-settings.view.ts';

const settings: BillingSettingsFragment = {
  currency: 'USD',
  energyRate: '0.072500',
  autoSend: false,
  collectionDays: 2,
  dueDays: 15,
  noticeDays: 60,
  maxExtensions: 3,
  taxes: [{ code: 'TX', name: 'Sales tax', percent: '8.25', startsOn: null, endsOn: null }],
  defaultTaxCode: 'TX',
  sellerName: 'Prairie Hash LLC',
  sellerTaxNumber: null,
  sellerAddress: { lines: ['1 Yard Road'], city: 'Pecos', region: 'TX', postalCode: '79772', country: 'US' },
};

test('saving untouched settings changes nothing, and leaves the taxes alone', () => {
  expect(billingInput(billingValuesOf(settings))).toEqual({
    currency: 'USD',
    energyRate: '0.0725',
    autoSend: false,
    collectionDays: 2,
    dueDays: 15,
    noticeDays: 60,
    maxExtensions: 3,
    defaultTaxCode: 'TX',
    sellerName: 'Prairie Hash LLC',
    sellerTaxNumber: null,
    sellerAddress: settings.sellerAddress,
  });
});

test('an energy rate that was cleared is null: every contract then names its own', () => {
  expect(billingInput({ ...billingValuesOf(settings), energyRate: ' ' }).energyRate).toBeNull();
});

test('a part of a day is refused at its field', () => {
  const issues = unreadableBilling({ ...billingValuesOf(settings), dueDays: '1.5', energyRate: 'cheap' });
  expect(issues.map(({ path }) => path.at(-1))).toEqual(['energyRate', 'dueDays']);
});

test('taxes are sent back without what the API adds', () => {
  expect(taxInputs(settings.taxes)).toEqual([
    { code: 'TX', name: 'Sales tax', percent: '8.25', startsOn: null, endsOn: null },
  ]);
});

test('a fault of the edited row stands at the dialog’s field, others keep their path', () => {
  const issue = { code: 'NEGATIVE', message: '', path: ['input', 'taxes', '1', 'percent'] };
  expect(taxIssue(issue, 1).path).toEqual(['input', 'percent']);
  expect(taxIssue(issue, 0).path).toEqual(issue.path);
});
