import { lastDay } from '@hashyard/ui';
import type { DraftTermsFragment, PriceComponent, PriceUnit } from '../../gql/graphql.ts';
import { plainDecimal } from '../forms/refusal.view.ts';
import { type ContractValues, newContract } from './contract-form.view.ts';

/** A draft as the form of step 1 holds it. Fees per unit and for the whole contract are prices of different components. */
export function contractValuesOf(draft: DraftTermsFragment): ContractValues {
  const price = (component: PriceComponent, unit: PriceUnit) =>
    plainDecimal(draft.prices.find((one) => one.component === component && one.unit === unit)?.rate ?? '');
  const perUnit = price('HOSTING', 'UNIT_MONTH');
  const monthly = price('SERVICE', 'MONTH');
  const { infinity, lease } = draft;
  return {
    ...newContract({ customerId: draft.customer.id, today: draft.startsOn, energyRate: null }),
    type: draft.type,
    term: draft.term,
    overridesEnd: draft.endsOnOverridden,
    overrideEndsOn: draft.endsOnOverridden || draft.term === 'CUSTOM' ? lastDay(draft.endsOn) : '',
    autoRenew: draft.autoRenew,
    noticeDays: String(draft.noticeDays),
    billingMethod: draft.billingMethod,
    rate: plainDecimal(draft.rate ?? '') || price('ENERGY', 'KWH'),
    lossFactor: plainDecimal(draft.lossFactor),
    powerCapKw: plainDecimal(draft.powerCapKw ?? ''),
    capPolicy: draft.capPolicy ?? 'ALERT_ONLY',
    overageRate: plainDecimal(draft.overageRate ?? ''),
    'hosted.monthlyFeePerUnit': perUnit,
    'hosted.monthlyFee': monthly,
    'lease.monthlyFeePerUnit': price('LEASE', 'UNIT_MONTH'),
    'lease.maxExtensions': lease ? String(lease.maxExtensions) : '',
    'infinity.siteId': infinity?.site.id ?? '',
    'infinity.hashrateThs': plainDecimal(infinity?.hashrateThs ?? ''),
    'infinity.ratePerThsDay': price('HASHRATE', 'THS_DAY'),
    'infinity.guaranteedPercent': plainDecimal(infinity?.guaranteedPercent ?? ''),
    'infinity.modelId': infinity?.model?.id ?? '',
    'infinity.quantity': infinity?.quantity == null ? '' : String(infinity.quantity),
    'infinity.connectorFeePercent': plainDecimal(infinity?.connectorFeePercent ?? ''),
    'infinity.payoutWallet': infinity?.payoutWallet ?? '',
    'operations.monthlyFeePerSite': perUnit,
    'operations.monthlyFee': monthly,
    notes: draft.notes ?? '',
  };
}
