import { efficiencyOf } from './reading.rules.ts';
import type { MinerStatus } from './status.rules.ts';

/** A miner in scope: its status, and what it said if that is still about now. */
export type TotalledMiner = {
  readonly status: MinerStatus;
  readonly fresh: { readonly hashrateThs: number | null; readonly powerW: number | null } | null;
};

export type Totals = {
  readonly miners: number;
  readonly hashrateThs: number;
  readonly powerW: number;
  readonly efficiencyJPerTh: number | null;
  readonly minersByStatus: { status: MinerStatus; count: number }[];
  readonly stale: number;
};

const statuses: readonly MinerStatus[] = [
  'ACTIVE',
  'DEGRADED',
  'OFFLINE',
  'PAUSED',
  'CURTAILED',
  'MAINTENANCE',
  'STALE',
  'LOST',
];

/** Sums over fresh readings. A miner that is off adds no hashrate, whatever average it still tells. */
export function totalsOf(miners: Iterable<TotalledMiner>): Totals {
  const counts = new Map<MinerStatus, number>(statuses.map((status) => [status, 0]));
  let [count, hashrateThs, powerW, ratedThs, ratedW] = [0, 0, 0, 0, 0];
  for (const { status, fresh } of miners) {
    count += 1;
    counts.set(status, (counts.get(status) ?? 0) + 1);
    if (!fresh || status === 'STALE' || status === 'LOST') continue;
    const hashes = status === 'OFFLINE' ? 0 : fresh.hashrateThs;
    hashrateThs += hashes ?? 0;
    powerW += fresh.powerW ?? 0;
    if (hashes !== null && fresh.powerW !== null) [ratedThs, ratedW] = [ratedThs + hashes, ratedW + fresh.powerW];
  }
  return {
    miners: count,
    hashrateThs,
    powerW,
    efficiencyJPerTh: efficiencyOf(ratedW, ratedThs),
    minersByStatus: [...counts].map(([status, n]) => ({ status, count: n })),
    stale: (counts.get('STALE') ?? 0) + (counts.get('LOST') ?? 0),
  };
}
