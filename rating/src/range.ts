/** Half-open `[from, to)`; an open end is -Infinity or Infinity. Counts whole seconds (instants) or whole days (dates). */
export type Range = { readonly from: number; readonly to: number };

/** What two ranges share, null when nothing. */
export function cut(a: Range, b: Range): Range | null {
  const from = Math.max(a.from, b.from);
  const to = Math.min(a.to, b.to);
  return from < to ? { from, to } : null;
}

/** In order of time, touching and overlapping ones made one. */
export function join(ranges: readonly Range[]): Range[] {
  const joined: { from: number; to: number }[] = [];
  for (const range of ranges.toSorted((a, b) => a.from - b.from || a.to - b.to)) {
    const last = joined.at(-1);
    if (last && range.from <= last.to) last.to = Math.max(last.to, range.to);
    else joined.push({ from: range.from, to: range.to });
  }
  return joined;
}

/** What two lists share; both in order and without overlaps, as `join` leaves them. One pass. */
export function overlap(a: readonly Range[], b: readonly Range[]): Range[] {
  const shared: Range[] = [];
  let i = 0;
  let j = 0;
  for (let x = a[i], y = b[j]; x && y; x = a[i], y = b[j]) {
    const both = cut(x, y);
    if (both) shared.push(both);
    if (x.to < y.to) i++;
    else j++;
  }
  return shared;
}

/** What is left of `ranges` outside `taken`; both in order and without overlaps. One pass. */
export function without(ranges: readonly Range[], taken: readonly Range[]): Range[] {
  const left: Range[] = [];
  let j = 0;
  for (const { from, to } of ranges) {
    let at = from;
    for (let next = taken[j]; next && next.from < to; next = taken[j]) {
      if (next.from > at) left.push({ from: at, to: next.from });
      at = Math.max(at, next.to);
      if (next.to > to) break;
      j++;
    }
    if (at < to) left.push({ from: at, to });
  }
  return left;
}

/** The place of the first range (in order, without overlaps) that ends after `at`; the length when none does. */
export function firstEndingAfter(ranges: readonly Range[], at: number): number {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle]?.to ?? at) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}
