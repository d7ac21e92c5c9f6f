import { expect, test } from 'vitest';
import { foldReadings, fansText, percentOfRated, powerText, type Reading, uptimeText } from './readings.view.ts';

const reading = (minerId: string, hashrateThs: number | null = 100): Reading =>
  ({
    minerId,
    takenAt: '2026-06-01T05:00:00Z',
    status: 'ACTIVE',
    hashrateThs,
    boards: [],
  }) as unknown as Reading;
const update = (snapshot: boolean, readings: Reading[], removed: string[] = []) => ({
  at: '2026-06-01T05:00:01Z',
  snapshot,
  readings,
  removed,
});
const ids = (state: ReturnType<typeof foldReadings>) => [...state.byMiner.keys()];

test('a snapshot forgets what was known before', () => {
  const before = foldReadings(undefined, update(true, [reading('a'), reading('b')]));
  expect(ids(foldReadings(before, update(true, [reading('c')])))).toEqual(['c']);
});

test('a later message changes only the miners that it names', () => {
  const before = foldReadings(undefined, update(true, [reading('a', 90), reading('b', 91)]));
  const after = foldReadings(before, update(false, [reading('b', 123.4)]));
  expect([...after.byMiner.values()].map((r) => r.hashrateThs)).toEqual([90, 123.4]);
  expect(after.byMiner.get('a')).toBe(before.byMiner.get('a'));
});

test('a removed miner leaves, whatever was known of it', () => {
  const before = foldReadings(undefined, update(true, [reading('a'), reading('b')]));
  expect(ids(foldReadings(before, update(false, [], ['a'])))).toEqual(['b']);
});

test('estimated power is marked as such', () => {
  expect(powerText(3250, 'ESTIMATED')).toBe('≈ 3.25 kW');
  expect(powerText(3250, 'MEASURED')).toBe('3.25 kW');
  expect(powerText(null, 'ESTIMATED')).toBe('–');
});

test('what a device does not tell stays absent', () => {
  expect(fansText(null)).toBeNull();
  expect(fansText([])).toBeNull();
  expect(uptimeText(null)).toBeNull();
  expect(percentOfRated(null, '100')).toBeNull();
});

test('hashrate is compared with the nameplate', () => {
  expect(percentOfRated(90, '120')).toBe(75);
});
