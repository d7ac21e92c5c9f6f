import { screen } from '@solidjs/testing-library';
import { expect, test } from 'vitest';
import { fakeApi } from '../../../test/fake-api.ts';
import { show } from '../../../test/show.tsx';
import { FirstSteps } from './first-steps.tsx';

test('the next step alone is the current one; what is done offers nothing more', async () => {
  const none = { totalCount: 0 };
  fakeApi({
    FirstSteps: {
      sites: { nodes: [{ __typename: 'Site', id: 's1' }] },
      racks: none,
      collectors: none,
      pdus: none,
      meters: none,
    },
  });
  show(FirstSteps);
  const racks = await screen.findByRole('link', { name: 'Add racks' });
  const current = screen.getAllByRole('listitem').filter((item) => item.getAttribute('aria-current') === 'step');
  expect(current).toEqual([racks.closest('li')]);
  expect(racks.getAttribute('href')).toBe('/sites/s1/racks/new');
  expect(screen.queryByRole('link', { name: 'Add site' })).toBeNull();
});
