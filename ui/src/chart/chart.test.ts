import { expect, test } from 'vitest';
import { hashrate } from '../format/number.ts';
import { chartSummary } from './series.ts';
import { sparkPath } from './sparkline.tsx';

test('a chart is told in words, gaps included', () => {
  const words = chartSummary([0, 300, 600], [{ label: 'Hashrate', values: [100, null, 123.4] }], hashrate);
  expect(words).toContain('Hashrate: lowest 100.0 TH/s, highest 123.4 TH/s, last 123.4 TH/s.');
  expect(words).toContain('1 of 3 points without data.');
});

test('a chart without data says so', () => {
  expect(chartSummary([], [], hashrate)).toBe('No data.');
  expect(chartSummary([0], [{ label: 'Power', values: [null] }], hashrate)).toContain('Power: no data.');
});

test('a gap lifts the pen', () => {
  expect(sparkPath([10, 10, null, 5], 30, 10)).toBe('M0.0 0.0L10.0 0.0M30.0 5.0');
});
