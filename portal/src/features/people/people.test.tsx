// @vitest-environment jsdom
import { createGraph, GraphProvider } from '@hashyard/ui';
import { fireEvent, render, screen, within } from '@solidjs/testing-library';
import { afterEach, expect, test, vi } from 'vitest';
import type { PersonFragment } from '../../gql/graphql';
import { InvitePerson } from './invite-person.tsx';
import { People } from './people.tsx';

const person = (id: string, name: string, own: Partial<PersonFragment> = {}): PersonFragment => ({
  id: `m-${id}`,
  role: 'CUSTOMER_MEMBER',
  lastSeenAt: null,
  user: { id, name, email: `${id}@whitfield.test`, secondFactor: false },
  ...own,
});

/** The real client over a fetch that gives every mutation the same answer. */
function withApi(component: () => ReturnType<typeof People>, answer: object = {}) {
  const sent: { variables: object }[] = [];
  vi.stubGlobal('fetch', async (_: string, { body }: { body: string }) => {
    sent.push(JSON.parse(body));
    return new Response(JSON.stringify({ data: answer }), { headers: { 'content-type': 'application/json' } });
  });
  const graph = createGraph({ url: 'http://localhost/graphql' });
  render(() => <GraphProvider value={graph}>{component()}</GraphProvider>);
  return sent;
}
afterEach(() => vi.unstubAllGlobals());

const people = [person('dana', 'Dana Whitfield', { role: 'CUSTOMER_OWNER' }), person('lee', 'Lee Park')];

test('an owner may remove others, not oneself', async () => {
  const onChanged = vi.fn();
  const removed = { removeMembership: { __typename: 'Removed', id: 'm-lee' } };
  const sent = withApi(() => <People people={people} ownId="dana" mayManage onChanged={onChanged} />, removed);
  expect(screen.queryByRole('button', { name: 'Remove Dana Whitfield' })).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Remove Lee Park' }));
  const dialog = await screen.findByRole('dialog');
  fireEvent.click(within(dialog).getByRole('button', { name: 'Remove person' }));
  await vi.waitFor(() => expect(onChanged).toHaveBeenCalled());
  expect(sent[0]?.variables).toEqual({ input: { membershipId: 'm-lee' } });
});

test('a member sees who may enter and can remove nobody', () => {
  withApi(() => <People people={people} ownId="lee" mayManage={false} onChanged={() => {}} />);
  expect(screen.getByText('Dana Whitfield')).toBeTruthy();
  expect(screen.queryByRole('button', { name: /^Remove/ })).toBeNull();
});

test('an invitation goes to one address for this account, and the form is free for the next', async () => {
  const onInvited = vi.fn();
  const invite = { __typename: 'Invite', id: 'i1', email: 'kim@whitfield.test', expiresAt: '2026-12-01T00:00:00Z' };
  const sent = withApi(() => <InvitePerson customerId="c1" onInvited={onInvited} />, { inviteUser: invite });
  fireEvent.input(screen.getByLabelText('Email'), { target: { value: 'kim@whitfield.test' } });
  fireEvent.click(screen.getByLabelText(/^Owner/));
  fireEvent.click(screen.getByRole('button', { name: 'Send invitation' }));
  await vi.waitFor(() => expect(onInvited).toHaveBeenCalled());
  expect(sent[0]?.variables).toEqual({
    input: {
      email: 'kim@whitfield.test',
      role: 'CUSTOMER_OWNER',
      customerId: 'c1',
      idempotencyKey: expect.any(String),
    },
  });
  expect(screen.getByLabelText<HTMLInputElement>('Email').value).toBe('');
});

test('an address that is a member already is said at its field', async () => {
  const message = 'This address belongs to a member already.';
  withApi(() => <InvitePerson customerId="c1" onInvited={() => {}} />, {
    inviteUser: { __typename: 'Conflict', code: 'ALREADY_MEMBER', message, path: ['input', 'email'], issues: [] },
  });
  fireEvent.input(screen.getByLabelText('Email'), { target: { value: 'lee@whitfield.test' } });
  fireEvent.click(screen.getByRole('button', { name: 'Send invitation' }));
  expect(await screen.findByText(message)).toBeTruthy();
  expect(screen.getByLabelText<HTMLInputElement>('Email').value).toBe('lee@whitfield.test');
});
