import { expect, test } from 'vitest';
import { foldItems } from './fold.ts';

const idOf = (item: { id: string }) => item.id;
const known = new Map([
  ['a', { id: 'a', ths: 100 }],
  ['b', { id: 'b', ths: 110 }],
]);

test('a change replaces its item and leaves the others as they are', () => {
  const next = foldItems(known, { snapshot: false, items: [{ id: 'b', ths: 123.4 }], removed: [] }, idOf);
  expect(next.get('b')).toEqual({ id: 'b', ths: 123.4 });
  expect(next.get('a')).toBe(known.get('a'));
});

test('a snapshot forgets what it doesn’t name', () => {
  const next = foldItems(known, { snapshot: true, items: [{ id: 'c', ths: 90 }], removed: [] }, idOf);
  expect([...next.keys()]).toEqual(['c']);
});

test('what left the scope is gone', () => {
  const next = foldItems(known, { snapshot: false, items: [], removed: ['a'] }, idOf);
  expect([...next.keys()]).toEqual(['b']);
});

test('the former state is never changed in place', () => {
  foldItems(known, { snapshot: false, items: [], removed: ['a', 'b'] }, idOf);
  expect(known.size).toBe(2);
});
