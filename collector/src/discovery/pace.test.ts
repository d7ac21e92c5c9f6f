import { expect, test } from 'vitest';
import { ManualClock } from '../../test/clock.ts';
import { createPace } from './pace.ts';

test('lets no more through than the rate, also after a rest', async () => {
  const clock = new ManualClock();
  const pace = createPace(10, clock);
  const at: number[] = [];
  const start = clock.now();
  const ask = () => void pace().then(() => at.push(clock.now() - start));
  for (let count = 0; count < 4; count += 1) ask();
  await clock.advance(1000);
  expect(at).toEqual([0, 100, 200, 300]);
  for (let count = 0; count < 2; count += 1) ask();
  await clock.advance(1000);
  expect(at.slice(4)).toEqual([1000, 1100]);
});

test('rounds towards slower', async () => {
  const clock = new ManualClock();
  const pace = createPace(300, clock);
  let through = 0;
  for (let count = 0; count < 1000; count += 1) void pace().then(() => (through += 1));
  await clock.advance(999);
  expect(through).toBe(250);
});
