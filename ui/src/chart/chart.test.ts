import { expect, test } from 'vitest';
import { hashrate } from '../format/number.ts';
import { barWords } from './energy-bars.tsx';
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

test('a bar says what of it is estimated, and a day without data is no zero', () => {
  expect(barWords({ label: '14 Jun', solid: 1800, hatched: 12.5 }, hashrate)).toBe(
    '14 Jun: 1.813 PH/s, 12.5 TH/s of it estimated',
  );
  expect(barWords({ label: '15 Jun', solid: 0, hatched: 0 }, hashrate)).toBe('15 Jun: 0.0 TH/s');
  expect(barWords({ label: '16 Jun', solid: null, hatched: 0 }, hashrate)).toBe('16 Jun: no data');
});
