import { expect, test } from 'vitest';
import { runSummary } from './run.view.ts';

const counts = [
  { outcome: 'DRAFTED', count: 40 },
  { outcome: 'HELD', count: 2 },
  { outcome: 'FAILED', count: 0 },
] as const;

test.each([
  { name: 'while it waits', state: 'QUEUED', text: 'waiting to start' },
  { name: 'while it runs', state: 'RUNNING', text: '17 of 42 customers' },
  { name: 'when it is done, by outcome', state: 'FINISHED', text: '40 drafted, 2 held' },
  { name: 'when it broke', state: 'FAILED', text: 'the run broke off' },
] as const)('a run says how far it is $name', ({ state, text }) => {
  expect(runSummary({ state, progress: { done: 17, total: 42, counts } })).toBe(text);
});

test('a run without customers had nothing to bill', () => {
  expect(runSummary({ state: 'FINISHED', progress: { done: 0, total: 0, counts: [] } })).toBe('nothing to bill');
});
