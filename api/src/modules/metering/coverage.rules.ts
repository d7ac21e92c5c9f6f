import type { Range } from '@hashyard/rating';

/** Seconds by what is known of them. */
export type Seconds = {
  readonly measured: number;
  readonly estimated: number;
  readonly gap: number;
  readonly void: number;
  readonly missing: number;
};

export type Stretches = {
  readonly measured: readonly Range[];
  /** With what was put in for gaps left in. */
  readonly gap: readonly Range[];
  readonly void: readonly Range[];
  readonly estimated: readonly Range[];
};

/** What is known of a stretch of time: each second once, an estimate before the gap or void that it fills. */
export function coverageOf(within: Range, { measured, gap, void: voided, estimated }: Stretches): Seconds {
  const filled = joined(estimated);
  const known = secondsIn(within, measured);
  const put = secondsIn(within, filled);
  const open = (ranges: readonly Range[]) => secondsIn(within, ranges) - overlap(within, ranges, filled);
  const rest = { measured: known, estimated: put, gap: open(gap), void: open(voided) };
  return {
    ...rest,
    missing: Math.max(0, within.to - within.from - rest.measured - rest.estimated - rest.gap - rest.void),
  };
}

function secondsIn({ from, to }: Range, ranges: readonly Range[]): number {
  return ranges.reduce((sum, range) => sum + Math.max(0, Math.min(to, range.to) - Math.max(from, range.from)), 0);
}

const overlap = (within: Range, ranges: readonly Range[], filled: readonly Range[]): number =>
  ranges.reduce(
    (sum, range) =>
      sum + secondsIn({ from: Math.max(within.from, range.from), to: Math.min(within.to, range.to) }, filled),
    0,
  );

function joined(ranges: readonly Range[]): Range[] {
  const list: { from: number; to: number }[] = [];
  for (const { from, to } of ranges.toSorted((a, b) => a.from - b.from)) {
    const last = list.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else list.push({ from, to });
  }
  return list;
}
