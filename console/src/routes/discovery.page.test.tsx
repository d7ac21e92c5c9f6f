import { fireEvent, screen, within } from '@solidjs/testing-library';
import { expect, test, vi } from 'vitest';
import { fakeApi } from '../../test/fake-api.ts';
import { show } from '../../test/show.tsx';
import { DiscoveryPage } from './discovery.page.tsx';

const lastPage = { hasNextPage: false, endCursor: null };
const collector = (scan: object | null = null) => ({
  __typename: 'Collector',
  id: 'k1',
  name: 'collector-1',
  online: true,
  revokedAt: null,
  allowedNetworks: ['10.0.0.0/24'],
  scan,
});
const slot = (id: string) => ({ __typename: 'Slot', id, label: id, miner: null });
const site = (own: object = {}) => ({
  site: {
    __typename: 'Site',
    id: 's1',
    name: 'Site 1',
    racks: [{ __typename: 'Rack', id: 'r1', name: 'R-01', slots: [slot('1-1'), slot('1-2')] }],
    collectors: [collector()],
    ...own,
  },
});
const found = (address: string, own: object = {}) => ({
  __typename: 'Discovery',
  id: `d-${address}`,
  kind: 'MINER',
  address,
  make: 'Bitmain',
  model: 'Antminer S21',
  serial: null,
  mac: null,
  firmware: null,
  match: null,
  matchedBy: null,
  knownModel: { __typename: 'MinerModel', id: 's21' },
  seenAt: '2026-06-01T00:00:00Z',
  ...own,
});
const known = { __typename: 'Miner', id: 'm7', name: 'A-007' };
const model = { __typename: 'MinerModel', id: 's21', make: 'Bitmain', name: 'Antminer S21' };
const rated = { ratedHashrateThs: '200', ratedPowerW: '3500', ratedEfficiencyJPerTh: '17.5' };
const list = (name: string, nodes: object[]) => ({ [name]: { nodes, pageInfo: lastPage, totalCount: nodes.length } });
const answers = {
  DiscoverySite: site(),
  Discoveries: list('discoveries', [
    found('10.0.0.8', { match: known, matchedBy: 'MAC' }),
    found('10.0.0.10'),
    found('10.0.0.9'),
  ]),
  MappedMachines: list('miners', []),
  MinerModels: list('minerModels', [{ ...model, ...rated }]),
};
const open = () => show(DiscoveryPage, { path: '/sites/:id/discovery', at: '/sites/s1/discovery' });

test('proposals are accepted in bulk: names, slots and models by address, a moved machine as what it was', async () => {
  const decided = { __typename: 'DiscoveriesDecided', devices: [], ignored: 0 };
  const api = fakeApi({ ...answers, DecideDiscoveries: { decideDiscoveries: decided } });
  open();
  await screen.findByText('A-007, moved');
  fireEvent.click(screen.getByRole('checkbox', { name: /all/i }));
  fireEvent.click(screen.getByRole('button', { name: 'Accept 3 devices' }));
  const dialog = await screen.findByRole('dialog');
  await within(dialog).findByRole('option', { name: 'Bitmain Antminer S21' });
  fireEvent.change(within(dialog).getByLabelText(/^Free slots from/), { target: { value: 'r1' } });
  const preview = within(dialog).getByRole('region', { name: 'Preview' });
  expect(preview.textContent).toContain('A-007 keeps its history');
  expect(preview.textContent).toContain('M-001, R-01 / 1-1');
  fireEvent.click(within(dialog).getByRole('button', { name: 'Accept 3 devices' }));
  await vi.waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(api.last('DecideDiscoveries')).toMatchObject({
    input: {
      accept: [
        { discoveryId: 'd-10.0.0.8', name: 'A-007', deviceId: 'm7' },
        { discoveryId: 'd-10.0.0.9', name: 'M-001', modelId: 's21', slotId: '1-1' },
        { discoveryId: 'd-10.0.0.10', name: 'M-002', modelId: 's21', slotId: '1-2' },
      ],
    },
  });
});

