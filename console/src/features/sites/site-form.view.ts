import { blankToNull, blankToUndefined } from '@hashyard/ui';
import type { CreateSiteInput, SiteFormFieldsFragment, UpdateSiteInput } from '../../gql/graphql.ts';
import { notNumbers, plainDecimal } from '../forms/refusal.view.ts';

/** The form's fields by their path in the input; texts as typed. */
export type SiteValues = {
  name: string;
  timeZone: string;
  city: string;
  region: string;
  country: string;
  capacityKw: string;
  energyCostPerKwh: string;
  sellableHashrateThs: string;
  customerId: string;
};

export const newSite = (timeZone: string): SiteValues => ({
  name: '',
  timeZone,
  city: '',
  region: '',
  country: '',
  capacityKw: '',
  energyCostPerKwh: '',
  sellableHashrateThs: '',
  customerId: '',
});

export const valuesOf = (site: SiteFormFieldsFragment): SiteValues => ({
  name: site.name,
  timeZone: site.timeZone,
  city: site.city ?? '',
  region: site.region ?? '',
  country: site.country ?? '',
  capacityKw: plainDecimal(site.capacityKw ?? ''),
  energyCostPerKwh: plainDecimal(site.energyCostPerKwh ?? ''),
  sellableHashrateThs: plainDecimal(site.sellableHashrateThs ?? ''),
  customerId: site.customer?.id ?? '',
});

/** What the API couldn't even read. */
export const unreadable = (values: SiteValues) =>
  notNumbers(values, ['capacityKw', 'energyCostPerKwh', 'sellableHashrateThs']);

/** What is blank is left out: its energy then costs the organization's rate, and it is the operator's. */
export const createInput = (values: SiteValues): CreateSiteInput => ({
  name: values.name.trim(),
  timeZone: values.timeZone,
  city: blankToUndefined(values.city),
  region: blankToUndefined(values.region),
  country: blankToUndefined(values.country.toUpperCase()),
  capacityKw: blankToUndefined(plainDecimal(values.capacityKw)),
  energyCostPerKwh: blankToUndefined(plainDecimal(values.energyCostPerKwh)),
  sellableHashrateThs: blankToUndefined(plainDecimal(values.sellableHashrateThs)),
  customerId: blankToUndefined(values.customerId),
});

/** All fields; what was cleared is null, which clears it. */
export const updateInput = (siteId: string, values: SiteValues): UpdateSiteInput => ({
  siteId,
  name: values.name.trim(),
  timeZone: values.timeZone,
  city: blankToNull(values.city),
  region: blankToNull(values.region),
  country: blankToNull(values.country.toUpperCase()),
  capacityKw: blankToNull(plainDecimal(values.capacityKw)),
  energyCostPerKwh: blankToNull(plainDecimal(values.energyCostPerKwh)),
  sellableHashrateThs: blankToNull(plainDecimal(values.sellableHashrateThs)),
  customerId: blankToNull(values.customerId),
});

/** Every zone the browser knows, and the one in use even if it doesn't. */
export function zoneOptions(current: string): { value: string; label: string }[] {
  const zones = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', current]);
  return [...zones]
    .filter(Boolean)
    .sort()
    .map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }));
}
