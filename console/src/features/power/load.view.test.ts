import { expect, test } from 'vitest';
import { isUneven, loadState } from './load.view.ts';

test.each([
  { load: null, is: null },
  { load: 40, is: 'ok' },
  { load: 70.5, is: 'warn' },
  { load: 80, is: 'warn' },
  { load: 80.1, is: 'bad' },
])('a phase at $load % of its breaker: $is', ({ load, is }) => expect(loadState(load)).toBe(is));

test('phases a tenth apart are even enough; an unknown difference is none', () => {
  expect([isUneven(10), isUneven(10.1), isUneven(null)]).toEqual([false, true, false]);
});
