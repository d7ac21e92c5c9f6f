import { type Fraction, type Instant, type Range, roundDivide } from '@hashyard/rating';

/** Energy for a gap, in the order in which ways to find it are tried. BY_HAND is a person's. */
export const estimateMethods = [
  'REGISTER_ACROSS',
  'HOUR_OF_WEEK_MEAN',
  'PERIOD_MEAN',
  'RATED_POWER',
  'BY_HAND',
] as const;
export type EstimateMethod = (typeof estimateMethods)[number];

/** Energy known of a stretch of time, and how much of the stretch it covers. */
export type Sample = { readonly wh: bigint; readonly seconds: number };

/** What an estimate may draw on. Each answers null where nothing is known. */
export type Sources = {
  /** The unit's energy over the range by the readings around it, where a single bad reading lies in between. */
  readonly across: (range: Range) => bigint | null;
  /** The unit's energy in a whole hour that was measured throughout. */
  readonly measuredHour: (hour: Instant) => bigint | null;
  /** All that was measured in the calendar month of an instant. */
  readonly month: (at: Instant) => Sample;
  /** The share of an hour in which the machine ran, by its own answers, and its nameplate in millionths of a watt. */
  readonly operation: (hour: Instant) => { readonly share: Fraction; readonly microW: bigint } | null;
};

export type Estimate = Range & {
  readonly wh: bigint;
  readonly method: Exclude<EstimateMethod, 'BY_HAND'>;
  /** What it was computed from, an entry an hour: as JSON beside the row. */
  readonly inputs: readonly object[];
};

const hourSeconds = 3_600;
const weekSeconds = 7 * 24 * hourSeconds;
const daySeconds = 24 * hourSeconds;
/** Of the last four weeks' same hours three have to be measured throughout. */
const fewestSamples = 3;
const sampleWeeks = 4;

/** How far back an estimate looks, seconds. */
export const lookBackSeconds = sampleWeeks * weekSeconds;

type Part = Range & { readonly energy: Fraction; readonly method: Estimate['method']; readonly input: object };

/**
 * Energy for a gap, hour by hour by the first way that has something to go by, as one row for each UTC day and way: mean of
 * the same hours of the week in the last four weeks; mean of what the month measured; nameplate over the hours of operation.
 * Hours for which none has anything are left out: they stay a gap.
 */
export function estimateGap(gap: Range, sources: Sources): Estimate[] {
  const acrossWh = sources.across(gap);
  if (acrossWh !== null) return [{ ...gap, wh: acrossWh, method: 'REGISTER_ACROSS', inputs: [] }];
  const parts = hoursOf(gap).flatMap((part) => estimatePart(part, sources) ?? []);
  const rows: Part[][] = [];
  for (const part of parts) {
    const open = rows.at(-1);
    if (open && continues(open, part)) open.push(part);
    else rows.push([part]);
  }
  return rows.map(rowOf);
}

function estimatePart(part: Range, { measuredHour, month, operation }: Sources): Part | null {
  const hour = Math.floor(part.from / hourSeconds) * hourSeconds;
  const seconds = BigInt(part.to - part.from);
  const weeks = Array.from({ length: sampleWeeks }, (_, index) => hour - (index + 1) * weekSeconds);
  const samples = weeks.flatMap((at) => measuredHour(at) ?? []);
  if (samples.length >= fewestSamples) {
    const sum = samples.reduce((all, wh) => all + wh, 0n);
    const energy = { num: sum * seconds, den: BigInt(samples.length * hourSeconds) };
    return { ...part, energy, method: 'HOUR_OF_WEEK_MEAN', input: { hour, samplesWh: samples.map(String) } };
  }
  const measured = month(part.from);
  if (measured.seconds >= hourSeconds) {
    const energy = { num: measured.wh * seconds, den: BigInt(measured.seconds) };
    const input = { hour, measuredWh: String(measured.wh), measuredSeconds: measured.seconds };
    return { ...part, energy, method: 'PERIOD_MEAN', input };
  }
  const ran = operation(hour);
  if (!ran) return null;
  const energy = { num: ran.microW * seconds * ran.share.num, den: 1_000_000n * BigInt(hourSeconds) * ran.share.den };
  const input = { hour, microW: String(ran.microW), operation: `${ran.share.num}/${ran.share.den}` };
  return { ...part, energy, method: 'RATED_POWER', input };
}

/** A range in pieces, none of which reaches over the end of an hour. */
function hoursOf({ from, to }: Range): Range[] {
  const parts: Range[] = [];
  for (let at = from; at < to; ) {
    const next = Math.min(to, (Math.floor(at / hourSeconds) + 1) * hourSeconds);
    parts.push({ from: at, to: next });
    at = next;
  }
  return parts;
}

const dayOf = (at: Instant) => Math.floor(at / daySeconds);

function continues(row: readonly Part[], part: Part): boolean {
  const last = row.at(-1) as Part;
  return last.to === part.from && last.method === part.method && dayOf(last.from) === dayOf(part.from);
}

/** Summed exactly, rounded once a row. Inputs that repeat themselves are listed once. */
function rowOf(parts: readonly Part[]): Estimate {
  const [first, last] = [parts[0] as Part, parts.at(-1) as Part];
  const { num, den } = parts.map(({ energy }) => energy).reduce(plus);
  const repeats = first.method === 'PERIOD_MEAN';
  return {
    from: first.from,
    to: last.to,
    wh: roundDivide(num, den),
    method: first.method,
    inputs: (repeats ? [first] : parts).map(({ input }) => input),
  };
}

const plus = (a: Fraction, b: Fraction): Fraction =>
  a.den === b.den ? { num: a.num + b.num, den: a.den } : { num: a.num * b.den + b.num * a.den, den: a.den * b.den };
