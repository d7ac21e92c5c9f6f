import { type Entry, number } from './answers.ts';

const MOST_FANS = 16;
/** Cooled by water or oil: what they say of fans is padding. */
const LIQUID_COOLED = /\b(hyd|imm)/i;
/** An S9's second fan is at the sixth place. */
const LAST_OF_S9 = 5;

/**
 * `fan_num` of them. Most machines count from fan1; an S9 has its two at fan5 and fan6 (at first fan3 and fan6) of places that are mostly padding.
 * Zero among them is a stopped fan.
 */
export function readFans(stats: Entry, model: string | null): readonly number[] {
  const speeds = Array.from({ length: MOST_FANS }, (_, at) => number(stats, `fan${at + 1}`));
  const told = speeds.filter((rpm) => rpm !== null).length;
  const turning = speeds.flatMap((rpm, at) => ((rpm ?? 0) > 0 ? [{ rpm: rpm ?? 0, at }] : []));
  if (turning.length === 0 && LIQUID_COOLED.test(model ?? '')) return [];
  const fitted = Math.min(number(stats, 'fan_num') ?? (told <= 4 ? told : 0), told);
  if ((turning.at(-1)?.at ?? 0) < fitted) return speeds.slice(0, fitted).map((rpm) => rpm ?? 0);
  const rpms = turning.map(({ rpm }) => rpm);
  const stopped = Array.from({ length: Math.max(0, fitted - rpms.length) }, () => 0);
  return turning[0]?.at === LAST_OF_S9 ? [...stopped, ...rpms] : [...rpms, ...stopped];
}
