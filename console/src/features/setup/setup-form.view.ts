import { blankToUndefined } from '@hashyard/ui';
import type { SetUpInstallationInput } from '../../gql/graphql.ts';
import { notNumbers, plainDecimal } from '../forms/refusal.view.ts';

/** The form's fields by their path in the input; texts as typed. */
export type SetupValues = Record<
  | 'owner.name'
  | 'owner.email'
  | 'owner.password'
  | 'organization.name'
  | 'organization.timeZone'
  | 'organization.currency'
  | 'organization.energyRate'
  | 'site.name'
  | 'site.timeZone'
  | 'site.city'
  | 'site.region'
  | 'site.country'
  | 'site.capacityKw',
  string
>;

/** Organization and site begin in the zone of whoever sets them up. */
export const newInstallation = (timeZone: string): SetupValues => ({
  'owner.name': '',
  'owner.email': '',
  'owner.password': '',
  'organization.name': '',
  'organization.timeZone': timeZone,
  'organization.currency': 'USD',
  'organization.energyRate': '',
  'site.name': '',
  'site.timeZone': timeZone,
  'site.city': '',
  'site.region': '',
  'site.country': '',
  'site.capacityKw': '',
});

/** What the API couldn't even read. */
export const unreadable = (values: SetupValues) => notNumbers(values, ['organization.energyRate', 'site.capacityKw']);

export const setupInput = (token: string, values: SetupValues): SetUpInstallationInput => ({
  token,
  owner: {
    name: values['owner.name'].trim(),
    email: values['owner.email'].trim(),
    password: values['owner.password'],
  },
  organization: {
    name: values['organization.name'].trim(),
    timeZone: values['organization.timeZone'],
    currency: values['organization.currency'],
    energyRate: blankToUndefined(plainDecimal(values['organization.energyRate'])),
  },
  site: {
    name: values['site.name'].trim(),
    timeZone: values['site.timeZone'],
    city: blankToUndefined(values['site.city']),
    region: blankToUndefined(values['site.region']),
    country: blankToUndefined(values['site.country'].toUpperCase()),
    capacityKw: blankToUndefined(plainDecimal(values['site.capacityKw'])),
  },
});
