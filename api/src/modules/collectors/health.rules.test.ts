import { expect, test } from 'vitest';
import type { CollectorHealthInput } from './collector.inputs.ts';
import { healthAt, shownHealth, warningsOf } from './health.rules.ts';

const now = new Date('2026-07-01T12:00:00Z');
const well: CollectorHealthInput = { spoolBytes: 1000, spoolMaxBytes: 2_147_483_648, liveDropped: 0, liveThinned: 0 };
const warnings = (told: Partial<CollectorHealthInput>, parts: { clockOffsetMs?: number; revokedAt?: Date } = {}) =>
  warningsOf({ clockOffsetMs: 3, revokedAt: null, ...parts, health: healthAt({ ...well, ...told }, now) }, now);

test('what was some seconds ago was at a time of ours, whatever the collector’s clock says', () => {
  expect(
    healthAt({ ...well, oldestWaitingSeconds: 90, clockStepMs: -5000, clockSteppedSecondsAgo: 0 }, now),
  ).toMatchObject({
    oldestWaitingAt: '2026-07-01T11:58:30.000Z',
    clockStepMs: -5000,
    clockSteppedAt: '2026-07-01T12:00:00.000Z',
    liveDroppedAt: null,
    diskFailsSince: null,
  });
});

test('is shown as instants', () => {
  const { oldestWaitingAt, liveDroppedAt } = shownHealth(healthAt({ ...well, oldestWaitingSeconds: 0 }, now));
  expect({ oldestWaitingAt, liveDroppedAt }).toEqual({ oldestWaitingAt: now, liveDroppedAt: null });
});

test.each([
  { name: 'nothing', told: {}, is: [] },
  { name: 'what waits for some minutes: an API that was restarted', told: { oldestWaitingSeconds: 599 }, is: [] },
  { name: 'what waits for more than ten', told: { oldestWaitingSeconds: 601 }, is: ['SPOOL_BEHIND'] },
  { name: 'live values given up within the hour', told: { liveDroppedSecondsAgo: 3600 }, is: ['SPOOL_FULL'] },
  { name: 'a share that registers alone use up', told: { spoolBytes: 2_147_483_648 }, is: ['SPOOL_FULL'] },
  { name: 'live values given up before it', told: { liveDropped: 5, liveDroppedSecondsAgo: 3601 }, is: [] },
  { name: 'a disk that takes nothing', told: { diskFailsForSeconds: 0 }, is: ['DISK_FAILS'] },
  { name: 'a step of the clock today', told: { clockSteppedSecondsAgo: 86_400 }, is: ['CLOCK_STEPPED'] },
  { name: 'a step of the clock yesterday', told: { clockSteppedSecondsAgo: 86_401 }, is: [] },
  {
    name: 'all of it, the worst first',
    told: { clockSteppedSecondsAgo: 1, oldestWaitingSeconds: 7200, liveDroppedSecondsAgo: 1, diskFailsForSeconds: 9 },
    is: ['DISK_FAILS', 'SPOOL_FULL', 'SPOOL_BEHIND', 'CLOCK_STEPPED'],
  },
])('an operator is warned of $name: $is', ({ told, is }) => {
  expect(warnings(told)).toEqual(is);
});

test('a clock that is off by two seconds is, one of less is not', () => {
  expect(warnings({}, { clockOffsetMs: -2000 })).toEqual(['CLOCK_OFF']);
  expect(warnings({}, { clockOffsetMs: 1999 })).toEqual([]);
});

test('of a revoked one, and of one that has told nothing, there is nothing to warn of', () => {
  expect(warnings({ diskFailsForSeconds: 9 }, { revokedAt: now })).toEqual([]);
  expect(warningsOf({ health: null, clockOffsetMs: null, revokedAt: null }, now)).toEqual([]);
});
