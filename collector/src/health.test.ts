import { expect, test } from 'vitest';
import { ManualClock } from '../test/clock.ts';
import { createHealth } from './health.ts';

const spool = { bytes: 1000, oldestAgeMs: 90_500, dropped: { live: 7, thinned: 3 } };

test('a collector that is well tells what its disk holds, and of nothing else', () => {
  const health = createHealth(new ManualClock(), 5000);
  expect(health.tell({ ...spool, oldestAgeMs: 0 })).toEqual({
    spoolBytes: 1000,
    spoolMaxBytes: 5000,
    oldestWaitingSeconds: null,
    liveDropped: 7,
    liveThinned: 3,
    liveDroppedSecondsAgo: null,
    diskFailsForSeconds: null,
    clockStepMs: null,
    clockSteppedSecondsAgo: null,
  });
});

test('what happened was so many seconds ago, also after the clock was set', async () => {
  const clock = new ManualClock();
  const health = createHealth(clock, 5000);
  health.diskFails();
  await clock.advance(10_000);
  health.diskFails();
  health.gaveUp();
  health.clockStepped(-3_600_000);
  clock.step(-3_600_000);
  await clock.advance(5000);
  expect(health.tell(spool)).toMatchObject({
    oldestWaitingSeconds: 90,
    diskFailsForSeconds: 15,
    liveDroppedSecondsAgo: 5,
    clockStepMs: -3_600_000,
    clockSteppedSecondsAgo: 5,
  });
  health.diskWorks();
  expect(health.tell(spool).diskFailsForSeconds).toBeNull();
});
