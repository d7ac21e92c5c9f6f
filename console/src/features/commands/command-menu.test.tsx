import { fireEvent, screen, within } from '@solidjs/testing-library';
import { beforeEach, expect, test, vi } from 'vitest';
import { fakeApi } from '../../../test/fake-api.ts';
import { show, viewer } from '../../../test/show.tsx';
import { outletActions } from './command.view.ts';
import { CommandMenu } from './command-menu.tsx';

beforeEach(() => sessionStorage.clear());

const batch = {
  __typename: 'CommandBatch',
  id: 'b1',
  effectKw: -6.64,
  progress: { __typename: 'CommandProgress', total: 2 },
  affected: [
    {
      __typename: 'CommandAffected',
      miners: 2,
      customer: { __typename: 'Customer', id: 'c1', name: 'Dana', companyName: 'Acme' },
    },
  ],
};
const line = (id: string, state: string, message: string | null = null) => ({
  __typename: 'DeviceCommand',
  id,
  state,
  message,
  device: { __typename: 'Pdu', id: 'p1', name: 'P1' },
  outlet: { __typename: 'Outlet', id, number: 7, label: null },
});
const progress = (done: number, ...lines: object[]) => ({
  commandProgress: {
    __typename: 'CommandBatch',
    id: 'b1',
    action: 'OUTLET_OFF',
    reason: 'works',
    requestedBy: 'Olive Owner',
    createdAt: '2026-07-01T12:00:00Z',
    effectKw: -6.64,
    progress: { __typename: 'CommandProgress', done, total: 2, counts: [] },
    leading: lines,
    troubled: [],
  },
});

const choose = async (verb: string) => {
  const button = screen.getByRole('button', { name: 'Switch 2 outlets' });
  fireEvent.keyDown(button, { key: 'Enter' });
  const item = await screen.findByRole('menuitem', { name: verb });
  fireEvent.pointerDown(item, { button: 0, pointerType: 'mouse' });
  fireEvent.pointerUp(item, { button: 0, pointerType: 'mouse' });
  return screen.findByRole('dialog');
};
const open = (onEnded = () => {}) =>
  show(() => (
    <CommandMenu label="Switch 2 outlets" actions={outletActions} targetIds={['o1', 'o2']} onEnded={onEnded} />
  ));

test('the effect comes first; the verb is typed, then the command goes out once and is followed to its end', async () => {
  const api = fakeApi({ CommandDevices: { commandDevices: batch } });
  const onEnded = vi.fn();
  open(onEnded);
  const dialog = await choose('Switch off');
  expect(await within(dialog).findByText('−6.64 kW')).toBeTruthy();
  expect(within(dialog).getByText('Acme: 2 machines')).toBeTruthy();
  expect(api.last('CommandDevices')).toMatchObject({ input: { dryRun: true, action: 'OUTLET_OFF' } });

  const button = within(dialog).getByRole<HTMLButtonElement>('button', { name: 'Switch off 2 outlets' });
  fireEvent.input(within(dialog).getByLabelText(/^Reason/), { target: { value: 'works' } });
  expect(button.disabled).toBe(true);
  fireEvent.input(within(dialog).getByLabelText(/^Type "Switch off"/), { target: { value: 'switch off' } });
  fireEvent.click(button);
  await vi.waitFor(() => expect(api.last('CommandDevices')).not.toHaveProperty('input.dryRun'));
  expect(api.last('CommandDevices')).toEqual({
    input: {
      action: 'OUTLET_OFF',
      targetIds: ['o1', 'o2'],
      reason: 'works',
      staggerSeconds: 0,
      idempotencyKey: expect.any(String),
    },
  });

  await api.push('CommandProgressed', progress(1, line('o1', 'DONE'), line('o2', 'SENT')));
  expect(await screen.findByText('1 of 2')).toBeTruthy();
  expect(onEnded).not.toHaveBeenCalled();
  await api.push('CommandProgressed', progress(2, line('o1', 'DONE'), line('o2', 'FAILED', 'NoAccess')));
  expect(await screen.findByText('NoAccess')).toBeTruthy();
  expect(onEnded).toHaveBeenCalledOnce();
});

test('what stands in the way is named, and can be left out', async () => {
  const path = ['input', 'targetIds', '1'];
  const issue = { __typename: 'InputIssue', code: 'NOT_SUPPORTED', message: 'P2 outlet 1: no way is known.', path };
  const api = fakeApi({
    CommandDevices: ({ input }) => ({
      commandDevices:
        (input as { targetIds: string[] }).targetIds.length === 1
          ? batch
          : { __typename: 'Conflict', code: 'NOT_SUPPORTED', message: issue.message, path, issues: [issue] },
    }),
  });
  open();
  const dialog = await choose('Switch off');
  fireEvent.click(await within(dialog).findByRole('button', { name: /Go on with the other 1/ }));
  expect(await screen.findByText('−6.64 kW')).toBeTruthy();
  expect(api.last('CommandDevices')).toMatchObject({ input: { targetIds: ['o1'], dryRun: true } });
});

test('who may not command is not offered to', () => {
  show(() => <CommandMenu label="Command" actions={outletActions} targetIds={['o1']} />, {
    as: viewer({ permissions: ['fleet:read'] }),
  });
  expect(screen.queryByRole('button', { name: 'Command' })).toBeNull();
});
