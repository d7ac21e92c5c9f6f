type Point = {
  readonly at: string;
  readonly powerW?: number | null;
  readonly currentA?: number | null;
  readonly currentMaxA?: number | null;
};

/** Columns as charts take them. A step without data is null, never zero. */
export function chartOf(points: readonly Point[]) {
  return {
    empty: points.every(({ powerW, currentA }) => powerW == null && currentA == null),
    /** A meter may tell its current by phase alone. */
    hasCurrent: points.some(({ currentA }) => currentA != null),
    at: points.map(({ at }) => Date.parse(at) / 1000),
    powerW: points.map(({ powerW }) => powerW ?? null),
    currentA: points.map(({ currentA }) => currentA ?? null),
    currentMaxA: points.map(({ currentMaxA }) => currentMaxA ?? null),
  };
}
