import { type FieldBinding, TextArea, TextInput } from '@hashyard/ui';
import type { JSX } from 'solid-js';

type Part = 'lines' | 'city' | 'region' | 'postalCode' | 'country';

/** An address as it is printed on invoices: the fields of a grid. */
export function AddressFields(props: { field: (part: Part) => FieldBinding<string> }): JSX.Element {
  return (
    <>
      <TextArea label="Street" rows={2} hint="One line each, as they are printed" {...props.field('lines')} />
      <TextInput label="City" {...props.field('city')} />
      <TextInput label="Region" {...props.field('region')} />
      <TextInput label="Postal code" {...props.field('postalCode')} />
      <TextInput label="Country" hint="Two letters, like US" maxLength={2} {...props.field('country')} />
    </>
  );
}
