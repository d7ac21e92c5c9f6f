import { expect, test } from 'vitest';
import { byDomain } from './api-keys.view.ts';

test('permissions stand together by what they are about', () => {
  expect(byDomain(['invoice:read', 'contract:read', 'invoice:issue'])).toEqual([
    ['contract:read'],
    ['invoice:issue', 'invoice:read'],
  ]);
});
