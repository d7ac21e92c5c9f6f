import { expect, test } from 'vitest';
import { type TotalledMiner, totalsOf } from './totals.rules.ts';

const miner = (parts: Partial<TotalledMiner> = {}): TotalledMiner => ({
  status: 'ACTIVE',
  fresh: { hashrateThs: 200, powerW: 3_500 },
  ...parts,
});

test('sums fresh readings and lists every status, zero counts too', () => {
  const totals = totalsOf([miner(), miner({ status: 'DEGRADED', fresh: { hashrateThs: 100, powerW: 3_000 } })]);
  expect(totals).toMatchObject({ miners: 2, hashrateThs: 300, powerW: 6_500, stale: 0 });
  expect(totals.efficiencyJPerTh).toBeCloseTo(6_500 / 300);
  expect(totals.minersByStatus).toHaveLength(8);
  expect(totals.minersByStatus).toContainEqual({ status: 'LOST', count: 0 });
});

test('leaves stale and lost miners out of the sums and counts them', () => {
  expect(totalsOf([miner(), miner({ status: 'STALE' }), miner({ status: 'LOST', fresh: null })])).toMatchObject({
    miners: 3,
    hashrateThs: 200,
    stale: 2,
  });
});

test('a miner that is off adds its power but no hashrate', () => {
  expect(totalsOf([miner(), miner({ status: 'OFFLINE', fresh: { hashrateThs: 190, powerW: 40 } })])).toMatchObject({
    hashrateThs: 200,
    powerW: 3_540,
  });
});

test('power that is not told does not count as none in the efficiency', () => {
  expect(totalsOf([miner(), miner({ fresh: { hashrateThs: 200, powerW: null } })]).efficiencyJPerTh).toBe(17.5);
});

test('of no miners is zero without an efficiency', () => {
  expect(totalsOf([])).toMatchObject({ miners: 0, hashrateThs: 0, powerW: 0, efficiencyJPerTh: null });
});
