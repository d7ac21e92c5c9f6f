import { type Range, join } from './range.ts';

type Listed = Range & { readonly index: number };

/** Places of the ranges that overlap one listed before them. Holes (faulty items) are passed over. */
export function overlapsEarlier(ranges: readonly (Range | undefined)[]): number[] {
  const listed: Listed[] = [];
  ranges.forEach((range, index) => {
    if (range) listed.push({ from: range.from, to: range.to, index });
  });
  return anyOverlap(listed) ? laterOnes(listed) : [];
}

/** The same, within each group of a key. */
export function overlapsEarlierBy<T extends Range>(
  ranges: readonly (T | undefined)[],
  key: (range: T) => string,
): number[] {
  const groups = new Map<string, Listed[]>();
  ranges.forEach((range, index) => {
    if (!range) return;
    const listed = { from: range.from, to: range.to, index };
    const group = groups.get(key(range));
    if (group) group.push(listed);
    else groups.set(key(range), [listed]);
  });
  return [...groups.values()]
    .filter(anyOverlap)
    .flatMap(laterOnes)
    .toSorted((a, b) => a - b);
}

/** Places of the values that were listed before. */
export function repeats(values: readonly (string | number | undefined)[]): number[] {
  const seen = new Set<string | number>();
  const repeated: number[] = [];
  values.forEach((value, index) => {
    if (value === undefined) return;
    if (seen.has(value)) repeated.push(index);
    seen.add(value);
  });
  return repeated;
}

function anyOverlap(listed: readonly Listed[]): boolean {
  const inOrder = listed.toSorted((a, b) => a.from - b.from);
  return inOrder.some((range, i) => i > 0 && range.from < (inOrder[i - 1]?.to ?? Number.NEGATIVE_INFINITY));
}

/** Slower, and only for a file that is refused anyway: which ones meet what the ranges before them cover together. */
function laterOnes(listed: readonly Listed[]): number[] {
  const later: number[] = [];
  let covered: Range[] = [];
  for (const range of listed) {
    if (covered.some((one) => one.from < range.to && range.from < one.to)) later.push(range.index);
    covered = join([...covered, range]);
  }
  return later;
}
