import { expect, test } from 'vitest';
import { feedsForMove } from './slot-outlets.view.ts';

const feed = (id: string, weight = '1', to: string | null = null) => ({ to, weight, miner: { id }, site: null });

test('a machine goes to its new outlet alone and leaves the one before free', () => {
  expect(
    feedsForMove('m1', 'o2', [{ id: 'o1', feeds: [feed('m1'), feed('m0', '1', '2026-01-01T00:00:00Z')] }]),
  ).toEqual([{ outletId: 'o2', minerId: 'm1' }, { outletId: 'o1' }]);
});

test('who shared the outlet with it stays there', () => {
  expect(feedsForMove('m1', 'o2', [{ id: 'o1', feeds: [feed('m1'), feed('m2', '3')] }])).toEqual([
    { outletId: 'o2', minerId: 'm1' },
    { outletId: 'o1', minerId: 'm2', weight: '3' },
  ]);
});

test('the outlet on which it hangs already is not left', () => {
  expect(feedsForMove('m1', 'o1', [{ id: 'o1', feeds: [feed('m1'), feed('m2')] }])).toEqual([
    { outletId: 'o1', minerId: 'm1' },
  ]);
});
