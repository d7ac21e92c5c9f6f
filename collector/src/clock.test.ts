import { expect, test } from 'vitest';
import { ManualClock } from '../test/clock.ts';
import { watchClock } from './clock.ts';

test('steps of the wall clock are noticed either way, once each; slewing is not', async () => {
  const clock = new ManualClock();
  const steps: number[] = [];
  const end = watchClock(clock, (ms) => steps.push(ms));
  await clock.advance(60_000);
  clock.step(500);
  await clock.advance(60_000);
  clock.step(-3_600_000);
  await clock.advance(60_000);
  clock.step(7200_000);
  await clock.advance(60_000);
  expect(steps).toEqual([-3_600_000, 7_200_000]);
  end();
  expect(clock.timers).toBe(0);
});
