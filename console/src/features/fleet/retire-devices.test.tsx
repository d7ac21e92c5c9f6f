import { fireEvent, screen, within } from '@solidjs/testing-library';
import { expect, test, vi } from 'vitest';
import { fakeApi } from '../../../test/fake-api.ts';
import { show, viewer } from '../../../test/show.tsx';
import { RetireButton, RetiredNotice } from './retire-devices.tsx';

const machine = { id: 'm1', name: 'A-001', retiredAt: null };

test('retiring says what it means first; what a contract needs is refused where it was asked', async () => {
  const bound = {
    __typename: 'Conflict',
    code: 'IN_USE',
    message: 'A-001 is under a contract.',
    path: ['input', 'deviceIds', '0'],
    issues: [],
  };
  const done = { __typename: 'DevicesRetired', devices: [{ __typename: 'Miner', id: 'm1' }] };
  const answers = [bound, done];
  const api = fakeApi({ RetireDevices: () => ({ retireDevices: answers.shift() as object }) });
  const onRetired = vi.fn();
  show(() => <RetireButton noun="machine" device={machine} onRetired={onRetired} />);
  fireEvent.click(screen.getByRole('button', { name: 'Retire' }));
  const dialog = within(await screen.findByRole('dialog'));
  const verb = dialog.getByRole('button', { name: 'Retire 1 machine' });
  fireEvent.click(verb);
  await dialog.findByText('A-001 is under a contract.');
  expect(onRetired).not.toHaveBeenCalled();
  fireEvent.click(verb);
  await vi.waitFor(() => expect(onRetired).toHaveBeenCalledOnce());
  expect(api.last('RetireDevices')).toEqual({ input: { deviceIds: ['m1'] } });
});

test('a retired device is taken back by who may', async () => {
  const back = { __typename: 'DevicesRestored', devices: [{ __typename: 'Miner', id: 'm1' }] };
  const api = fakeApi({ RestoreDevices: { restoreDevices: back } });
  const onRestored = vi.fn();
  const gone = { ...machine, retiredAt: '2026-06-01T00:00:00Z' };
  show(() => <RetiredNotice noun="machine" device={gone} zone="UTC" onRestored={onRestored} />);
  fireEvent.click(await screen.findByRole('button', { name: 'Take back' }));
  await vi.waitFor(() => expect(onRestored).toHaveBeenCalledOnce());
  expect(api.last('RestoreDevices')).toEqual({ input: { deviceIds: ['m1'] } });
});

test('who may only read is offered neither', () => {
  fakeApi({});
  show(() => <RetireButton noun="machine" device={machine} onRetired={vi.fn()} />, {
    as: viewer({ permissions: ['fleet:read'] }),
  });
  expect(screen.queryByRole('button', { name: 'Retire' })).toBeNull();
});
