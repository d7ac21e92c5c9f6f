import { expect, test } from 'vitest';
import { isId, newId } from './ids.ts';

test('ids of one millisecond keep the order in which they were made', () => {
  const ids = Array.from({ length: 10_000 }, () => newId(1_780_000_000_000));
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});

test('an id is a UUID of version 7 and begins with its time', () => {
  const id = newId(Date.UTC(2026, 5, 1));
  expect(isId(id)).toBe(true);
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(Date.UTC(2026, 5, 1));
});
