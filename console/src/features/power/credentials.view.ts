import { blankToUndefined, type Issue } from '@hashyard/ui';
import type { CredentialsInput } from '../../gql/graphql.ts';

export type CredentialsKind = 'none' | 'community' | 'usm' | 'login';

/** Secrets as typed, by their path in the input. They are sent once and never come back. */
export type CredentialsValues = {
  'credentials.kind': CredentialsKind;
  'credentials.community': string;
  'credentials.user': string;
  'credentials.password': string;
  'credentials.auth': string;
  'credentials.authKey': string;
  'credentials.priv': string;
  'credentials.privKey': string;
};

export const noCredentials: CredentialsValues = {
  'credentials.kind': 'none',
  'credentials.community': '',
  'credentials.user': '',
  'credentials.password': '',
  'credentials.auth': 'sha256',
  'credentials.authKey': '',
  'credentials.priv': 'aes',
  'credentials.privKey': '',
};

/** Only what the chosen kind has use for. */
export function credentialsInput(values: CredentialsValues): CredentialsInput | undefined {
  const text = (field: keyof CredentialsValues) => blankToUndefined(values[field]);
  switch (values['credentials.kind']) {
    case 'none':
      return undefined;
    case 'community':
      return { community: text('credentials.community') };
    case 'login':
      return { user: text('credentials.user'), password: text('credentials.password') };
    case 'usm': {
      const authKey = text('credentials.authKey');
      const privKey = text('credentials.privKey');
      return {
        user: text('credentials.user'),
        auth: authKey && text('credentials.auth'),
        authKey,
        priv: privKey && text('credentials.priv'),
        privKey,
      };
    }
  }
}

const needed: Record<CredentialsKind, readonly (keyof CredentialsValues)[]> = {
  none: [],
  community: ['credentials.community'],
  usm: ['credentials.user'],
  login: ['credentials.user', 'credentials.password'],
};

export const missingCredentials = (values: CredentialsValues): Issue[] =>
  needed[values['credentials.kind']]
    .filter((field) => values[field].trim() === '')
    .map((field) => ({ code: 'REQUIRED', message: 'This is needed.', path: ['input', ...field.split('.')] }));
