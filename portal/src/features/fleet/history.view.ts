export type Range = 'day' | 'week' | 'month';

const MINUTES_5_MS = 300_000;
const HOUR_MS = 3_600_000;

/** `fine`: five-minute means where there are some, hourly ones elsewhere. */
const ranges: Record<Range, { lastsMs: number; fine: boolean; words: string }> = {
  day: { lastsMs: 24 * HOUR_MS, fine: true, words: '24 hours' },
  week: { lastsMs: 7 * 24 * HOUR_MS, fine: false, words: '7 days' },
  month: { lastsMs: 30 * 24 * HOUR_MS, fine: false, words: '30 days' },
};

export const RANGES = Object.keys(ranges) as readonly Range[];
export const rangeWords = (range: Range): string => ranges[range].words;

export type Window = { readonly from: string; readonly to: string; readonly fine: boolean };

/** The range up to now. It begins on a whole hour and ends on a whole step, so that the query stays the same until a step is full. */
export function windowOf(range: Range, nowMs: number): Window {
  const { lastsMs, fine } = ranges[range];
  const to = roundUp(nowMs, fine ? MINUTES_5_MS : HOUR_MS);
  const from = Math.floor((to - lastsMs) / HOUR_MS) * HOUR_MS;
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString(), fine };
}

const roundUp = (ms: number, stepMs: number): number => Math.ceil(ms / stepMs) * stepMs;

type Mean = { readonly at: string; readonly hashrateThs?: number | null };
/** The mean over a step, `null` without data. */
export type Point = { readonly atMs: number; readonly lastsMs: number; readonly hashrateThs: number | null };

/** Hours in five-minute means where there is one in the hour, else in their hourly mean; an hour without either stays a gap. */
export function pointsOf(hourly: readonly Mean[], fine: readonly Mean[] = []): readonly Point[] {
  const steps = fine.map(point(MINUTES_5_MS));
  const known = new Set(steps.filter(({ hashrateThs }) => hashrateThs !== null).map(hourOf));
  const coarse = hourly.map(point(HOUR_MS)).filter((hour) => !known.has(hourOf(hour)));
  return [...coarse, ...steps.filter((step) => known.has(hourOf(step)))].sort((a, b) => a.atMs - b.atMs);
}

const hourOf = ({ atMs }: { readonly atMs: number }): number => Math.floor(atMs / HOUR_MS);

const point =
  (lastsMs: number) =>
  ({ at, hashrateThs }: Mean): Point => ({ atMs: Date.parse(at), lastsMs, hashrateThs: hashrateThs ?? null });

type Now = { readonly at: string; readonly hashrateThs: number | null };
/** `at` in seconds; a mean stands in the middle of its step. */
export type Line = { readonly at: readonly number[]; readonly values: readonly (number | null)[] };

/**
 * The points as a line with the live value at its end, so that the chart moves between two fetches. The step under way is left
 * out in its favour: it is a mean of little, or still without data.
 */
export function lineOf(points: readonly Point[], now: Now | undefined): Line {
  const nowMs = now ? Date.parse(now.at) : Number.POSITIVE_INFINITY;
  const full = points.filter(({ atMs, lastsMs }) => atMs + lastsMs <= nowMs);
  const at = full.map(({ atMs, lastsMs }) => (atMs + lastsMs / 2) / 1000);
  const values = full.map(({ hashrateThs }) => hashrateThs);
  if (now) {
    at.push(nowMs / 1000);
    values.push(now.hashrateThs);
  }
  return { at, values };
}
