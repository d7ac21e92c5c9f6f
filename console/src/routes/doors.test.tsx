import { fireEvent, screen } from '@solidjs/testing-library';
import { afterEach, expect, test, vi } from 'vitest';
import { fakeApi } from '../../test/fake-api.ts';
import { show } from '../../test/show.tsx';
import { ForgotPage } from './forgot.page.tsx';
import { InvitePage } from './invite.page.tsx';
import { ResetPage } from './reset.page.tsx';

afterEach(() => window.history.replaceState(null, '', '/'));
const linkWith = (token: string) => window.history.replaceState(null, '', `/#${token}`);
const type = (label: RegExp | string, value: string) =>
  fireEvent.input(screen.getByLabelText(label), { target: { value } });

test('asking for a new password says the same for every address', async () => {
  const api = fakeApi({
    RequestPasswordReset: {
      requestPasswordReset: { __typename: 'PasswordResetRequested', email: 'nobody@example.com' },
    },
  });
  show(ForgotPage);
  type('Email', ' nobody@example.com ');
  fireEvent.click(screen.getByRole('button', { name: 'Send link' }));
  expect(await screen.findByText(/If nobody@example.com has an account here/)).toBeTruthy();
  expect(api.last('RequestPasswordReset')).toEqual({ input: { email: 'nobody@example.com' } });
});

test('a new password goes with the token of the link’s fragment', async () => {
  linkWith('token-1');
  const api = fakeApi({
    ResetPassword: { resetPassword: { __typename: 'PasswordReset', email: 'olive@example.com' } },
  });
  show(ResetPage);
  type('New password', 'a longer password');
  fireEvent.click(screen.getByRole('button', { name: 'Set password' }));
  expect(await screen.findByText(/Sign in as olive@example.com/)).toBeTruthy();
  expect(api.last('ResetPassword')).toEqual({ input: { token: 'token-1', password: 'a longer password' } });
});

test('a weak password is said at its field and stays', async () => {
  linkWith('token-1');
  const message = 'A password has 12 characters or more.';
  const issue = { __typename: 'InputIssue', code: 'WEAK_PASSWORD', message, path: ['input', 'password'] };
  fakeApi({
    ResetPassword: {
      resetPassword: { __typename: 'InvalidInput', code: 'INVALID_INPUT', message: '', path: null, issues: [issue] },
    },
  });
  show(ResetPage);
  type('New password', 'short');
  fireEvent.click(screen.getByRole('button', { name: 'Set password' }));
  expect(await screen.findByText(message)).toBeTruthy();
  expect(screen.getByLabelText<HTMLInputElement>('New password').value).toBe('short');
});

test('a link that lost its token says so and sends nothing', () => {
  fakeApi({});
  show(ResetPage);
  expect(screen.getByText('This link is incomplete')).toBeTruthy();
});

test('accepting an invitation goes in', async () => {
  linkWith('token-2');
  const api = fakeApi({
    AcceptInvite: { acceptInvite: { __typename: 'SignedIn', viewer: { __typename: 'Viewer', kind: 'STAFF' } } },
  });
  const { address } = show(InvitePage, { path: '/invite', at: '/invite' });
  type('Password', 'a longer password');
  fireEvent.click(screen.getByRole('button', { name: 'Set password and sign in' }));
  await vi.waitFor(() => expect(address()).toBe('/'));
  expect(api.last('AcceptInvite')).toEqual({ input: { token: 'token-2', password: 'a longer password' } });
});

test('who has an account with a second factor is asked for its code, and goes in with it', async () => {
  linkWith('token-3');
  const message = 'Type the code of your authenticator app, or a recovery code.';
  const api = fakeApi({
    AcceptInvite: ({ input }) => ({
      acceptInvite: (input as { oneTimeCode?: string }).oneTimeCode
        ? { __typename: 'SignedIn', viewer: { __typename: 'Viewer', kind: 'STAFF' } }
        : { __typename: 'Forbidden', code: 'SECOND_FACTOR_REQUIRED', message, path: null },
    }),
  });
  const { address } = show(InvitePage, { path: '/invite', at: '/invite' });
  expect(screen.queryByLabelText(/^One-time code/)).toBeNull();
  type('Password', 'a longer password');
  fireEvent.click(screen.getByRole('button', { name: 'Set password and sign in' }));
  fireEvent.input(await screen.findByLabelText(/^One-time code/), { target: { value: ' 123456 ' } });
  expect(screen.getByText(message)).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Set password and sign in' }));
  await vi.waitFor(() => expect(address()).toBe('/'));
  expect(api.last('AcceptInvite')).toEqual({
    input: { token: 'token-3', password: 'a longer password', oneTimeCode: '123456' },
  });
});
