// @vitest-environment jsdom
import { createGraph, GraphProvider } from '@hashyard/ui';
import { fireEvent, render, screen } from '@solidjs/testing-library';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SignIn } from './sign-in.tsx';

type Answers = Record<string, unknown>;

/** The real client over a fetch that answers by the mutation's name. */
function show(answers: Answers, portalSlug?: string) {
  const sent: { operationName: string; variables: unknown }[] = [];
  vi.stubGlobal('fetch', async (_: string, { body }: { body: string }) => {
    const request = JSON.parse(body) as (typeof sent)[number];
    sent.push(request);
    const [field] = Object.keys(answers).filter((name) => name.toLowerCase() === request.operationName.toLowerCase());
    const data = field ? { [field]: answers[field] } : null;
    return new Response(JSON.stringify({ data }), { headers: { 'content-type': 'application/json' } });
  });
  const onSignedIn = vi.fn();
  const graph = createGraph({ url: 'http://localhost/graphql' });
  render(() => (
    <GraphProvider value={graph}>
      <SignIn
        onSignedIn={onSignedIn}
        portalSlug={portalSlug}
        face={
          portalSlug
            ? { displayName: 'Polar Mine', logoUrl: null, slogan: 'Cold and steady', primaryColor: null }
            : null
        }
      />
    </GraphProvider>
  ));
  fireEvent.input(screen.getByLabelText('Email'), { target: { value: ' dana@example.com ' } });
  fireEvent.input(screen.getByLabelText('Password'), { target: { value: 'correct horse' } });
  fireEvent.click(screen.getByRole('button', { name: 'Sign in' }));
  return { sent, onSignedIn };
}

const signedIn = { __typename: 'SignedIn', viewer: { __typename: 'Viewer', name: 'Dana' } };

// jsdom has no matchMedia; the theme's switch asks for it.
beforeEach(() =>
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} })),
);
afterEach(() => vi.unstubAllGlobals());

test('the right password lets in', async () => {
  const { sent, onSignedIn } = show({ signIn: signedIn });
  await vi.waitFor(() => expect(onSignedIn).toHaveBeenCalledOnce());
  expect(sent[0]?.variables).toEqual({ input: { email: 'dana@example.com', password: 'correct horse' } });
});

test('a refusal is said, and what was typed stays', async () => {
  const message = 'The address or the password is wrong.';
  const { onSignedIn } = show({ signIn: { __typename: 'Forbidden', code: 'BAD_CREDENTIALS', message, path: null } });
  expect((await screen.findByRole('alert')).textContent).toContain(message);
  expect(screen.getByLabelText<HTMLInputElement>('Password').value).toBe('correct horse');
  expect(onSignedIn).not.toHaveBeenCalled();
});

test('who belongs to several accounts says which, with the ticket of this sign-in', async () => {
  const membership = (id: string, companyName: string) => ({
    __typename: 'Membership',
    id,
    role: 'CUSTOMER_OWNER',
    organization: { __typename: 'Organization', id: 'o1', name: 'Prairie Hash' },
    customer: { __typename: 'Customer', id: `c-${id}`, name: 'Dana', companyName },
  });
  const { sent, onSignedIn } = show({
    signIn: {
      __typename: 'ChooseMembership',
      ticket: 'ticket-1',
      memberships: [membership('m1', 'Whitfield Mining LLC'), membership('m2', 'Second Farm Inc')],
    },
    chooseMembership: signedIn,
  });
  fireEvent.click(await screen.findByRole('button', { name: /Second Farm Inc/ }));
  await vi.waitFor(() => expect(onSignedIn).toHaveBeenCalledOnce());
  expect(sent[1]?.variables).toEqual({ input: { membershipId: 'm2', ticket: 'ticket-1' } });
});

test('at a host’s own address its name stands above, and only its portal counts', async () => {
  const { sent, onSignedIn } = show({ signIn: signedIn }, 'polar');
  expect(screen.getByText('Polar Mine')).toBeTruthy();
  expect(screen.getByText('Cold and steady')).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Forgot your password?' }).getAttribute('href')).toBe(
    '/portal/forgot?portal=polar',
  );
  await vi.waitFor(() => expect(onSignedIn).toHaveBeenCalledOnce());
  expect(sent[0]?.variables).toMatchObject({ input: { portalSlug: 'polar' } });
});

test('who has a second factor is asked for its code', async () => {
  const message = 'Type the code of your authenticator app, or a recovery code.';
  const { sent } = show({ signIn: { __typename: 'Forbidden', code: 'SECOND_FACTOR_REQUIRED', message, path: null } });
  fireEvent.input(await screen.findByLabelText('One-time code'), { target: { value: '123456' } });
  fireEvent.click(screen.getByRole('button', { name: 'Sign in' }));
  await vi.waitFor(() => expect(sent[1]?.variables).toMatchObject({ input: { oneTimeCode: '123456' } }));
});
