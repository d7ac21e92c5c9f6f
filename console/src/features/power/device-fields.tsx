import { type FieldBinding, Select, TextInput } from '@hashyard/ui';
import type { JSX } from 'solid-js';
import type { SiteChoiceFragment } from '../../gql/graphql.ts';
import type { DeviceValues } from './device-form.view.ts';

/** Where a device stands and answers, the same for PDUs and meters. */
export function DeviceFields(props: {
  sites: readonly SiteChoiceFragment[];
  siteId: string;
  addressExample: string;
  field: (name: 'siteId' | 'name' | 'address' | 'collectorId') => FieldBinding<string>;
  children?: JSX.Element;
}): JSX.Element {
  const site = () => props.sites.find(({ id }) => id === props.siteId);
  const collectors = () => (site()?.collectors ?? []).filter(({ revokedAt }) => !revokedAt);
  return (
    <div class="grid gap-4 sm:grid-cols-2">
      <Select
        label="Site"
        required
        placeholder="Choose a site"
        options={props.sites.map(({ id, name }) => ({ value: id, label: name }))}
        {...props.field('siteId')}
      />
      <TextInput label="Name" required maxLength={200} {...props.field('name')} />
      <TextInput
        label="Address"
        required
        placeholder={props.addressExample}
        hint={`As its collector reaches it, like ${props.addressExample}`}
        {...props.field('address')}
      />
      <Select
        label="Collector"
        placeholder="The site’s only one"
        options={collectors().map(({ id, name }) => ({ value: id, label: name }))}
        {...props.field('collectorId')}
      />
      {props.children}
    </div>
  );
}

/** The bindings that `DeviceFields` takes, of a form that has more. */
export const deviceField =
  (form: { field(name: keyof DeviceValues): unknown }) =>
  <Name extends keyof DeviceValues>(name: Name): FieldBinding<string> =>
    form.field(name) as FieldBinding<string>;
