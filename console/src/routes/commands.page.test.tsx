import { fireEvent, screen, within } from '@solidjs/testing-library';
import { expect, test, vi } from 'vitest';
import { fakeApi } from '../../test/fake-api.ts';
import { show } from '../../test/show.tsx';
import { CommandsPage } from './commands.page.tsx';

const batch = (id: string, counts: Record<string, number>, own: object = {}) => {
  const total = Object.values(counts).reduce((sum, one) => sum + one, 0);
  return {
    __typename: 'CommandBatch',
    id,
    action: 'REBOOT',
    reason: 'works on row 3',
    requestedBy: 'Olive Owner',
    createdAt: '2026-07-01T12:00:00Z',
    effectKw: -3.5,
    progress: {
      __typename: 'CommandProgress',
      total,
      done: total - (counts.QUEUED ?? 0),
      counts: Object.entries(counts).map(([state, count]) => ({ __typename: 'CommandCount', state, count })),
    },
    leading: [
      {
        __typename: 'DeviceCommand',
        id: `${id}-1`,
        state: 'DONE',
        message: null,
        device: { __typename: 'Miner', id: 'm1', name: 'R-01-2' },
        outlet: null,
      },
    ],
    ...own,
  };
};
const list = (...nodes: object[]) => ({
  commandBatches: {
    __typename: 'CommandBatchConnection',
    nodes,
    totalCount: nodes.length,
    pageInfo: { __typename: 'PageInfo', hasNextPage: false, endCursor: null },
  },
});

test('each command says what, whom, why, who and what became of it, and opens', async () => {
  fakeApi({ Commands: list(batch('b1', { DONE: 10, FAILED: 2 }), batch('b2', { DONE: 1 })) });
  const { address } = show(CommandsPage, { path: '/commands', at: '/commands' });
  const link = await screen.findByRole('link', { name: 'Rebooting 12 machines' });
  const row = link.closest('[role="row"]') as HTMLElement;
  for (const text of ['Partly done', '10 done, 2 failed', 'works on row 3', 'Olive Owner', '−3.50 kW'])
    within(row).getByText(text);
  screen.getByRole('link', { name: 'Rebooting R-01-2' });
  fireEvent.click(link);
  await vi.waitFor(() => expect(address()).toBe('/commands/b1'));
});

test('one sees those in a state, or those of one device', async () => {
  const api = fakeApi({
    Commands: list(batch('b1', { QUEUED: 3 }), batch('b2', { FAILED: 1 })),
    CommandedDevice: { miner: { __typename: 'Miner', id: 'm1', name: 'R-01-2' }, pdu: null },
  });
  show(CommandsPage, { path: '/commands', at: '/commands?device=m1&state=NOT_DONE' });
  await screen.findByRole('link', { name: 'Rebooting R-01-2' });
  expect(screen.queryByRole('link', { name: 'Rebooting 3 machines' })).toBeNull();
  expect(api.last('Commands')).toMatchObject({ deviceId: 'm1' });
  expect((await screen.findByRole('link', { name: 'R-01-2' })).getAttribute('href')).toBe('/machines/m1');
});

test('where nothing was told yet it says how', async () => {
  fakeApi({ Commands: list() });
  show(CommandsPage, { path: '/commands', at: '/commands' });
  await screen.findByText('No commands yet');
});
