import { expect, test } from 'vitest';
import { newestFirst } from './activity.view.ts';

test('the timelines of all contracts are one, newest first', () => {
  const first = {
    id: 'k1',
    timeline: [event('2026-01-01T10:00:00Z', 'CREATED'), event('2026-03-01T00:00:00Z', 'RENEWED')],
  };
  const second = { id: 'k2', timeline: [event('2026-02-01T00:00:00Z', 'CREATED')] };
  expect(newestFirst([first, second]).map(({ event, contract }) => `${contract.id} ${event.kind}`)).toEqual([
    'k1 RENEWED',
    'k2 CREATED',
    'k1 CREATED',
  ]);
});

test('of what happened in one transaction the last step comes first', () => {
  const at = '2026-01-01T10:00:00Z';
  const events = newestFirst([{ id: 'k1', timeline: [event(at, 'ASSIGNED'), event(at, 'ACTIVATED')] }]);
  expect(events.map(({ event }) => event.kind)).toEqual(['ACTIVATED', 'ASSIGNED']);
});

function event(at: string, kind: string) {
  return { at, kind };
}
