import { fireEvent, screen, within } from '@solidjs/testing-library';
import { expect, test } from 'vitest';
import { fakeApi } from '../../test/fake-api.ts';
import { show, viewer } from '../../test/show.tsx';
import { MachinesPage } from './machines.page.tsx';

const lastPage = { __typename: 'PageInfo', hasNextPage: false, endCursor: null };
const model = (id: string, name: string) => ({ __typename: 'MinerModel', id, make: 'Bitmain', name });
const machine = (id: string, own: object = {}) => ({
  __typename: 'Miner',
  id,
  name: `M-${id}`,
  serial: null,
  mac: null,
  address: null,
  firmware: null,
  firmwareVersion: null,
  status: 'STALE',
  statusSince: '2026-06-01T00:00:00Z',
  statusReason: "It hasn't answered yet.",
  lastSeenAt: null,
  ratedHashrateThs: '246.8',
  ratedPowerW: '3500',
  model: model('s21', 'Antminer S21'),
  site: { __typename: 'Site', id: 's1', name: 'Site 1' },
  slot: null,
  owner: null,
  contract: null,
  ...own,
});
const reading = (minerId: string, hashrateThs: number | null, own: object = {}) => ({
  __typename: 'MinerReading',
  minerId,
  takenAt: new Date().toISOString(),
  status: 'ACTIVE',
  statusReason: 'Hashing as rated.',
  hashrateThs,
  powerW: 3400,
  powerKind: 'MEASURED',
  temperatureC: 64,
  inletTemperatureC: null,
  efficiencyJPerTh: 15,
  fansRpm: null,
  uptimeSeconds: null,
  pool: null,
  worker: null,
  faults: [],
  ...own,
});
const update = (snapshot: boolean, readings: object[], removed: string[] = []) => ({
  minerReadings: { __typename: 'MinerReadingsUpdate', at: new Date().toISOString(), snapshot, readings, removed },
});
const row = async (name: string) => (await screen.findByText(name)).closest<HTMLElement>('[role="row"]') as HTMLElement;

function open(at = '/machines') {
  const nodes = [machine('1'), machine('2', { model: model('m60', 'Whatsminer M60') })];
  const api = fakeApi({
    SavedViews: { savedViews: [] },
    Machines: { miners: { __typename: 'MinerConnection', nodes, pageInfo: lastPage, totalCount: nodes.length } },
  });
  show(MachinesPage, { path: '/machines', at });
  return api;
}

test('a reading shows in its machine’s row as it comes', async () => {
  const api = open();
  await api.push('MinerReadings', update(true, [reading('1', 100), reading('2', 50)]));
  await within(await row('M-1')).findByText('100.0 TH/s');
  await api.push('MinerReadings', update(false, [reading('1', 123.4)]));
  await within(await row('M-1')).findByText('123.4 TH/s');
  expect(within(await row('M-1')).getByText('50 %')).toBeTruthy();
  expect(within(await row('M-2')).getByText('50.0 TH/s')).toBeTruthy();
});

test('a machine that left the scope shows no old numbers', async () => {
  const api = open();
  await api.push('MinerReadings', update(true, [reading('1', 100)]));
  await within(await row('M-1')).findByText('100.0 TH/s');
  await api.push('MinerReadings', update(false, [], ['1']));
  await within(await row('M-1')).findByText('Stale');
  expect(within(await row('M-1')).queryByText('100.0 TH/s')).toBeNull();
});

test('the address filters, so that a view can be shared', async () => {
  open('/machines?model=m60');
  await screen.findByText('M-2');
  expect(screen.queryByText('M-1')).toBeNull();
  expect(screen.getByLabelText<HTMLSelectElement>('Model').value).toBe('m60');
});

test('a failure is said, with a way to try again', async () => {
  fakeApi({});
  show(MachinesPage);
  expect((await screen.findByRole('alert')).textContent).toContain('r-1');
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
});

/** A menu opens at the keyboard's press. */
const chooseItem = async (menu: string, name: string, role = 'menuitem') => {
  fireEvent.keyDown(await screen.findByRole('button', { name: menu }), { key: 'Enter' });
  const item = await screen.findByRole(role, { name });
  fireEvent.keyDown(item, { key: 'Enter' });
};
const choose = async (name: string) => fireEvent.click(within(await row(name)).getByRole('checkbox'));

