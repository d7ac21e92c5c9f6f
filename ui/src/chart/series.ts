import type { Quantity } from '../format/number.ts';
import { asText } from '../format/number.ts';
import { dateTime } from '../format/time.ts';

export type ChartSeries = {
  readonly label: string;
  /** One value for each instant; null is a gap in the line, never a zero. */
  readonly values: readonly (number | null)[];
  /** A CSS colour or token; by default the series palette in order. */
  readonly color?: string;
  /** Dashed, for what should be (rated, a cap); solid is what was. */
  readonly dashed?: boolean;
  readonly fill?: boolean;
};

/** A chart in words, for those who don't see it: range, lowest, highest, last, and how much is missing. */
export function chartSummary(
  at: readonly number[],
  series: readonly ChartSeries[],
  format: (value: number) => Quantity,
): string {
  const first = at[0];
  const last = at.at(-1);
  if (first === undefined || last === undefined) return 'No data.';
  const span = `From ${dateTime(first * 1000)} to ${dateTime(last * 1000)}.`;
  return [span, ...series.map((one) => seriesSummary(one, format))].join(' ');
}

function seriesSummary(series: ChartSeries, format: (value: number) => Quantity): string {
  const known = series.values.filter((value): value is number => value !== null);
  const newest = known.at(-1);
  if (newest === undefined) return `${series.label}: no data.`;
  const lowest = known.reduce((low, value) => Math.min(low, value));
  const highest = known.reduce((high, value) => Math.max(high, value));
  const missing = series.values.length - known.length;
  const gaps = missing > 0 ? ` ${missing} of ${series.values.length} points without data.` : '';
  return `${series.label}: lowest ${asText(format(lowest))}, highest ${asText(format(highest))}, last ${asText(format(newest))}.${gaps}`;
}
