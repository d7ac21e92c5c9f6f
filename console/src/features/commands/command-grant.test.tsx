import { fireEvent, screen } from '@solidjs/testing-library';
import { expect, test, vi } from 'vitest';
import { fakeApi } from '../../../test/fake-api.ts';
import { show, viewer } from '../../../test/show.tsx';
import { CommandGrant } from './command-grant.tsx';

const contract = { id: 'k1', grantedActions: ['REBOOT' as const] };

test('what is granted is saved as a whole, when something was changed', async () => {
  const saved = { __typename: 'Contract', id: 'k1', grantedActions: ['PAUSE', 'REBOOT'] };
  const api = fakeApi({ GrantCommands: { grantCommands: saved } });
  const onChanged = vi.fn();
  show(() => <CommandGrant contract={contract} onChanged={onChanged} />);
  expect(screen.getByRole<HTMLInputElement>('checkbox', { name: 'Reboot' }).checked).toBe(true);
  expect(screen.queryByRole('button', { name: 'Save what is granted' })).toBeNull();
  fireEvent.click(screen.getByRole('checkbox', { name: 'Pause' }));
  fireEvent.click(screen.getByRole('button', { name: 'Save what is granted' }));
  await vi.waitFor(() => expect(onChanged).toHaveBeenCalledOnce());
  expect(api.last('GrantCommands')).toEqual({ input: { contractId: 'k1', actions: ['PAUSE', 'REBOOT'] } });
});

test('who may not change the contract sees it and changes nothing', () => {
  show(() => <CommandGrant contract={contract} onChanged={() => {}} />, { as: viewer({ permissions: [] }) });
  expect(screen.getByRole('group', { name: 'Granted commands' })).toHaveProperty('disabled', true);
});
