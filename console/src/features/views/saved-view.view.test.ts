import { expect, test } from 'vitest';
import { viewParams, viewQuery } from './saved-view.view.ts';

const parts = ['q', 'sort', 'status'];

test('a view is the table’s part of an address, in one order', () => {
  expect(viewQuery('?tab=map&status=STALE&q=a%20b', parts)).toBe('q=a+b&status=STALE');
  expect(viewQuery('?q=a+b&status=STALE', parts)).toBe(viewQuery('?status=STALE&q=a%20b', parts));
});

test('seeing a view sets its parts and clears the others', () => {
  expect(viewParams('q=a+b&tab=map', parts)).toEqual({ q: 'a b', sort: null, status: null });
});
