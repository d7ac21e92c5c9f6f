import { screen } from '@solidjs/testing-library';
import { expect, test } from 'vitest';
import { fakeApi } from '../../test/fake-api.ts';
import { show, viewer } from '../../test/show.tsx';
import { OverviewPage } from './overview.page.tsx';

const none = { totalCount: 0 };
const overview = {
  held: none,
  drafts: none,
  overdue: none,
  draftContracts: none,
  expiring: none,
  notInvited: none,
  sites: { nodes: [] },
  collectors: { nodes: [] },
};
const collector = (revokedAt: string | null) => ({ __typename: 'Collector', id: `c-${revokedAt}`, revokedAt });
const site = {
  __typename: 'Site',
  id: 's1',
  racks: [{ __typename: 'Rack', id: 'r1' }],
  collectors: [collector('2026-06-01T00:00:00Z')],
};

async function open({
  miners,
  sites,
  as = viewer(),
}: {
  miners: number;
  sites: object[];
  as?: ReturnType<typeof viewer>;
}) {
  const api = fakeApi({ Overview: overview, FirstSite: { sites: { nodes: sites } } });
  show(OverviewPage, { as });
  await api.push('FleetTotals', {
    fleetTotals: {
      __typename: 'FleetTotals',
      at: '2026-07-01T12:00:00Z',
      miners,
      hashrateThs: 0,
      powerW: 0,
      efficiencyJPerTh: null,
      stale: 0,
      minersByStatus: [],
    },
  });
  await screen.findByText('Nothing waits for you');
  return api;
}

test('without a machine the overview leads to the next step of the first site; a revoked collector is none', async () => {
  await open({ miners: 0, sites: [site] });
  const step = await screen.findByRole('link', { name: 'Create collector' });
  expect(step.closest('li')?.getAttribute('aria-current')).toBe('step');
});

test('without a site it leads to making one', async () => {
  await open({ miners: 0, sites: [] });
  expect((await screen.findByRole('link', { name: 'Add site' })).getAttribute('href')).toBe('/sites/new');
});

test.each([
  { name: 'with machines', miners: 240, as: viewer() },
  { name: 'to who may not build', miners: 0, as: viewer({ permissions: [] }) },
])('$name it teaches nothing', async ({ miners, as }) => {
  const api = await open({ miners, sites: [site], as });
  expect(screen.queryByText('Bring this site on line')).toBeNull();
  expect(api.last('FirstSite')).toBeUndefined();
});
