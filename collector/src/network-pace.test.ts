import { expect, test } from 'vitest';
import { NetworkPace, networkOf } from './network-pace.ts';

test('polls of a network begin apart, those of another are not held up', () => {
  const pace = new NetworkPace(10);
  expect([1, 2, 3].map(() => pace.take('10.0.0', 1000))).toEqual([1000, 1100, 1200]);
  expect(pace.take('10.0.1', 1000)).toBe(1000);
  expect(pace.take('10.0.0', 5000)).toBe(5000);
});

test('a clock that is set back does not stop a network', () => {
  const pace = new NetworkPace(10);
  pace.take('10.0.0', 10 * 3_600_000);
  expect(pace.take('10.0.0', 3_600_000)).toBe(3_600_000);
});

test.each([
  ['10.0.7.5', '10.0.7'],
  ['fd00:1:2:3:4:5:6:7', 'fd00:1:2:3'],
  ['fd00::5', 'fd00'],
])('%s is in %s', (host, network) => expect(networkOf(host)).toBe(network));
