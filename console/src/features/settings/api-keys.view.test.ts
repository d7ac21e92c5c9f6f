import { expect, test } from 'vitest';
import { byDomain, expiryOf, keyState } from './api-keys.view.ts';

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

test('permissions stand together by what they are about', () => {
  expect(byDomain(['invoice:read', 'contract:read', 'invoice:issue'])).toEqual([
    ['contract', ['contract:read']],
    ['invoice', ['invoice:issue', 'invoice:read']],
  ]);
});

test('a key ends at a local midnight, or never', () => {
  expect(expiryOf('2027-01-01', 'America/Chicago')).toBe('2027-01-01T06:00:00Z');
  expect(expiryOf(undefined, 'America/Chicago')).toBeUndefined();
});
