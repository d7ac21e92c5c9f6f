import { fireEvent, screen } from '@solidjs/testing-library';
import { expect, test, vi } from 'vitest';
import { fakeApi } from '../../test/fake-api.ts';
import { show } from '../../test/show.tsx';
import { PduOutletsPage } from './pdu-outlets.page.tsx';

const feed = (name: string) => ({ to: null, weight: '1', miner: { __typename: 'Miner', id: name, name }, site: null });
const outlet = (number: number, ...feeds: object[]) => ({
  __typename: 'Outlet',
  id: `o${number}`,
  number,
  label: null,
  feeds,
});
const pdu = {
  __typename: 'Pdu',
  id: 'p1',
  name: 'PDU-1',
  outlets: [outlet(1), outlet(2, feed('A-2'))],
  site: { __typename: 'Site', id: 's1', name: 'Site 1', timeZone: 'America/Chicago' },
};
const machine = (name: string) => ({ __typename: 'Miner', id: name, name, serial: null, mac: null });
const machines = {
  miners: { nodes: [machine('A-1'), machine('A-2')], pageInfo: { hasNextPage: false, endCursor: null }, totalCount: 2 },
};
const open = (mapOutlets: object) => {
  const api = fakeApi({ PduOutlets: { pdu }, MappedMachines: machines, MapOutlets: { mapOutlets } });
  return { api, ...show(PduOutletsPage, { path: '/power/:id/outlets', at: '/power/p1/outlets' }) };
};
const type = async (outlet: number, text: string) =>
  fireEvent.input(await screen.findByLabelText(`Outlet ${outlet} feeds`), { target: { value: text } });

test('what hangs on each outlet is sent with the instant from which it does; an emptied one is free', async () => {
  const { api, address } = open({ __typename: 'OutletsMapped', feeds: [] });
  await screen.findByLabelText('Outlet 1 feeds');
  await vi.waitFor(() => expect(document.querySelectorAll('datalist option')).toHaveLength(2));
  await type(1, 'a-1');
  await type(2, '');
  await screen.findByText('A-2 → Free');
  fireEvent.input(screen.getByLabelText('From'), { target: { value: '2026-06-01T10:30' } });
  fireEvent.click(screen.getByRole('button', { name: 'Map 2 outlets' }));
  await vi.waitFor(() => expect(address()).toBe('/power/p1'));
  expect(api.last('MapOutlets')).toEqual({
    input: {
      feeds: [{ outletId: 'o1', minerId: 'A-1', weight: '1' }, { outletId: 'o2' }],
      from: '2026-06-01T15:30:00Z',
      idempotencyKey: expect.any(String),
    },
  });
});

test('a machine that isn’t there is said at its outlet, and nothing can be sent', async () => {
  open({});
  await type(1, 'Z-9');
  await screen.findByText('no machine “Z-9” at this site');
  expect(screen.getByLabelText('Outlet 1 feeds').getAttribute('aria-invalid')).toBe('true');
  expect(screen.getByRole<HTMLButtonElement>('button', { name: /^Map/ }).disabled).toBe(true);
});
