/** What every bench shares: rounds in which the contenders take turns, medians, and ratios within a round. */

export type BenchOptions = { readonly rounds: number; readonly quick: boolean };

/** `--rounds N` (5 by default, 1 with `--quick`) and `--quick`: small inputs, for the answers alone, never for the times. */
export function benchOptions(args: readonly string[]): BenchOptions {
  const quick = args.includes('--quick');
  const given = args.indexOf('--rounds');
  const rounds = given < 0 ? (quick ? 1 : 5) : Number(args[given + 1]);
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error(`--rounds ${args[given + 1]}: not a number of rounds`);
  return { rounds, quick };
}

/** One line of a bench's output. `ratio` is the median of the ratios of each round, not the ratio of the medians. */
export type Result = {
  readonly bench: string;
  readonly metric: string;
  readonly value: number;
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  readonly runs: number;
  readonly ratio_to: string | null;
  readonly ratio: number | null;
};

/** Each contender once a round, in turn; a warm-up round before them is thrown away. Values by name, a list of one a round. */
export async function interleave(
  rounds: number,
  contenders: Readonly<Record<string, () => number | Promise<number>>>,
  warmUpRounds = 1,
): Promise<Record<string, number[]>> {
  const values: Record<string, number[]> = {};
  for (let round = -warmUpRounds; round < rounds; round++) {
    for (const [name, run] of Object.entries(contenders)) {
      const value = await run();
      if (round >= 0) (values[name] ??= []).push(value);
    }
  }
  return values;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? Number.NaN)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

export type Measured = {
  readonly bench: string;
  readonly metric: string;
  readonly unit: string;
  readonly values: readonly number[];
  /** What it is compared with: values of the same rounds. */
  readonly to?: { readonly name: string; readonly values: readonly number[] };
};

export function result({ bench, metric, unit, values, to }: Measured): Result {
  return {
    bench,
    metric,
    value: rounded(median(values)),
    unit,
    min: rounded(Math.min(...values)),
    max: rounded(Math.max(...values)),
    runs: values.length,
    ratio_to: to?.name ?? null,
    ratio: to ? rounded(median(values.map((value, round) => value / (to.values[round] ?? Number.NaN)))) : null,
  };
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}

/** Milliseconds that `run` takes. */
export function timed(run: () => void): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}
