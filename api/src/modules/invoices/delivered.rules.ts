/** Hashrate sold out of a pool between two instants. */
export type SoldStream = { readonly fromMs: number; readonly toMs: number; readonly ths: number };
type PoolHour = { readonly atMs: number; readonly ths: number };

/**
 * What a pool hashed of what was sold of it, over the hours that are known: percent with two decimals, cut off, at most
 * 100.00. Null when no hour is known. Measured rates, so floats will do; money begins after this percent.
 */
export function deliveredPercent(pool: readonly PoolHour[], sold: readonly SoldStream[]): string | null {
  let [hashed, due] = [0, 0];
  for (const { atMs, ths } of pool) {
    const soldThen = sold.reduce(
      (sum, stream) => sum + (stream.fromMs <= atMs && atMs < stream.toMs ? stream.ths : 0),
      0,
    );
    if (soldThen === 0) continue;
    hashed += ths;
    due += soldThen;
  }
  if (due === 0) return null;
  return (Math.floor(Math.min(hashed / due, 1) * 10_000 + 1e-6) / 100).toFixed(2);
}
