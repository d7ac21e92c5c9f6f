import type { HistoryQuery, Step } from '../../gql/graphql.ts';

export const SPANS = ['DAY', 'WEEK', 'MONTH'] as const;
export type Span = (typeof SPANS)[number];
/** Machines' daily means are kept for years; those of PDUs and meters aren't. */
export const LONG_SPANS = [...SPANS, 'YEAR'] as const;
export type LongSpan = (typeof LONG_SPANS)[number];
export const spanWords: Record<LongSpan, string> = { DAY: '24 h', WEEK: '7 days', MONTH: '30 days', YEAR: '12 months' };

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const spans: Record<LongSpan, { hours: number; step: Step; stepMs: number }> = {
  DAY: { hours: 24, step: 'MINUTES_5', stepMs: HOUR_MS / 12 },
  WEEK: { hours: 7 * 24, step: 'HOURS_1', stepMs: HOUR_MS },
  MONTH: { hours: 30 * 24, step: 'HOURS_1', stepMs: HOUR_MS },
  YEAR: { hours: 365 * 24, step: 'DAYS_1', stepMs: DAY_MS },
};

const hourly = { step: 'HOURS_1', stepMs: HOUR_MS } as const;

type Point = HistoryQuery['readings']['points'][number];

/** The finest steps are kept for a while only, and begin with the collector: with less than this share of them a day is drawn by hours. */
const ENOUGH = 0.1;
export const isSparse = (points: readonly Point[]): boolean =>
  points.filter(({ miners }) => miners > 0).length < points.length * ENOUGH;

/** The span up to now in whole steps, so that the same minute asks the same question. */
export function rangeOf(span: LongSpan, nowMs: number, byHours = false): { from: string; to: string; step: Step } {
  const { hours, step, stepMs } = byHours ? { ...spans[span], ...hourly } : spans[span];
  const to = Math.ceil(nowMs / stepMs) * stepMs;
  return { from: new Date(to - hours * HOUR_MS).toISOString(), to: new Date(to).toISOString(), step };
}

/**
 * Without the step under way, in which a sum lacks the machines that haven't answered yet, unless nothing else tells anything.
 * The points of a range stand at equal steps.
 */
export function finished<P extends { readonly at: string; readonly powerW?: number | null }>(
  points: readonly P[],
  nowMs: number,
): readonly P[] {
  const [first = 0, second = first] = points.map(({ at }) => Date.parse(at));
  const over = points.filter(({ at }) => Date.parse(at) + (second - first) <= nowMs);
  return over.some(({ powerW }) => powerW != null) ? over : points;
}

/** Columns as charts take them. A step without data is null, never zero. */
export function chartOf(points: readonly Point[]) {
  return {
    empty: points.every(({ hashrateThs, powerW }) => hashrateThs == null && powerW == null),
    at: points.map(({ at }) => Date.parse(at) / 1000),
    hashrateThs: points.map(({ hashrateThs }) => hashrateThs ?? null),
    powerW: points.map(({ powerW }) => powerW ?? null),
    temperatureC: points.map(({ temperatureC }) => temperatureC ?? null),
  };
}
