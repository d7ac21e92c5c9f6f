import { fireEvent, screen, within } from '@solidjs/testing-library';
import { expect, test } from 'vitest';
import { fakeApi } from '../../test/fake-api.ts';
import { show } from '../../test/show.tsx';
import { SiteOutletsPage } from './site-outlets.page.tsx';

const site = { __typename: 'Site', id: 's1', name: 'Fjord 1', timeZone: 'Europe/Oslo' };
const mapping = (dryRun: boolean) => ({
  __typename: 'OutletMapping',
  dryRun,
  mapped: 1,
  freed: 0,
  unchanged: 3,
  changes: [
    {
      __typename: 'OutletChange',
      outlet: { __typename: 'Outlet', id: 'o1', number: 1, pdu: { __typename: 'Pdu', id: 'p1', name: 'PDU-1' } },
      before: [],
      after: [{ __typename: 'OutletUse', name: 'A-001', weight: '1' }],
    },
  ],
});

test('a file is checked, what it changes is shown, and only then it is written, once', async () => {
  const api = fakeApi({
    SiteOutlets: { site },
    ImportOutletMap: ({ input }) => ({ importOutletMap: mapping((input as { dryRun: boolean }).dryRun) }),
  });
  show(SiteOutletsPage, { path: '/sites/:id/outlets', at: '/sites/s1/outlets' });
  const file = await screen.findByLabelText(/PDU, outlet, machine/);
  fireEvent.input(file, { target: { value: 'pdu,outlet,machine\nPDU-1,1,A-001' } });
  fireEvent.click(screen.getByRole('button', { name: 'Check' }));
  const changes = await screen.findByRole('list', { name: 'Changes' });
  expect(within(changes).getByText(/Free → A-001/)).toBeTruthy();
  expect(api.last('ImportOutletMap')?.input).toMatchObject({
    siteId: 's1',
    dryRun: true,
    rows: [{ pdu: 'PDU-1', outlet: '1', machine: 'A-001', weight: '' }],
  });
  fireEvent.click(screen.getByRole('button', { name: 'Map 1 outlet' }));
  await screen.findByText('elsewhere');
  expect(api.last('ImportOutletMap')?.input).toMatchObject({ dryRun: false, idempotencyKey: expect.any(String) });
});

test('each bad line is named with its number, and nothing can be written', async () => {
  const issue = (row: number, field: string, message: string) => ({
    __typename: 'InputIssue',
    code: 'NOT_FOUND',
    message,
    path: ['input', 'rows', String(row), field],
  });
  const issues = [
    issue(0, 'pdu', 'There is no PDU “X” at this site.'),
    issue(1, 'machine', 'There is no machine “Y”.'),
  ];
  fakeApi({
    SiteOutlets: { site },
    ImportOutletMap: {
      importOutletMap: { __typename: 'InvalidInput', code: 'INVALID_INPUT', message: 'bad', path: null, issues },
    },
  });
  show(SiteOutletsPage, { path: '/sites/:id/outlets', at: '/sites/s1/outlets' });
  const file = await screen.findByLabelText(/PDU, outlet, machine/);
  fireEvent.input(file, { target: { value: 'pdu,outlet,machine\nX,1,A\nPDU-1,1,Y' } });
  fireEvent.click(screen.getByRole('button', { name: 'Check' }));
  await screen.findByText('Line 2: There is no PDU “X” at this site.');
  expect(screen.getByText('Line 3: There is no machine “Y”.')).toBeTruthy();
  expect(screen.queryByRole('button', { name: /^Map/ })).toBeNull();
});
