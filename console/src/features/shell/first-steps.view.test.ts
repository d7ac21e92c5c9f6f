import { expect, test } from 'vitest';
import type { FirstStepsQuery } from '../../gql/graphql.ts';
import { firstSteps } from './first-steps.view.ts';

const has = (own: Partial<Record<'sites' | 'racks' | 'collectors' | 'pdus' | 'meters', number>>): FirstStepsQuery => ({
  sites: { nodes: own.sites ? [{ id: 's1' }] : [] },
  racks: { totalCount: own.racks ?? 0 },
  collectors: { totalCount: own.collectors ?? 0 },
  pdus: { totalCount: own.pdus ?? 0 },
  meters: { totalCount: own.meters ?? 0 },
});

test.each([
  { name: 'nothing', own: {}, next: '/sites/new' },
  { name: 'a site', own: { sites: 1 }, next: '/sites/s1/racks/new' },
  { name: 'racks', own: { sites: 1, racks: 4 }, next: '/collectors' },
  { name: 'a collector', own: { sites: 1, racks: 4, collectors: 1 }, next: '/power' },
  { name: 'a meter', own: { sites: 1, racks: 4, collectors: 1, meters: 1 }, next: undefined },
])('with $name the next step is $next', ({ own, next }) => {
  expect(firstSteps(has(own)).find(({ done }) => !done)?.href).toBe(next);
});
