import { expect, test } from 'vitest';
import { Shared } from './shared.ts';

const answerOf = (model: string) => ({ model, boards: [1, 2, 3] });

test('what is written alike is held once', () => {
  const shared = new Shared<object>();
  const first = shared.of(answerOf('S19'));
  expect(shared.of(answerOf('S19'))).toBe(first);
  expect(shared.of(answerOf('S21'))).not.toBe(first);
});

test('a fleet in which no two are alike fills no memory, and what it says stays what it is', () => {
  const shared = new Shared<object>();
  const first = shared.of(answerOf('S19'));
  for (let miner = 0; miner < 2000; miner += 1) expect(shared.of(answerOf(`M${miner}`))).toEqual(answerOf(`M${miner}`));
  // Let go of meanwhile: an equal one is held anew.
  expect(shared.of(answerOf('S19'))).not.toBe(first);
  expect(first).toEqual(answerOf('S19'));
});
