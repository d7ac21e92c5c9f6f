import { expect, test } from 'vitest';
import type { DraftTermsFragment } from '../../gql/graphql.ts';
import { updateInput } from './contract-form.view.ts';
import { contractValuesOf } from './draft.view.ts';

const draft: DraftTermsFragment = {
  id: 'k1',
  type: 'HOSTED',
  term: 'YEARS_1',
  startsOn: '2026-06-01',
  endsOn: '2027-01-01',
  endsOnOverridden: true,
  autoRenew: true,
  noticeDays: 60,
  billingMethod: 'METERED',
  rate: null,
  lossFactor: '1',
  currency: 'USD',
  powerCapKw: '120',
  capPolicy: 'OVERAGE',
  overageRate: '0.2',
  notes: null,
  customer: { id: 'c1' },
  lease: null,
  infinity: null,
  prices: [
    { component: 'ENERGY', unit: 'KWH', rate: '0.0725', startsOn: '2026-06-01', endsOn: null },
    { component: 'HOSTING', unit: 'UNIT_MONTH', rate: '12.5', startsOn: '2026-06-01', endsOn: null },
  ],
};

test('a draft fills the form, its end as the last day', () => {
  expect(contractValuesOf(draft)).toMatchObject({
    overridesEnd: true,
    overrideEndsOn: '2026-12-31',
    'hosted.monthlyFeePerUnit': '12.5',
    'hosted.monthlyFee': '',
  });
});

test('a rate that holds only from a later day is still the draft’s rate', () => {
  expect(contractValuesOf(draft).rate).toBe('0.0725');
});

test('saving an untouched draft changes nothing', () => {
  expect(updateInput('k1', contractValuesOf(draft))).toMatchObject({
    overrideEndsOn: '2027-01-01',
    autoRenew: true,
    rate: '0.0725',
    powerCapKw: '120',
    capPolicy: 'OVERAGE',
    overageRate: '0.2',
    hosted: { monthlyFeePerUnit: '12.5', monthlyFee: null },
    notes: null,
  });
});

test('hash streams keep their site, price and what is on record', () => {
  const streams = contractValuesOf({
    ...draft,
    type: 'INFINITY',
    billingMethod: 'FIXED',
    infinity: {
      site: { id: 's1' },
      hashrateThs: '1500',
      guaranteedPercent: '95',
      model: { id: 'm1' },
      quantity: 7,
      connectorFeePercent: null,
      payoutWallet: 'bc1qexample',
    },
    prices: [{ component: 'HASHRATE', unit: 'THS_DAY', rate: '0.060000', startsOn: null, endsOn: null }],
  });
  expect(updateInput('k1', streams).infinity).toEqual({
    siteId: 's1',
    hashrateThs: '1500',
    ratePerThsDay: '0.06',
    guaranteedPercent: '95',
    modelId: 'm1',
    quantity: 7,
    connectorFeePercent: null,
    payoutWallet: 'bc1qexample',
  });
});
