import { fireEvent, screen } from '@solidjs/testing-library';
import { expect, test, vi } from 'vitest';
import { fakeApi } from '../../test/fake-api.ts';
import { show } from '../../test/show.tsx';
import { MachineEditPage } from './machine-edit.page.tsx';

const slot = (id: string, miner: string | null) => ({
  __typename: 'Slot',
  id,
  label: `1-${id}`,
  miner: miner && { __typename: 'Miner', id: miner },
});
const miner = {
  __typename: 'Miner',
  id: 'm1',
  name: 'A-001',
  address: 'cgminer://10.0.0.7:4028',
  maintenance: false,
  maintenanceReason: null,
  ratedHashrateThs: '200',
  ratedPowerW: '3500',
  model: {
    __typename: 'MinerModel',
    id: 'x',
    make: 'Bitmain',
    name: 'S21',
    ratedHashrateThs: '200',
    ratedPowerW: '3500',
  },
  collector: null,
  owner: { __typename: 'Customer', id: 'c1', name: 'Dana' },
  contract: null,
  slot: null,
  site: {
    __typename: 'Site',
    id: 's1',
    name: 'Site 1',
    collectors: [],
    racks: [{ __typename: 'Rack', id: 'r1', name: 'R-01', slots: [slot('1', 'm2'), slot('2', null)] }],
  },
};
const customers = {
  customers: {
    nodes: [{ __typename: 'Customer', id: 'c1', name: 'Dana', companyName: null, currency: 'USD' }],
    pageInfo: { hasNextPage: false, endCursor: null },
    totalCount: 1,
  },
};
const open = (updateMiner: object) => {
  const api = fakeApi({ MachineForm: { miner }, CustomerChoices: customers, UpdateMiner: { updateMiner } });
  return { api, ...show(MachineEditPage, { path: '/machines/:id/edit', at: '/machines/m1/edit' }) };
};
const save = () => fireEvent.click(screen.getByRole('button', { name: 'Save changes' }));

test('a machine is put into a free slot; what wasn’t touched isn’t sent', async () => {
  const { api, address } = open({ __typename: 'Miner', id: 'm1' });
  fireEvent.change(await screen.findByLabelText(/^Rack/), { target: { value: 'r1' } });
  expect(screen.queryByRole('option', { name: '1-1' })).toBeNull();
  fireEvent.change(screen.getByLabelText(/^Slot/), { target: { value: '2' } });
  save();
  await vi.waitFor(() => expect(address()).toBe('/machines/m1'));
  expect(api.last('UpdateMiner')).toEqual({ input: { minerId: 'm1', slotId: '2' } });
});

test('an owner that a contract binds is refused at the owner, and the name typed stays', async () => {
  const path = ['input', 'ownerId'];
  open({ __typename: 'Conflict', code: 'OWNER_BOUND', message: 'Contract HC-7 needs this owner.', path, issues: [] });
  fireEvent.input(await screen.findByLabelText('Name'), { target: { value: 'A-1' } });
  save();
  await screen.findByText('Contract HC-7 needs this owner.');
  expect(screen.getByLabelText(/^Owner/).getAttribute('aria-invalid')).toBe('true');
  expect(screen.getByLabelText<HTMLInputElement>('Name').value).toBe('A-1');
});
