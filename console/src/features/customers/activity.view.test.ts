import { expect, test } from 'vitest';
import { happenings } from './activity.view.ts';

const contract = (id: string, timeline: readonly [at: string, kind: 'CREATED' | 'ASSIGNED' | 'ACTIVATED'][]) => ({
  id,
  displayNumber: id,
  timeZone: 'UTC',
  timeline: timeline.map(([at, kind]) => ({ at, kind, actor: 'Olive', note: null })),
});
const entry = (at: string, table: string, own: object = {}) => ({
  at,
  actor: 'user:u1',
  actorName: 'Olive',
  action: 'UPDATE' as const,
  table,
  changed: ['portal_access'],
  ...own,
});
const said = (list: ReturnType<typeof happenings>) =>
  list.map(({ contract: of, what, detail }) => [of?.id, what, detail].filter(Boolean).join(' '));

test('timelines and the rest of the log are one list, newest first; of one instant the last step comes first', () => {
  const list = happenings(
    [
      contract('k1', [
        ['2026-03-01T10:00:00Z', 'ASSIGNED'],
        ['2026-03-01T10:00:00Z', 'ACTIVATED'],
      ]),
    ],
    [entry('2026-04-01T00:00:00Z', 'customer'), entry('2026-01-01T00:00:00Z', 'invite', { action: 'INSERT' })],
  );
  expect(said(list)).toEqual([
    'Customer record changed portal access',
    'k1 Activated',
    'k1 Equipment assigned',
    'Portal invitation made',
  ]);
});

test('what the timeline tells is not told twice, and rows of one change are one line', () => {
  const at = '2026-03-01T10:00:00Z';
  const holds = [1, 2, 3].map(() => entry(at, 'invoice_hold', { action: 'INSERT' }));
  expect(said(happenings([], [entry(at, 'contract'), entry(at, 'assignment'), ...holds]))).toEqual([
    'invoice hold: created (3 rows)',
  ]);
});

test('when the log has more than was asked for, what is older is left out', () => {
  const list = happenings(
    [contract('k1', [['2026-01-01T00:00:00Z', 'CREATED']])],
    [entry('2026-04-01T00:00:00Z', 'customer')],
    '2026-04-01T00:00:00Z',
  );
  expect(said(list)).toEqual(['Customer record changed portal access']);
});
