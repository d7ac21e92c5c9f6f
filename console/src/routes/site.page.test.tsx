import { screen, within } from '@solidjs/testing-library';
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
  capacityKw: '2000',
  energyCostPerKwh: null,
  customer: null,
  collectors: [],
  racks: [],
  ...own,
});
const rack = { __typename: 'Rack', id: 'r1', name: 'R-01', group: null, rows: 1, columns: 1, slots: [] };
const open = (own: object = {}, as = viewer()) => {
  fakeApi({ Site: { site: site(own) }, Machines: { miners: { nodes: [], totalCount: 0 } } });
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