test('many machines are changed at once; those that are refused stay selected and say why', async () => {
  const nodes = [machine('1'), machine('2'), machine('3')];
  const api = fakeApi({
    SavedViews: { savedViews: [] },
    Machines: { miners: { __typename: 'MinerConnection', nodes, pageInfo: lastPage, totalCount: nodes.length } },
    CustomerChoices: { customers: { nodes: [], pageInfo: { hasNextPage: false, endCursor: null }, totalCount: 0 } },
    UpdateMiner: ({ input }) => {
      const { minerId } = input as { minerId: string };
      const refusal = {
        __typename: 'Conflict',
        code: 'WRONG_STATE',
        message: 'It is retired.',
        path: null,
        issues: [],
      };
      return { updateMiner: minerId === '2' ? refusal : { __typename: 'Miner', id: minerId } };
    },
  });
  show(MachinesPage);
  await choose('M-1');
  await choose('M-2');
  fireEvent.click(screen.getByRole('button', { name: 'Edit 2 machines' }));
  const dialog = await screen.findByRole('dialog');
  expect(dialog.textContent).toContain('2 machines, 7.00 kW rated: 2 Stale');
  fireEvent.click(within(dialog).getByRole('button', { name: 'Put 2 machines in maintenance' }));
  await within(dialog).findByText('1 of 2 were changed. The others stay selected.');
  expect(dialog.textContent).toContain('M-2: It is retired.');
  expect(api.last('UpdateMiner')).toEqual({ input: { minerId: '2', maintenance: true, maintenanceReason: null } });
  fireEvent.click(within(dialog).getAllByRole('button', { name: 'Close' }).at(-1) as HTMLElement);
  await screen.findByRole('button', { name: 'Edit 1 machine' });
});

test('who may only read has nothing to select or change', async () => {
  fakeApi({
    Machines: { miners: { __typename: 'MinerConnection', nodes: [machine('1')], pageInfo: lastPage, totalCount: 1 } },
  });
  show(MachinesPage, { as: viewer({ permissions: ['fleet:read'] }) });
  expect(within(await row('M-1')).queryByRole('checkbox')).toBeNull();
});

test('a search over MACs, a filter and the columns are kept under a name, and seen again', async () => {
  const nodes = [machine('1', { mac: 'C4:08:28:00:00:01' }), machine('2', { model: model('m60', 'Whatsminer M60') })];
  const views: object[] = [{ __typename: 'SavedView', id: 'v1', name: 'Whatsminers', query: 'model=m60' }];
  const api = fakeApi({
    SavedViews: () => ({ savedViews: [...views] }),
    SaveView: ({ input }) => {
      const { name, query } = input as { name: string; query: string };
      views.push({ __typename: 'SavedView', id: 'v2', name, query });
      return { saveView: views.at(-1) as object };
    },
    Machines: { miners: { __typename: 'MinerConnection', nodes, pageInfo: lastPage, totalCount: nodes.length } },
  });
  const { address } = show(MachinesPage, { path: '/machines', at: '/machines?q=28:00:00:01' });
  await row('M-1');
  expect(screen.queryByText('M-2')).toBeNull();
  await chooseItem('Views', 'Save this view');
  const dialog = await screen.findByRole('dialog');
  fireEvent.input(within(dialog).getByLabelText('Name'), { target: { value: 'One MAC' } });
  fireEvent.click(within(dialog).getByRole('button', { name: 'Save view' }));
  await screen.findByRole('button', { name: 'Views: One MAC' });
  expect(api.last('SaveView')).toEqual({ input: { page: 'machines', name: 'One MAC', query: 'q=28%3A00%3A00%3A01' } });
  await chooseItem('Views: One MAC', 'Whatsminers', 'menuitemcheckbox');
  await row('M-2');
  expect(screen.queryByText('M-1')).toBeNull();
  expect(address()).toBe('/machines?model=m60');
});

test('machines of several pages stand in one table', async () => {
  const page = (ids: string[], next: string | null) => ({
    miners: {
      __typename: 'MinerConnection',
      nodes: ids.map((id) => machine(id)),
      pageInfo: { __typename: 'PageInfo', hasNextPage: next !== null, endCursor: next },
      totalCount: 3,
    },
  });
  fakeApi({
    SavedViews: { savedViews: [] },
    Machines: ({ after }) => (after ? page(['3'], null) : page(['1', '2'], 'c')),
  });
  show(MachinesPage);
  await row('M-3');
  expect(screen.getByText('3 machines')).toBeTruthy();
});
