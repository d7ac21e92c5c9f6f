// @vitest-environment jsdom
import { createGraph, GraphProvider } from '@hashyard/ui';
import { fireEvent, render, screen } from '@solidjs/testing-library';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AcceptInvite } from './accept-invite.tsx';
import { ForgotPassword } from './forgot-password.tsx';
import { ResetPassword } from './reset-password.tsx';

/** The real client over a fetch that gives every mutation the same answer. */
function withApi(component: () => ReturnType<typeof ForgotPassword>, answer: object) {
  const sent: { variables: object }[] = [];
  vi.stubGlobal('fetch', async (_: string, { body }: { body: string }) => {
    sent.push(JSON.parse(body));
    return new Response(JSON.stringify({ data: answer }), { headers: { 'content-type': 'application/json' } });
  });
  const graph = createGraph({ url: 'http://localhost/graphql' });
  render(() => <GraphProvider value={graph}>{component()}</GraphProvider>);
  return sent;
}
// jsdom has no matchMedia; the theme's switch asks for it.
beforeEach(() =>
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} })),
);
afterEach(() => vi.unstubAllGlobals());

test('asking for a new password says the same for every address', async () => {
  const sent = withApi(() => <ForgotPassword portalSlug="prairie" />, {
    requestPasswordReset: { __typename: 'PasswordResetRequested', email: 'nobody@example.com' },
  });
  fireEvent.input(screen.getByLabelText('Email'), { target: { value: ' nobody@example.com ' } });
  fireEvent.click(screen.getByRole('button', { name: 'Send link' }));
  expect(await screen.findByText(/If nobody@example.com has an account here/)).toBeTruthy();
  expect(sent[0]?.variables).toEqual({ input: { email: 'nobody@example.com', portalSlug: 'prairie' } });
});

test('a used link says so, and what was typed stays', async () => {
  const message = 'This link is no longer valid. Ask for a new one.';
  withApi(() => <ResetPassword token="t1" />, {
    resetPassword: { __typename: 'Forbidden', code: 'LINK_INVALID', message, path: null },
  });
  fireEvent.input(screen.getByLabelText('New password'), { target: { value: 'a longer password' } });
  fireEvent.click(screen.getByRole('button', { name: 'Set password' }));
  expect(await screen.findByText(message)).toBeTruthy();
  expect(screen.getByLabelText<HTMLInputElement>('New password').value).toBe('a longer password');
});

test('an invitation to who has a second factor asks for its code', async () => {
  const message = 'Type the code of your authenticator app, or a recovery code.';
  const sent = withApi(() => <AcceptInvite token="t2" onSignedIn={() => {}} />, {
    acceptInvite: { __typename: 'Forbidden', code: 'SECOND_FACTOR_REQUIRED', message, path: null },
  });
  expect(screen.queryByLabelText('One-time code')).toBeNull();
  fireEvent.input(screen.getByLabelText('Password'), { target: { value: 'a longer password' } });
  fireEvent.click(screen.getByRole('button', { name: 'Set password and sign in' }));
  fireEvent.input(await screen.findByLabelText('One-time code'), { target: { value: ' 123456 ' } });
  fireEvent.click(screen.getByRole('button', { name: 'Set password and sign in' }));
  const input = { token: 't2', password: 'a longer password' };
  await vi.waitFor(() => expect(sent).toHaveLength(2));
  expect(sent.map(({ variables }) => variables)).toEqual([{ input }, { input: { ...input, oneTimeCode: '123456' } }]);
});
