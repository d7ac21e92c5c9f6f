import { expect, test } from 'vitest';
import { choicesOf, permissionWord } from './api-keys.view.ts';

test('a key is given what its maker holds, never people or keys', () => {
  const own = ['invoice:read', 'portal-people:manage', 'api-key:manage', 'fleet:read'];
  expect(choicesOf(own)).toEqual(['fleet:read', 'invoice:read']);
  expect(permissionWord('fleet:read')).toBe('See machines');
  expect(permissionWord('power:read')).toBe('power:read');
});