test('a refusal names the device it is about, and everything chosen stays', async () => {
  const issues = [
    {
      __typename: 'InputIssue',
      code: 'SLOT_TAKEN',
      message: 'The slot is taken.',
      path: ['input', 'accept', '1', 'slotId'],
    },
  ];
  const refusal = { __typename: 'Conflict', code: 'SLOT_TAKEN', message: 'Nothing was accepted.', path: null, issues };
  fakeApi({ ...answers, DecideDiscoveries: { decideDiscoveries: refusal } });
  open();
  await screen.findByText('A-007, moved');
  fireEvent.click(screen.getByRole('checkbox', { name: /all/i }));
  fireEvent.click(screen.getByRole('button', { name: 'Accept 3 devices' }));
  const dialog = await screen.findByRole('dialog');
  await within(dialog).findByRole('option', { name: 'Bitmain Antminer S21' });
  fireEvent.input(within(dialog).getByLabelText('Names of Machines'), { target: { value: 'H-{n}' } });
  fireEvent.click(within(dialog).getByRole('button', { name: 'Accept 3 devices' }));
  await within(dialog).findByText('10.0.0.9: The slot is taken.');
  expect(within(dialog).getByLabelText<HTMLInputElement>('Names of Machines').value).toBe('H-{n}');
});

test('a machine whose model nobody knows is said at its model, and nothing is sent', async () => {
  const strange = list('discoveries', [found('10.0.0.9', { model: 'Antminer S99', knownModel: null })]);
  const api = fakeApi({ ...answers, Discoveries: strange });
  open();
  await screen.findByText('Bitmain Antminer S99');
  fireEvent.click(screen.getByRole('checkbox', { name: /all/i }));
  fireEvent.click(screen.getByRole('button', { name: 'Accept 1 device' }));
  const dialog = await screen.findByRole('dialog');
  await within(dialog).findByRole('option', { name: 'Bitmain Antminer S21' });
  fireEvent.click(within(dialog).getByRole('button', { name: 'Accept 1 device' }));
  await within(dialog).findByText(/Choose what each of these models is/);
  expect(within(dialog).getByLabelText('Bitmain Antminer S99').getAttribute('aria-invalid')).toBe('true');
  expect(api.last('DecideDiscoveries')).toBeUndefined();
});

test('what nobody wants is ignored', async () => {
  const decided = { __typename: 'DiscoveriesDecided', devices: [], ignored: 3 };
  const api = fakeApi({ ...answers, DecideDiscoveries: { decideDiscoveries: decided } });
  open();
  await screen.findByText('A-007, moved');
  fireEvent.click(screen.getByRole('checkbox', { name: /all/i }));
  fireEvent.click(screen.getByRole('button', { name: 'Ignore 3 devices' }));
  await vi.waitFor(() =>
    expect((api.last('DecideDiscoveries')?.input as { ignore: string[] } | undefined)?.ignore).toHaveLength(3),
  );
});

test('a scan shows how far it is, and starts in the networks that the collector allows', async () => {
  const scan = { __typename: 'ScanProgress', done: 40, total: 254, found: 3, startedAt: 'x', finishedAt: null };
  fakeApi({ ...answers, DiscoverySite: site({ collectors: [collector(scan)] }) });
  open();
  const bar = await screen.findByRole('progressbar', { name: 'collector-1: 3 found' });
  expect(bar.getAttribute('aria-valuetext')).toBe('40 of 254 addresses');
  expect(screen.getByLabelText<HTMLTextAreaElement>('Networks').value).toBe('10.0.0.0/24');
});

test('a network outside the collector’s is refused at the field', async () => {
  const path = ['input', 'networks', '0'];
  const issues = [{ __typename: 'InputIssue', code: 'ADDRESS_NOT_ALLOWED', message: 'Outside its networks.', path }];
  const refusal = { __typename: 'InvalidInput', code: 'INVALID_INPUT', message: 'Look again.', path: null, issues };
  fakeApi({ ...answers, StartDiscovery: { startDiscovery: refusal } });
  open();
  fireEvent.input(await screen.findByLabelText('Networks'), { target: { value: '172.16.0.0/24' } });
  fireEvent.click(screen.getByRole('button', { name: 'Start scan' }));
  await screen.findByText('Outside its networks.');
  expect(screen.getByLabelText('Networks').getAttribute('aria-invalid')).toBe('true');
});

test('a site without a collector is told to create one', async () => {
  fakeApi({ ...answers, DiscoverySite: site({ collectors: [] }) });
  open();
  expect((await screen.findByRole('link', { name: 'Create collector' })).getAttribute('href')).toBe(
    '/collectors?create=s1',
  );
});
