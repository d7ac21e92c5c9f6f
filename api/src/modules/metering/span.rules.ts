/** A range of instants as the database has it; a null end is open. Half-open. */
export type Span = { readonly from: Date; readonly to: Date | null };
/** The same with both ends. */
export type ClosedSpan = { readonly from: Date; readonly to: Date };

/** What two spans share, null when nothing. `within` has both ends, so the answer has. */
export function cutTo(span: Span, within: ClosedSpan): ClosedSpan | null {
  const from = span.from > within.from ? span.from : within.from;
  const to = span.to && span.to < within.to ? span.to : within.to;
  return from < to ? { from, to } : null;
}

/** From the first beginning to the last end. */
export const hull = (a: ClosedSpan, b: ClosedSpan): ClosedSpan => ({
  from: a.from < b.from ? a.from : b.from,
  to: a.to > b.to ? a.to : b.to,
});

/** In order of time, touching and overlapping ones made one. */
export function joinSpans(spans: readonly ClosedSpan[]): ClosedSpan[] {
  const joined: ClosedSpan[] = [];
  for (const next of [...spans].sort((a, b) => a.from.getTime() - b.from.getTime())) {
    const last = joined.at(-1);
    if (last && next.from <= last.to) joined[joined.length - 1] = hull(last, next);
    else joined.push(next);
  }
  return joined;
}

type Void = { readonly from: Date; readonly to: Date; readonly reason: string };

/** Voids that overlap or touch, as one with both reasons: the evidence format knows no two at one instant. */
export function joinVoids(voids: readonly Void[]): Void[] {
  const joined: Void[] = [];
  for (const next of [...voids].sort((a, b) => a.from.getTime() - b.from.getTime())) {
    const last = joined.at(-1);
    if (!last || next.from > last.to) joined.push(next);
    else
      joined[joined.length - 1] = {
        from: last.from,
        to: next.to > last.to ? next.to : last.to,
        reason: last.reason === next.reason ? last.reason : `${last.reason}; ${next.reason}`,
      };
  }
  return joined;
}
