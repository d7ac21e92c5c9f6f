import type { Readings } from './evidence.ts';
import { parseInstant } from './period.ts';
import { instant, parseWhole, wattHours } from './scalars.ts';
import type { Report, Shape } from './shape.ts';

/**
 * The readings of a register: `[["2026-06-01T05:00:00Z", "1204880125"], ...]` in any order. A tight loop, as they are nearly
 * all of a file; they come out in order of time, exact repeats dropped.
 */
export const readings: Shape<Readings> = {
  schema: {
    type: 'array',
    items: { type: 'array', prefixItems: [instant.schema, wattHours.schema], items: false, minItems: 2 },
  },
  read(value, path, report) {
    if (!Array.isArray(value)) {
      report(path, 'not a list');
      return undefined;
    }
    const at: number[] = [];
    const wh: bigint[] = [];
    let inOrder = true;
    let last = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < value.length; i++) {
      const pair: unknown = value[i];
      const whole = Array.isArray(pair) && pair.length === 2;
      const when: unknown = whole ? pair[0] : undefined;
      const what: unknown = whole ? pair[1] : undefined;
      const instantOf = typeof when === 'string' ? parseInstant(when) : Number.NaN;
      const whOf = typeof what === 'string' ? parseWhole(what) : undefined;
      if (!(instantOf > last) || whOf === undefined) inOrder = false;
      at.push(instantOf);
      wh.push(whOf ?? -1n);
      last = instantOf;
    }
    return inOrder ? packReadings(at, wh) : sorted(value, at, wh, path, report);
  },
};

/** What 64 bits hold. A register of more Wh is none of this world, but a file may say so. */
const most = 2n ** 63n - 1n;

/** Readings in order of time as columns of numbers, without an object for each of them. */
function packReadings(at: readonly number[], wh: readonly bigint[]): Readings {
  return { at: Float64Array.from(at), wh: wh.every((one) => one <= most) ? BigInt64Array.from(wh) : wh };
}

/** The rarer case: something is out of order, repeated or faulty. */
function sorted(given: unknown[], at: number[], wh: bigint[], path: string, report: Report): Readings | undefined {
  const order: number[] = [];
  let whole = true;
  const fault = (where: string, message: string) => {
    whole = false;
    report(path + where, message);
  };
  given.forEach((pair, i) => {
    if (!Array.isArray(pair) || pair.length !== 2) return fault(`[${i}]`, 'not a pair of instant and Wh');
    const timed = instant.read(pair[0], `[${i}][0]`, fault) !== undefined;
    const counted = wattHours.read(pair[1], `[${i}][1]`, fault) !== undefined;
    if (timed && counted) order.push(i);
  });
  order.sort((a, b) => (at[a] ?? 0) - (at[b] ?? 0) || a - b);
  const kept: { at: number[]; wh: bigint[] } = { at: [], wh: [] };
  for (const i of order) {
    const when = at[i] ?? 0;
    const what = wh[i] ?? 0n;
    if (kept.at.at(-1) !== when) {
      kept.at.push(when);
      kept.wh.push(what);
    } else if (kept.wh.at(-1) !== what) fault(`[${i}]`, 'another value than an earlier reading of this instant');
  }
  return whole ? packReadings(kept.at, kept.wh) : undefined;
}
