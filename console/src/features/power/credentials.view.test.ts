import { expect, test } from 'vitest';
import { credentialsInput, missingCredentials, noCredentials } from './credentials.view.ts';

const typed = {
  ...noCredentials,
  'credentials.community': 'public',
  'credentials.user': 'hash',
  'credentials.authKey': 'a-secret',
};

test.each([
  { kind: 'none', input: undefined },
  { kind: 'community', input: { community: 'public' } },
  { kind: 'usm', input: { user: 'hash', auth: 'sha256', authKey: 'a-secret', priv: undefined, privKey: undefined } },
  { kind: 'login', input: { user: 'hash', password: undefined } },
] as const)('of what was typed only what $kind has use for is sent', ({ kind, input }) => {
  expect(credentialsInput({ ...typed, 'credentials.kind': kind })).toEqual(input);
});

test('what the chosen kind needs is named', () => {
  expect(missingCredentials({ ...noCredentials, 'credentials.kind': 'login' }).map(({ path }) => path[2])).toEqual([
    'user',
    'password',
  ]);
  expect(missingCredentials(noCredentials)).toEqual([]);
});
