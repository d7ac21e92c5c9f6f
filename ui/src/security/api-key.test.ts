import { expect, test } from 'vitest';
import { expiryOf, keyState } from './api-key.ts';

const now = Date.parse('2026-06-01T00:00:00Z');

test.each([
  { name: 'one that nobody ended', key: { revokedAt: null, expiresAt: null }, word: 'Valid' },
  { name: 'one that ends later', key: { revokedAt: null, expiresAt: '2026-06-02T00:00:00Z' }, word: 'Valid' },
  { name: 'one whose end has come', key: { revokedAt: null, expiresAt: '2026-06-01T00:00:00Z' }, word: 'Expired' },
  {
    name: 'a revoked one, whatever its end',
    key: { revokedAt: '2026-05-01T00:00:00Z', expiresAt: null },
    word: 'Revoked',
  },
])('$name is $word', ({ key, word }) => expect(keyState(key, now).word).toBe(word));

test('a key ends as its last day does, or never', () => {
  expect(expiryOf('2026-12-31', 'America/Chicago')).toBe('2027-01-01T06:00:00Z');
  expect(expiryOf('', 'America/Chicago')).toBeUndefined();
});
