import { fireEvent, screen, within } from '@solidjs/testing-library';
import { expect, test, vi } from 'vitest';
import { fakeApi } from '../../test/fake-api.ts';
import { show, viewer } from '../../test/show.tsx';
import { SitePage } from './site.page.tsx';

const site = (own: object = {}) => ({
  __typename: 'Site',
  id: 's1',
  name: 'Fjord 1',
  timeZone: 'Europe/Oslo',
  city: null,
  region: null,
  country: null,
  retiredAt: null,
  capacityKw: '2000',
  capacity: null,
  energyCostPerKwh: null,
  customer: null,
  collectors: [],
  racks: [],
  ...own,
});
const rack = {
  __typename: 'Rack',
  id: 'r1',
  name: 'R-01',
  group: null,
  rows: 1,
  columns: 1,
  slots: [],
  capacityKw: null,
  capacity: null,
};
const open = (own: object = {}, as = viewer()) => {
  fakeApi({
    Site: { site: site(own) },
    SavedViews: { savedViews: [] },
    Machines: { miners: { nodes: [], pageInfo: { hasNextPage: false, endCursor: null }, totalCount: 0 } },
  });
  show(SitePage, { path: '/sites/:id', at: '/sites/s1', as });
};
const steps = async () =>
  (await screen.findByRole('heading', { name: 'Bring this site on line' })).closest('section') as HTMLElement;

test('a new site says what comes next, and where', async () => {
  open();
  const card = within(await steps());
  expect(card.getByRole('link', { name: 'Add racks' }).getAttribute('href')).toBe('/sites/s1/racks/new');
  expect(card.getByRole('link', { name: 'Create collector' }).getAttribute('href')).toBe('/collectors?create=s1');
  expect(card.getAllByRole('listitem')[0]?.getAttribute('aria-current')).toBe('step');
});

test('what is there is done, and the next step moves on', async () => {
  open({ racks: [rack] });
  const [racks, collector] = within(await steps()).getAllByRole('listitem');
  expect(racks?.textContent).toContain('Done');
  expect(collector?.getAttribute('aria-current')).toBe('step');
});

test('a revoked collector is none', async () => {
  open({
    racks: [rack],
    collectors: [
      {
        __typename: 'Collector',
        id: 'k1',
        name: 'old',
        online: false,
        version: null,
        lastSeenAt: null,
        spooledReadings: null,
        revokedAt: '2026-06-01T00:00:00Z',
      },
    ],
  });
  expect(within(await steps()).getByRole('link', { name: 'Create collector' })).toBeTruthy();
});

test('who may not change a site isn’t offered to', async () => {
  open({}, viewer({ permissions: ['fleet:read'] }));
  const card = within(await steps());
  expect(card.queryByRole('link')).toBeNull();
  await vi.waitFor(() => expect(screen.queryByRole('button', { name: 'More for this site' })).toBeNull());
});

test('racks are edited where their capacity is seen, and only an empty one is removed', async () => {
  const capacity = {
    __typename: 'Capacity',
    slots: 1,
    slotsTaken: 1,
    slotsFree: 0,
    capacityKw: '3',
    ratedKw: '3.5',
    freeKw: '-0.5',
  };
  const full = { ...rack, capacityKw: '3', capacity };
  const api = fakeApi({
    Site: { site: site({ racks: [full] }) },
    SavedViews: { savedViews: [] },
    Machines: { miners: { nodes: [], pageInfo: { hasNextPage: false, endCursor: null }, totalCount: 0 } },
    SiteChoices: { sites: { nodes: [], pageInfo: { hasNextPage: false, endCursor: null }, totalCount: 0 } },
    UpdateRack: {
      updateRack: {
        __typename: 'Conflict',
        code: 'IN_USE',
        message: 'A-1 stands in a slot that would go.',
        path: ['input', 'rows'],
        issues: [],
      },
    },
  });
  show(SitePage, { path: '/sites/:id', at: '/sites/s1?tab=racks' });
  await screen.findByText('1 of 1');
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Remove R-01' }).disabled).toBe(true);
  fireEvent.click(screen.getByRole('button', { name: 'Edit R-01' }));
  const dialog = within(await screen.findByRole('dialog'));
  fireEvent.input(dialog.getByLabelText('Columns'), { target: { value: '2' } });
  fireEvent.click(dialog.getByRole('button', { name: 'Save rack' }));
  await dialog.findByText('A-1 stands in a slot that would go.');
  expect(api.last('UpdateRack')).toMatchObject({ input: { rackId: 'r1', rows: 1, columns: 2, capacityKw: '3' } });
});
