import { type FieldBinding, Select, useQuery } from '@hashyard/ui';
import type { JSX } from 'solid-js';
import { graphql } from '../../gql/gql.ts';
import { type DeviceProfileKind, profileOptions } from './profile.view.ts';

const deviceProfilesDocument = graphql(`
  query DeviceProfiles {
    deviceProfiles {
      id
      kind
      label
      evidence
      countsEnergy
    }
  }
`);

/** By which of the collectors' profiles a device is read. A blank choice is what `placeholder` says. */
export function ProfileSelect(props: {
  kind: DeviceProfileKind;
  placeholder: string;
  hint: string;
  required?: boolean;
  binding: FieldBinding<string>;
}): JSX.Element {
  const query = useQuery(deviceProfilesDocument, () => ({}));
  return (
    <Select
      label="Profile"
      required={props.required}
      placeholder={props.placeholder}
      hint={props.hint}
      options={profileOptions(query.data?.deviceProfiles ?? [], props.kind)}
      {...props.binding}
    />
  );
}
