import type { Step } from '../../gql/graphql';

export type Range = 'day' | 'week' | 'month';

const HOUR_MS = 3_600_000;
const MINUTES_5_MS = 300_000;

const ranges: Record<Range, { lastsMs: number; step: Step; stepMs: number; words: string }> = {
  day: { lastsMs: 24 * HOUR_MS, step: 'MINUTES_5', stepMs: MINUTES_5_MS, words: '24 hours' },
  week: { lastsMs: 7 * 24 * HOUR_MS, step: 'HOURS_1', stepMs: HOUR_MS, words: '7 days' },
  month: { lastsMs: 30 * 24 * HOUR_MS, step: 'HOURS_1', stepMs: HOUR_MS, words: '30 days' },
};

export const RANGES = Object.keys(ranges) as readonly Range[];
export const rangeWords = (range: Range): string => ranges[range].words;

export type Window = { readonly from: string; readonly to: string; readonly step: Step };

/** The range up to now, on whole steps: the query stays the same, and so in the cache, until a step is full. */
export function windowOf(range: Range, nowMs: number): Window {
  const { lastsMs, step, stepMs } = ranges[range];
  const to = Math.ceil(nowMs / stepMs) * stepMs;
  return { from: new Date(to - lastsMs).toISOString(), to: new Date(to).toISOString(), step };
}

type Point = { readonly at: string; readonly hashrateThs?: number | null };
type Now = { readonly at: string; readonly hashrateThs: number | null };
export type Line = { readonly at: readonly number[]; readonly values: readonly (number | null)[] };

/**
 * The points as a line with the live value at its end, so that the chart moves between two fetches. The step under way is left
 * out in its favour: it is a mean of little, or still without data.
 */
export function lineOf(points: readonly Point[], now: Now | undefined, stepMs: number): Line {
  const nowMs = now ? Date.parse(now.at) : Number.NaN;
  const known = points.filter((point) => Number.isNaN(nowMs) || Date.parse(point.at) + stepMs <= nowMs);
  const at = known.map((point) => Date.parse(point.at) / 1000);
  const values = known.map((point) => point.hashrateThs ?? null);
  const last = at.at(-1);
  if (now && (last === undefined || nowMs / 1000 > last)) {
    at.push(nowMs / 1000);
    values.push(now.hashrateThs);
  }
  return { at, values };
}

export const stepMsOf = (range: Range): number => ranges[range].stepMs;
