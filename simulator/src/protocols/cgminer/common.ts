import type { Report } from './envelope.ts';
import { SHARE_DIFFICULTY, type Snapshot } from './snapshot.ts';

/** MH/s of a live rate: whole steps of 10 MH/s, so that 123.4 TH/s is 123400000 to the last digit. */
export function mhs(ths: number): number {
  return Math.round(ths * 100_000) * 10;
}

export function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

/** The counters that every cgminer's summary has. */
export function summaryCounters({ elapsedS, pool, hardwareErrors, sinceStartThs }: Snapshot): object {
  return {
    'Found Blocks': 0,
    Getworks: Math.floor(elapsedS / 12),
    Accepted: pool.accepted,
    Rejected: pool.rejected,
    'Hardware Errors': hardwareErrors,
    Utility: round(elapsedS > 0 ? (pool.accepted * 60) / elapsedS : 0, 2),
    Discarded: elapsedS * 90,
    Stale: 0,
    'Get Failures': 0,
    'Local Work': elapsedS * 89,
    'Remote Failures': 0,
    'Network Blocks': Math.floor(elapsedS / 600),
    'Total MH': Math.round(sinceStartThs * elapsedS * 1e6),
    'Work Utility': round(sinceStartThs * 14_000, 2),
    'Difficulty Accepted': pool.accepted * SHARE_DIFFICULTY,
    'Difficulty Rejected': pool.rejected * SHARE_DIFFICULTY,
    'Difficulty Stale': 0,
    'Best Share': 12_904_207_043,
    'Device Hardware%': 0,
    'Device Rejected%': 0,
    'Pool Rejected%': round(pool.accepted > 0 ? (100 * pool.rejected) / (pool.accepted + pool.rejected) : 0, 4),
    'Pool Stale%': 0,
  };
}

/** Three pools, the first in use. `lastShare`: how the family writes the time of the last share. */
export function poolsReport(
  { pool, elapsedS }: Snapshot,
  family: { readonly firstPool: number; readonly lastShare: number | string; readonly extra?: object },
): Report {
  const rows = pool.urls.map((url, index) => {
    const inUse = index === 0;
    return {
      POOL: family.firstPool + index,
      URL: url,
      Status: 'Alive',
      Priority: index,
      Quota: 1,
      'Long Poll': 'N',
      Getworks: inUse ? Math.floor(elapsedS / 12) : 3,
      Accepted: inUse ? pool.accepted : 0,
      Rejected: inUse ? pool.rejected : 0,
      Discarded: 0,
      Stale: 0,
      'Get Failures': 0,
      'Remote Failures': 0,
      User: pool.worker,
      'Last Share Time': inUse && pool.accepted > 0 ? family.lastShare : typeof family.lastShare === 'string' ? '0' : 0,
      'Diff1 Shares': 0,
      'Proxy Type': '',
      Proxy: '',
      'Difficulty Accepted': inUse ? pool.accepted * SHARE_DIFFICULTY : 0,
      'Difficulty Rejected': inUse ? pool.rejected * SHARE_DIFFICULTY : 0,
      'Difficulty Stale': 0,
      'Last Share Difficulty': inUse ? SHARE_DIFFICULTY : 0,
      'Has Stratum': true,
      'Stratum Active': inUse,
      'Stratum URL': inUse ? new URL(url).hostname : '',
      'Has GBT': false,
      'Best Share': 0,
      'Pool Rejected%': 0,
      ...(family.extra ?? { 'Pool Stale%': 0 }),
    };
  });
  return { key: 'POOLS', code: 7, message: `${rows.length} Pool(s)`, rows };
}
