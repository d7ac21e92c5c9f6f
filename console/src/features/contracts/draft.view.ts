import { lastDay } from '@hashyard/ui';
import type { DraftTermsFragment, PriceUnit } from '../../gql/graphql.ts';
import { plainDecimal } from '../forms/refusal.view.ts';
import type { ContractValues } from './contract-form.view.ts';

/** A draft as the form of step 1 holds it. The monthly fees are prices of the hosting component. */
export function contractValuesOf(draft: DraftTermsFragment): ContractValues {
  const fee = (unit: PriceUnit) =>
    plainDecimal(draft.prices.find((price) => price.component === 'HOSTING' && price.unit === unit)?.rate ?? '');
  return {
    customerId: draft.customer.id,
    type: 'HOSTED',
    term: draft.term,
    startsOn: draft.startsOn,
    overridesEnd: draft.endsOnOverridden,
    overrideEndsOn: draft.endsOnOverridden || draft.term === 'CUSTOM' ? lastDay(draft.endsOn) : '',
    autoRenew: draft.autoRenew,
    billingMethod: draft.billingMethod,
    rate: plainDecimal(draft.rate ?? draft.prices.find(({ component }) => component === 'ENERGY')?.rate ?? ''),
    powerCapKw: plainDecimal(draft.powerCapKw ?? ''),
    capPolicy: draft.capPolicy ?? 'ALERT_ONLY',
    overageRate: plainDecimal(draft.overageRate ?? ''),
    'hosted.monthlyFeePerUnit': fee('UNIT_MONTH'),
    'hosted.monthlyFee': fee('MONTH'),
    notes: draft.notes ?? '',
  };
}
