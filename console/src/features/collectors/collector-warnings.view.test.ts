import { expect, test } from 'vitest';
import { bytes, diskOf, warningSays } from './collector-warnings.view.ts';

const health = {
  spoolBytes: 2_147_483_648,
  spoolMaxBytes: 2_147_483_648,
  oldestWaitingAt: '2026-06-01T00:00:00Z',
  liveDropped: 1234,
  liveThinned: 0,
  diskFailsSince: null,
  clockStepMs: -3_600_000,
  clockSteppedAt: '2026-06-01T00:00:00Z',
};

test('sizes of a disk are said in its maker’s units', () => {
  expect([0, 12_345, 3_100_000, 2_147_483_648].map(bytes)).toEqual(['0.0 kB', '12.3 kB', '3.1 MB', '2.1 GB']);
  expect(diskOf({ clockOffsetMs: null, health })).toBe('2.1 GB of 2.1 GB');
  expect(diskOf({ clockOffsetMs: null, health: null })).toBeNull();
});

test.each([
  {
    warning: 'SPOOL_FULL',
    says: 'of 2.1 GB is used up: the oldest live readings are given up (1,234 readings so far)',
  },
  { warning: 'CLOCK_OFF', says: 'Its clock is 2.5 s behind.' },
  { warning: 'CLOCK_STEPPED', says: 'Its clock was set 1 h back at' },
] as const)('$warning says what it means', ({ warning, says }) => {
  expect(warningSays(warning, { clockOffsetMs: -2500, health })).toContain(says);
});
