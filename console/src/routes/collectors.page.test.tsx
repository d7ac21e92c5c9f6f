import { fireEvent, screen, within } from '@solidjs/testing-library';
import { expect, test, vi } from 'vitest';
import { fakeApi } from '../../test/fake-api.ts';
import { show, viewer } from '../../test/show.tsx';
import { CollectorsPage } from './collectors.page.tsx';

const lastPage = { __typename: 'PageInfo', hasNextPage: false, endCursor: null };
const site = { __typename: 'Site', id: 's1', name: 'Site 1' };
const collector = {
  __typename: 'Collector',
  id: 'k1',
  name: 'collector-1',
  online: true,
  version: '0.1.0',
  lastSeenAt: '2026-06-01T00:00:00Z',
  newestReadingAt: '2026-06-01T00:00:00Z',
  spooledReadings: 12,
  clockOffsetMs: 3,
  warnings: [],
  health: null,
  allowedNetworks: ['10.0.0.0/16'],
  createdAt: '2026-06-01T00:00:00Z',
  revokedAt: null,
  site,
};
const list = (...nodes: object[]) => ({ collectors: { nodes, pageInfo: lastPage, totalCount: nodes.length } });
const sites = {
  sites: { nodes: [{ ...site, timeZone: 'UTC', racks: [], collectors: [] }], pageInfo: lastPage, totalCount: 1 },
};
const created = {
  createCollector: {
    __typename: 'CollectorCreated',
    token: 'hyc_secret',
    commandKey: 'a2V5',
    collector: { __typename: 'Collector', id: 'k2', name: 'collector-2' },
  },
};

test('an installation without a collector offers the first; its token and command are shown once', async () => {
  const api = fakeApi({ Collectors: list(), SiteChoices: sites, CreateCollector: created });
  show(CollectorsPage);
  await screen.findByText('No collectors yet');
  fireEvent.click(screen.getByRole('button', { name: 'Create collector' }));
  const dialog = await screen.findByRole('dialog');
  await within(dialog).findByRole('option', { name: 'Site 1' });
  fireEvent.change(within(dialog).getByLabelText('Site'), { target: { value: 's1' } });
  fireEvent.input(within(dialog).getByLabelText('Name'), { target: { value: 'collector-2' } });
  const networks = within(dialog).getByLabelText('Networks it may reach');
  fireEvent.input(networks, { target: { value: '10.0.0.0/16, oops' } });
  const create = within(dialog).getByRole('button', { name: 'Create collector' });
  fireEvent.click(create);
  await within(dialog).findByText('“oops” is no network like 10.0.0.0/16.');
  expect(api.last('CreateCollector')).toBeUndefined();
  fireEvent.input(networks, { target: { value: '10.0.0.0/16' } });
  fireEvent.click(create);
  const command = await within(dialog).findByRole('region', { name: 'Command' });
  expect(command.textContent).toContain('COLLECTOR_NETWORKS=10.0.0.0/16');
  expect(within(dialog).getByRole('region', { name: 'Token' }).textContent).toContain('hyc_secret');
  expect(api.last('CreateCollector')).toEqual({
    input: { siteId: 's1', name: 'collector-2', idempotencyKey: expect.any(String) },
  });
  fireEvent.click(within(dialog).getByRole('button', { name: 'I have copied the token' }));
  await vi.waitFor(() => expect(screen.queryByText('hyc_secret')).toBeNull());
});

test('revoking says what it ends, and needs the name typed', async () => {
  const revoked = { ...collector, revokedAt: '2026-06-02T00:00:00Z', online: false };
  const api = fakeApi({ Collectors: list(collector), RevokeCollector: { revokeCollector: revoked } });
  show(CollectorsPage);
  fireEvent.click(await screen.findByRole('button', { name: 'Revoke collector-1' }));
  const dialog = await screen.findByRole('dialog');
  expect(dialog.textContent).toContain('12 readings');
  const verb = within(dialog).getByRole<HTMLButtonElement>('button', { name: 'Revoke collector' });
  expect(verb.disabled).toBe(true);
  fireEvent.input(within(dialog).getByRole('textbox'), { target: { value: 'collector-1' } });
  fireEvent.click(verb);
  await vi.waitFor(() => expect(api.last('RevokeCollector')).toEqual({ input: { collectorId: 'k1' } }));
  await vi.waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

test('a new token is asked for, shown this once with its command, and stays while the list is read again', async () => {
  const made = { __typename: 'CollectorCreated', token: 'hyc_next', commandKey: 'a2V5' };
  const api = fakeApi({ Collectors: list(collector), RotateCollectorToken: { rotateCollectorToken: made } });
  show(CollectorsPage);
  fireEvent.click(await screen.findByRole('button', { name: 'New token for collector-1' }));
  const dialog = await screen.findByRole('dialog');
  expect(dialog.textContent).toContain('dies at once');
  fireEvent.click(within(dialog).getByRole('button', { name: 'Replace token' }));
  const command = await screen.findByRole('region', { name: 'Command' });
  expect(command.textContent).toContain('hyc_next');
  expect(command.textContent).toContain('COLLECTOR_NETWORKS=10.0.0.0/16');
  expect(api.last('RotateCollectorToken')).toEqual({
    input: { collectorId: 'k1', idempotencyKey: expect.any(String) },
  });
  fireEvent.click(screen.getByRole('button', { name: 'I have copied the token' }));
  await vi.waitFor(() => expect(screen.queryByText('hyc_next')).toBeNull());
});

const health = {
  __typename: 'CollectorHealth',
  spoolBytes: 2_147_483_648,
  spoolMaxBytes: 2_147_483_648,
  oldestWaitingAt: '2026-06-01T00:00:00Z',
  liveDropped: 1234,
  liveThinned: 0,
  diskFailsSince: null,
  clockStepMs: null,
  clockSteppedAt: null,
};

test('what a collector should be looked after for stands beside its state, and above what it means', async () => {
  fakeApi({ Collectors: list({ ...collector, warnings: ['SPOOL_FULL', 'SPOOL_BEHIND'], health }) });
  show(CollectorsPage);
  const row = (await screen.findByText('Disk share full')).closest<HTMLElement>('[role=row]');
  expect(row?.textContent).toContain('Online');
  const notice = screen.getByRole('alert');
  expect(notice.textContent).toContain('collector-1');
  expect(notice.textContent).toContain('1,234 readings so far');
  expect(notice.textContent).toContain('wait to be sent');
});

test('one that is away is away: what it told last is not said of now', async () => {
  fakeApi({ Collectors: list({ ...collector, online: false, warnings: ['SPOOL_BEHIND'], health }) });
  show(CollectorsPage);
  await screen.findByText('Offline');
  expect(screen.queryByText('Behind')).toBeNull();
  expect(screen.queryByText(/wait to be sent/)).toBeNull();
});

test('who may only read is offered neither', async () => {
  fakeApi({ Collectors: list(collector) });
  show(CollectorsPage, { as: viewer({ permissions: ['collector:read'] }) });
  await screen.findByText('collector-1');
  expect(screen.queryByRole('button', { name: /Revoke|Create|token/ })).toBeNull();
});
