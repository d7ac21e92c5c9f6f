import { energyBetween } from './energy.ts';
import type { Estimate, Register } from './evidence.ts';
import { type Interval, intervals } from './intervals.ts';
import type { Instant } from './period.ts';
import { type Range, cut, firstEndingAfter, join, overlap, without } from './range.ts';
import { eachShare } from './sharing.ts';

/** Why a piece of time has no measured energy: nothing feeds the unit, nothing was read, the register fell, or a void. */
export type GapCode = 'NO_REGISTER' | 'UNCOVERED' | 'REGISTER_DECREASED' | 'VOIDED';

/**
 * What one register says of one unit between two instants: measured by an interval, put in by an estimate, or open. The
 * pieces of a unit are all of its time, register by register, and their Wh add up to what its line bills there.
 */
export type Piece = Range & {
  readonly register: Register | null;
  /** The two readings around it; null before the first and after the last. */
  readonly interval: Interval | null;
  readonly wh: bigint | null;
  readonly estimate: Estimate | null;
  readonly gap: GapCode | null;
};

/** The pieces of a unit in its windows (in order, without overlaps), by time, then by register. */
export function piecesOf(registers: readonly Register[], unit: string, windows: readonly Range[]): Piece[] {
  const feeding = registers.filter(({ feeds }) => feeds.some((feed) => feed.unit === unit));
  const fed = join(feeding.flatMap(({ feeds }) => feeds.filter((feed) => feed.unit === unit)));
  const unfed = without(windows, fed).map(
    (range): Piece => ({ ...range, register: null, interval: null, wh: null, estimate: null, gap: 'NO_REGISTER' }),
  );
  return [...unfed, ...feeding.flatMap((register) => ofRegister(register, unit, windows))].toSorted(
    (a, b) => a.from - b.from || a.to - b.to,
  );
}

function ofRegister(register: Register, unit: string, windows: readonly Range[]): Piece[] {
  const served = overlap(windows, join(register.feeds.filter((feed) => feed.unit === unit)));
  const found = intervals(register);
  return served.flatMap((range) => {
    const pieces: Piece[] = [];
    let at: Instant = range.from;
    for (let i = firstEndingAfter(found, at); i < found.length; i++) {
      const interval = found[i] as Interval;
      const part = cut(interval, range);
      if (!part) break;
      if (at < part.from) pieces.push(...openTime(register, unit, { from: at, to: part.from }, null));
      if (interval.kind === 'known') pieces.push(measured(register, unit, interval, part));
      else pieces.push(...openTime(register, unit, part, interval));
      at = part.to;
    }
    return at < range.to ? [...pieces, ...openTime(register, unit, { from: at, to: range.to }, null)] : pieces;
  });
}

/** The unit's share of a known interval, cut. */
function measured(register: Register, unit: string, interval: Interval, part: Range): Piece {
  let wh = 0n;
  eachShare([interval], register.feeds, (feed, from, to, shareWh) => {
    const both = cut({ from, to }, part);
    if (both && register.feeds[feed]?.unit === unit) wh += energyBetween({ from, to, wh: shareWh }, both.from, both.to);
  });
  return { ...part, register, interval, wh, estimate: null, gap: null };
}

/** Time that no known interval covers: what estimates put in, and what stays open. */
function openTime(register: Register, unit: string, time: Range, interval: Interval | null): Piece[] {
  const gap: GapCode = !interval ? 'UNCOVERED' : interval.kind === 'void' ? 'VOIDED' : 'REGISTER_DECREASED';
  const estimates = register.estimates.filter((estimate) => estimate.unit === unit && cut(estimate, time));
  const filled = estimates.map((estimate): Piece => {
    const part = cut(estimate, time) ?? time;
    return { ...part, register, interval, wh: energyBetween(estimate, part.from, part.to), estimate, gap };
  });
  const open = without([time], join(estimates)).map(
    (range): Piece => ({ ...range, register, interval, wh: null, estimate: null, gap }),
  );
  return [...filled, ...open].toSorted((a, b) => a.from - b.from);
}
