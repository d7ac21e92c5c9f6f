import { type FieldBinding, Select, TextInput } from '@hashyard/ui';
import { type JSX, Match, Switch } from 'solid-js';
import type { CredentialsKind, CredentialsValues } from './credentials.view.ts';

const kinds = [
  { value: 'none', label: 'None' },
  { value: 'community', label: 'SNMP v1 or v2c: community' },
  { value: 'usm', label: 'SNMP v3: user and keys' },
  { value: 'login', label: 'HTTP: user and password' },
] as const satisfies readonly { value: CredentialsKind; label: string }[];

const auths = ['sha', 'sha256', 'sha512'].map((value) => ({ value, label: value.toUpperCase() }));
const privs = ['aes', 'aes256'].map((value) => ({ value, label: value.toUpperCase() }));

/** How a device is signed in to. Sealed to its collector; nobody reads it again. */
export function CredentialsFields(props: {
  values: CredentialsValues;
  field: (name: keyof CredentialsValues) => FieldBinding<string>;
}): JSX.Element {
  const secret = (name: keyof CredentialsValues, label: string, required = false) => (
    <TextInput label={label} type="password" autocomplete="off" required={required} {...props.field(name)} />
  );
  return (
    <div class="grid gap-4 sm:grid-cols-2">
      <Select
        label="Credentials"
        required
        hint="Sealed to the site’s collector; they are never shown again"
        options={kinds}
        {...props.field('credentials.kind')}
      />
      <Switch>
        <Match when={props.values['credentials.kind'] === 'community'}>
          {secret('credentials.community', 'Community', true)}
        </Match>
        <Match when={props.values['credentials.kind'] === 'login'}>
          <TextInput label="User" required {...props.field('credentials.user')} />
          {secret('credentials.password', 'Password', true)}
        </Match>
        <Match when={props.values['credentials.kind'] === 'usm'}>
          <TextInput label="User" required {...props.field('credentials.user')} />
          <Select label="Authentication" required options={auths} {...props.field('credentials.auth')} />
          {secret('credentials.authKey', 'Authentication key')}
          <Select label="Privacy" required options={privs} {...props.field('credentials.priv')} />
          {secret('credentials.privKey', 'Privacy key')}
        </Match>
      </Switch>
    </div>
  );
}
