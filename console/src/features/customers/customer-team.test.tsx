import { fireEvent, screen, within } from '@solidjs/testing-library';
import { expect, test, vi } from 'vitest';
import { fakeApi } from '../../../test/fake-api.ts';
import { show } from '../../../test/show.tsx';
import { CustomerTeam } from './customer-team.tsx';

const dana = {
  id: 'm1',
  role: 'CUSTOMER_OWNER',
  createdAt: '2026-01-01T00:00:00Z',
  lastSeenAt: null,
  user: { id: 'u2', name: 'Dana Whitfield', email: 'dana@whitfield.test', secondFactor: true },
} as const;

function open(answers: Record<string, object>) {
  const api = fakeApi(answers);
  const onChanged = vi.fn();
  show(() => <CustomerTeam customerId="c1" people={[dana]} invites={[]} onChanged={onChanged} />);
  return { api, onChanged };
}

test('inviting mails one person a link to this customer’s portal', async () => {
  const { api, onChanged } = open({
    InviteUser: {
      inviteUser: { __typename: 'Invite', id: 'i1', email: 'lee@whitfield.test', expiresAt: '2026-12-01T00:00:00Z' },
    },
  });
  fireEvent.click(screen.getByRole('button', { name: 'Invite a person' }));
  fireEvent.input(await screen.findByLabelText('Email'), { target: { value: ' lee@whitfield.test ' } });
  fireEvent.change(screen.getByLabelText('Role'), { target: { value: 'CUSTOMER_OWNER' } });
  fireEvent.click(screen.getByRole('button', { name: 'Send invitation' }));
  await vi.waitFor(() => expect(onChanged).toHaveBeenCalled());
  expect(api.last('InviteUser')).toEqual({
    input: {
      email: 'lee@whitfield.test',
      role: 'CUSTOMER_OWNER',
      customerId: 'c1',
      idempotencyKey: expect.any(String),
    },
  });
});

test('the last owner stays, and the dialog says why', async () => {
  const message = 'This is the last owner.';
  const { onChanged } = open({
    RemoveMembership: {
      removeMembership: { __typename: 'Conflict', code: 'LAST_OWNER', message, path: null, issues: [] },
    },
  });
  fireEvent.click(screen.getByRole('button', { name: 'Remove Dana Whitfield' }));
  const dialog = await screen.findByRole('dialog');
  fireEvent.click(within(dialog).getByRole('button', { name: 'Remove person' }));
  expect(await within(dialog).findByText(message)).toBeTruthy();
  expect(onChanged).not.toHaveBeenCalled();
});

test('a person’s sessions are ended one by one, and a lost second factor is reset', async () => {
  const session = {
    __typename: 'Session',
    createdAt: '2026-06-01T00:00:00Z',
    lastUsedAt: null,
    address: '10.0.0.7',
    viewing: null,
  };
  const agent = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
  const { api, onChanged } = open({
    Sessions: { sessions: [{ ...session, id: 's1', current: false, userAgent: agent }] },
    EndSession: { endSession: { __typename: 'Removed', id: 's1' } },
    ResetSecondFactor: { resetSecondFactor: { __typename: 'Membership', id: 'm1' } },
  });
  fireEvent.click(screen.getByRole('button', { name: 'Access of Dana Whitfield' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Sign out Firefox on Linux' }));
  await vi.waitFor(() => expect(api.last('EndSession')).toEqual({ input: { sessionId: 's1' } }));
  fireEvent.click(screen.getByRole('button', { name: 'Reset second factor' }));
  const dialog = await screen.findByRole('dialog', { name: 'Reset the second factor of Dana Whitfield' });
  fireEvent.click(within(dialog).getByRole('button', { name: 'Reset second factor' }));
  await vi.waitFor(() => expect(onChanged).toHaveBeenCalled());
  expect(api.last('ResetSecondFactor')).toEqual({ input: { membershipId: 'm1' } });
});
