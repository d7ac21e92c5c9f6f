import { expect, test } from 'vitest';
import { changesOf } from './audit.view.ts';

test('only what differs is shown, what was not there as a dash', () => {
  const entry = {
    changed: ['name', 'taxes', 'phone'],
    before: JSON.stringify({ id: '1', name: 'Old', taxes: ['TX'], phone: null }),
    after: JSON.stringify({ id: '1', name: 'New', taxes: [], phone: '+1 555' }),
  };
  expect(changesOf(entry)).toEqual([
    { field: 'name', before: 'Old', after: 'New' },
    { field: 'taxes', before: '["TX"]', after: '[]' },
    { field: 'phone', before: '–', after: '+1 555' },
  ]);
});

test('a row that was made has nothing before', () => {
  expect(changesOf({ changed: ['name'], before: null, after: '{"name":"New"}' })).toEqual([
    { field: 'name', before: '–', after: 'New' },
  ]);
});
