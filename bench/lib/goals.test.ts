import { describe, expect, test } from 'vitest';
import { verdicts } from './goals.ts';

const measured = (metric: string, ratio: number | null, value = 1) => ({
  bench: 'any',
  metric,
  value,
  unit: 'x',
  min: value,
  max: value,
  runs: 1,
  ratio_to: 'a floor',
  ratio,
});
const outcomeOf = (goal: string, ...lines: Parameters<typeof verdicts>[0]) =>
  verdicts(lines).find((verdict) => verdict.goal === goal)?.outcome;

describe('a run held against its goals', () => {
  test('reaches the aim, the must, or a must within the noise; else it misses', () => {
    expect(outcomeOf('P1', measured('P1 collector', 0.33))).toBe('aim');
    expect(outcomeOf('P1', measured('P1 collector', 0.25))).toBe('must');
    expect(outcomeOf('P1', measured('P1 collector', 0.2))).toBe('within noise');
    expect(outcomeOf('P1', measured('P1 collector', 0.19))).toBe('missed');
  });
  test('where less is better the noise lies above', () => {
    expect(outcomeOf('R2', measured('R2 collector', 2))).toBe('aim');
    expect(outcomeOf('R2', measured('R2 collector', 3.7))).toBe('within noise');
    expect(outcomeOf('R2', measured('R2 collector', 3.8))).toBe('missed');
  });
  test('counts the worst of several figures', () => {
    expect(outcomeOf('W2', measured('W2 ours, 1,000', 0.72), measured('W2 ours, 5,000', 0.3))).toBe('missed');
  });
  test('a bound on the figure itself needs no ratio', () => {
    expect(outcomeOf('D4', measured('D4 ours', null, 105))).toBe('must');
  });
  test('what was skipped or not run is never taken for passed', () => {
    expect(outcomeOf('S3', { bench: 'snmp', metric: 'S3 S4', skipped: 'no snmp_exporter' })).toBe('skipped');
    expect(outcomeOf('S3')).toBe('not run');
  });
});
