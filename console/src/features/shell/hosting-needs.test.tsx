import { screen } from '@solidjs/testing-library';
import { expect, test } from 'vitest';
import { fakeApi } from '../../../test/fake-api.ts';
import { show } from '../../../test/show.tsx';
import { HostingNeeds } from './hosting-needs.tsx';

const organization = (hostingNeeds: string[]) => ({
  HostingNeeds: { organization: { __typename: 'Organization', id: 'o1', slug: 'prairie', hostingNeeds } },
});

test('what is missing is said, with who enables it and how', async () => {
  fakeApi(organization(['PLAN', 'ADD_ON', 'SITE_WITH_MACHINES']));
  show(HostingNeeds);
  expect(await screen.findByText(/organization plan prairie BUSINESS/)).toBeTruthy();
  expect(screen.getByText(/organization addon prairie add HOSTING/)).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Set up the first site' }).getAttribute('href')).toBe('/');
});
