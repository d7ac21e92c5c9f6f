import { createGraph, GraphProvider } from '@hashyard/ui';
import { MemoryRouter, Route } from '@solidjs/router';
import { fireEvent, render, screen } from '@solidjs/testing-library';
import { expect, test, vi } from 'vitest';
import { fakeApi } from '../../../test/fake-api.ts';
import { viewer } from '../../../test/show.tsx';
import { SessionGate } from './gate.tsx';

/** The gate with a page behind it; nobody is signed in until `signedIn` says so. */
function gate(signIn: object) {
  let signedIn = false;
  const api = fakeApi({
    Viewer: () => ({ viewer: signedIn ? { __typename: 'Viewer', ...viewer() } : null }),
    SignIn: () => {
      signedIn = (signIn as { __typename: string }).__typename === 'SignedIn';
      return { signIn };
    },
    ChooseMembership: () => {
      signedIn = true;
      return { chooseMembership: { __typename: 'SignedIn', viewer: { __typename: 'Viewer', kind: 'STAFF' } } };
    },
  });
  const graph = createGraph({ url: 'http://localhost/graphql' });
  const behind = () => (
    <SessionGate>
      <p>the page behind</p>
    </SessionGate>
  );
  render(() => (
    <GraphProvider value={graph}>
      <MemoryRouter>
        <Route path="*" component={behind} />
      </MemoryRouter>
    </GraphProvider>
  ));
  return api;
}

async function enter(email = 'olive@example.com', password = 'long enough word') {
  fireEvent.input(await screen.findByLabelText('Email'), { target: { value: email } });
  fireEvent.input(screen.getByLabelText('Password'), { target: { value: password } });
  fireEvent.click(screen.getByRole('button', { name: 'Sign in' }));
}

const refusal = (code: string, message: string) => ({ __typename: 'Forbidden', code, message, path: null });
const membership = (id: string, name: string, customer: object | null = null) => ({
  __typename: 'Membership',
  id,
  role: 'OWNER',
  organization: { __typename: 'Organization', id: `o-${id}`, name },
  customer,
});

test('the right password opens the page that was asked for', async () => {
  const api = gate({ __typename: 'SignedIn', viewer: { __typename: 'Viewer', kind: 'STAFF' } });
  await enter();
  expect(await screen.findByText('the page behind')).toBeTruthy();
  expect(api.last('SignIn')).toEqual({ input: { email: 'olive@example.com', password: 'long enough word' } });
});

test('a refusal is said and what was typed stays', async () => {
  gate(refusal('BAD_CREDENTIALS', 'The address or the password is wrong.'));
  await enter();
  expect((await screen.findByRole('alert')).textContent).toContain('The address or the password is wrong.');
  expect(screen.getByLabelText<HTMLInputElement>('Email').value).toBe('olive@example.com');
});

test('who runs several organizations chooses one; portal memberships are not offered', async () => {
  const api = gate({
    __typename: 'ChooseMembership',
    ticket: 'ticket-1',
    memberships: [
      membership('m1', 'Prairie Hash'),
      membership('m2', 'Second Yard'),
      membership('m3', 'Fjord Hosting', { __typename: 'Customer', id: 'c1' }),
    ],
  });
  await enter();
  fireEvent.click(await screen.findByRole('button', { name: /Second Yard/ }));
  expect(await screen.findByText('the page behind')).toBeTruthy();
  expect(screen.queryByText(/Fjord Hosting/)).toBeNull();
  expect(api.last('ChooseMembership')).toEqual({ input: { membershipId: 'm2', ticket: 'ticket-1' } });
});

test('who runs one organization and has portals besides goes straight in', async () => {
  const api = gate({
    __typename: 'ChooseMembership',
    ticket: 'ticket-1',
    memberships: [
      membership('m1', 'Prairie Hash'),
      membership('m3', 'Fjord Hosting', { __typename: 'Customer', id: 'c1' }),
    ],
  });
  await enter();
  expect(await screen.findByText('the page behind')).toBeTruthy();
  expect(api.last('ChooseMembership')).toEqual({ input: { membershipId: 'm1', ticket: 'ticket-1' } });
});

test('who has a second factor is asked for its code, and what was typed stays', async () => {
  const api = gate(refusal('SECOND_FACTOR_REQUIRED', 'Type the code of your authenticator app, or a recovery code.'));
  await enter();
  const code = await screen.findByLabelText(/^One-time code/);
  expect(screen.getByLabelText<HTMLInputElement>('Password').value).toBe('long enough word');
  fireEvent.input(code, { target: { value: ' 123456 ' } });
  fireEvent.click(screen.getByRole('button', { name: 'Sign in' }));
  await vi.waitFor(() =>
    expect(api.last('SignIn')).toEqual({
      input: { email: 'olive@example.com', password: 'long enough word', oneTimeCode: '123456' },
    }),
  );
});
