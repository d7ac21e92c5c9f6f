import { expect, test } from 'vitest';
import { choicesOf, expiryOf, keyState, permissionWord } from './api-keys.view.ts';

test('a key is given what its maker holds, never people or keys', () => {
  const own = ['invoice:read', 'portal-people:manage', 'api-key:manage', 'fleet:read'];
  expect(choicesOf(own)).toEqual(['fleet:read', 'invoice:read']);
  expect(permissionWord('fleet:read')).toBe('See machines');
  expect(permissionWord('power:read')).toBe('power:read');
});

test('a key ends as its last day does where the host is', () => {
  expect(Date.parse(expiryOf('2026-06-30', 'America/Chicago') ?? '')).toBe(Date.parse('2026-07-01T05:00:00Z'));
  expect(expiryOf('', 'America/Chicago')).toBeUndefined();
});

test('a revoked key and one whose time is over open nothing', () => {
  const now = Date.parse('2026-06-01T00:00:00Z');
  expect(keyState({ revokedAt: null, expiresAt: null }, now).word).toBe('Valid');
  expect(keyState({ revokedAt: null, expiresAt: '2026-06-01T00:00:00Z' }, now).word).toBe('Expired');
  expect(keyState({ revokedAt: '2026-05-01T00:00:00Z', expiresAt: null }, now).word).toBe('Revoked');
});
