import { toWholeWeights } from './energy.ts';
import type { Contract, HashrateRow, Register } from './evidence.ts';
import { type Fraction, apportion, multiply, plainDecimal, timesInteger } from './exact.ts';
import { formatInstant } from './period.ts';
import { type GapCode, type Piece, piecesOf } from './pieces.ts';
import { type Range, cut, overlap, without } from './range.ts';

/** `CALCULATED`: by a rated power or a hashrate, not by a register. The energy of GAP and VOID is null, never zero. */
export type TrailQuality = 'MEASURED' | 'ESTIMATED' | 'GAP' | 'VOID' | 'CALCULATED';

type Reading = { readonly at: string; readonly wh: string };
/** The register's own two readings around an interval, and what they say. */
export type TrailReadings = {
  readonly start: Reading;
  readonly end: Reading;
  /** Of the whole interval and all feeds; null: the readings don't tell. */
  readonly energyWh: string | null;
  readonly replacements: readonly { readonly at: string; readonly finalWh: string; readonly initialWh: string }[];
  readonly voids: readonly { readonly from: string; readonly to: string; readonly reason: string }[];
  /** How many feeds have part of the register, this unit's included. */
  readonly feeds: number;
};

export type TrailInterval = {
  readonly from: string;
  readonly to: string;
  readonly quality: TrailQuality;
  /** The unit's whole Wh in it. */
  readonly energyWh: string | null;
  readonly register: string | null;
  /** What an estimate was made by, or why a gap is one. */
  readonly method: string | null;
  readonly gap: GapCode | null;
  readonly readings: TrailReadings | null;
  /** What calculated energy comes from: W, or TH/s at J/TH; times the loss factor. */
  readonly factors: { readonly powerW: string; readonly ths: string | null; readonly lossFactor: string } | null;
};

/** METERED: the pieces of the unit's registers. */
export function meteredIntervals(
  registers: readonly Register[],
  unit: string,
  windows: readonly Range[],
): TrailInterval[] {
  return piecesOf(registers, unit, windows).map((piece) => ({
    from: formatInstant(piece.from),
    to: formatInstant(piece.to),
    quality: qualityOf(piece),
    energyWh: piece.wh === null ? null : String(piece.wh),
    register: piece.register?.id ?? null,
    method: piece.estimate?.method ?? null,
    gap: piece.gap,
    readings: readingsOf(piece),
    factors: null,
  }));
}

function qualityOf({ estimate, gap }: Piece): TrailQuality {
  if (estimate) return 'ESTIMATED';
  if (gap === null) return 'MEASURED';
  return gap === 'VOIDED' ? 'VOID' : 'GAP';
}

function readingsOf({ register, interval }: Piece): TrailReadings | null {
  if (!register || !interval) return null;
  const { at, wh } = register.readings;
  const end = at.indexOf(interval.to);
  const reading = (i: number): Reading => ({ at: formatInstant(at[i] ?? 0), wh: String(wh[i]) });
  return {
    start: reading(end - 1),
    end: reading(end),
    energyWh: interval.energyWh === null ? null : String(interval.energyWh),
    replacements: register.replacements
      .filter((swap) => swap.at > interval.from && swap.at <= interval.to)
      .map((swap) => ({
        at: formatInstant(swap.at),
        finalWh: String(swap.finalWh),
        initialWh: String(swap.initialWh),
      })),
    voids: register.voids
      .filter((range) => cut(range, interval))
      .map(({ from, to, reason }) => ({ from: formatInstant(from), to: formatInstant(to), reason })),
    feeds: register.feeds.filter((feed) => cut(feed, interval)).length,
  };
}

type Rated = Range & { readonly powerW: Fraction; readonly ths: Fraction | null };

/** CALCULATED: the unit's assignments at their rated power. `wh` is the date's energy, split over them. */
export function calculatedIntervals(
  { assignments, lossFactor }: Contract,
  unit: string,
  windows: readonly Range[],
  wh: bigint,
): TrailInterval[] {
  const rated = assignments.flatMap((assigned) =>
    assigned.unit === unit && assigned.powerW
      ? overlap(windows, [assigned]).map((time) => ({ ...time, powerW: assigned.powerW as Fraction, ths: null }))
      : [],
  );
  return ratedIntervals(rated, lossFactor, wh);
}

/** HASH: the unit's hashrate at its efficiency, and the time without a hashrate. */
export function hashedIntervals(
  { assignments, lossFactor }: Contract,
  hashrate: readonly HashrateRow[],
  unit: string,
  windows: readonly Range[],
  wh: bigint,
): TrailInterval[] {
  const rows = hashrate.filter((row) => row.unit === unit).toSorted((a, b) => a.from - b.from);
  const rated = assignments.flatMap(({ efficiencyJPerTh, ...assigned }) =>
    assigned.unit === unit && efficiencyJPerTh
      ? rows.flatMap((row) =>
          overlap(windows, overlap([assigned], [row])).map((time) => ({
            ...time,
            powerW: multiply(row.ths, efficiencyJPerTh),
            ths: row.ths,
          })),
        )
      : [],
  );
  const gaps = without(windows, rows).map(
    ({ from, to }): TrailInterval => ({
      ...blank,
      from: formatInstant(from),
      to: formatInstant(to),
      quality: 'GAP',
      gap: 'UNCOVERED',
    }),
  );
  return [...ratedIntervals(rated, lossFactor, wh), ...gaps].toSorted((a, b) => (a.from < b.from ? -1 : 1));
}

const blank = { energyWh: null, register: null, method: null, gap: null, readings: null, factors: null } as const;

function ratedIntervals(rated: readonly Rated[], lossFactor: Fraction, wh: bigint): TrailInterval[] {
  const weights = rated.map(({ from, to, powerW }) => timesInteger(powerW, BigInt(to - from)));
  const parts = apportion(wh, toWholeWeights(weights));
  return rated.map(({ from, to, powerW, ths }, i) => ({
    ...blank,
    from: formatInstant(from),
    to: formatInstant(to),
    quality: 'CALCULATED',
    energyWh: String(parts[i]),
    factors: { powerW: plainDecimal(powerW), ths: ths && plainDecimal(ths), lossFactor: plainDecimal(lossFactor) },
  }));
}
