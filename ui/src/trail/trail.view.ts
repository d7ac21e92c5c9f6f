import type { Bar } from '../chart/energy-bars.tsx';
import type { Quality } from '../feedback/quality-mark.tsx';
import { asText, decimal, energy, type Quantity } from '../format/number.ts';
import { date, dateTimeWithZone, duration, timeOfDay } from '../format/time.ts';
import type { Difference, Recomputed, TrailDay, TrailInterval, TrailLine, TrailUnit } from './trail.ts';

/** Dates as bars. Heights only: sums come from the bill. */
export function dayBars(days: readonly TrailDay[], calculated: boolean): Bar[] {
  return days.map(({ date: local, energyKwh, estimatedKwh, open }) => {
    const label = shortDay(local);
    if (energyKwh === null) return { label, solid: null, hatched: 0 };
    const estimated = Number(estimatedKwh);
    return { label, solid: Math.max(0, Number(energyKwh) - estimated), hatched: estimated, open, calculated };
  });
}

/** "14 Jun": the year is the bill's. */
export const shortDay = (local: string): string => date(local).replace(/ \d{4}$/, '');

/** Intervals as bars of mean power, as wide as they are long, so that their areas are their energies. */
export function intervalBars(intervals: readonly TrailInterval[], timeZone: string): Bar[] {
  return intervals.map((interval) => {
    const seconds = secondsOf(interval);
    const label = timeOfDay(interval.from, timeZone);
    const width = Math.max(1, seconds / 900);
    if (interval.energyWh === null)
      return { label, solid: null, hatched: 0, missing: interval.quality === 'VOID' ? 'VOID' : 'GAP', width };
    const watts = (Number(interval.energyWh) * 3600) / seconds;
    const estimated = interval.quality === 'ESTIMATED';
    return {
      label,
      solid: estimated ? 0 : watts,
      hatched: estimated ? watts : 0,
      calculated: interval.quality === 'CALCULATED',
      width,
    };
  });
}

const secondsOf = ({ from, to }: { readonly from: string; readonly to: string }): number =>
  (Date.parse(to) - Date.parse(from)) / 1000;

/** "05:00 to 05:15", with 24:00 at the end of a day. */
export function intervalTime({ from, to }: TrailInterval, timeZone: string): string {
  const end = timeOfDay(to, timeZone);
  return `${timeOfDay(from, timeZone)} to ${end === '00:00' ? '24:00' : end}`;
}

/** The date one looks at first: where something is not simply measured, else the first with energy. */
export function firstDateOf({ days }: TrailUnit): string | undefined {
  const odd = days.find(({ open, estimatedKwh }) => open || Number(estimatedKwh) > 0);
  return (odd ?? days.find(({ energyKwh }) => energyKwh !== null) ?? days[0])?.date;
}

/** What of a unit's energy is estimated, and whether some of it isn't known at all. */
export function knownWords({ energyKwh, estimatedKwh, days }: TrailUnit, calculated: boolean): string {
  const open = days.filter((day) => day.open).length;
  const parts = [calculated ? 'calculated' : estimateWords(energyKwh, estimatedKwh)];
  if (open > 0) parts.push(`${open} ${open === 1 ? 'day' : 'days'} with gaps`);
  return parts.join(', ');
}

function estimateWords(energyKwh: string, estimatedKwh: string): string {
  if (Number(estimatedKwh) === 0) return 'all measured';
  return energyKwh === estimatedKwh ? 'all estimated' : `${asText(energy(estimatedKwh, 'bill'))} estimated`;
}

/** The qualities that a line's dates have, for the legend. */
export function qualitiesOf({ days, method }: TrailLine): Quality[] {
  const found: Quality[] = [method === 'METERED' ? 'MEASURED' : 'CALCULATED'];
  if (days.some(({ estimatedKwh }) => Number(estimatedKwh) > 0)) found.push('ESTIMATED');
  if (days.some(({ open, energyKwh }) => open || energyKwh === null)) found.push('GAP');
  return found;
}

/** Whole Wh, grouped. */
export const wattHours = (wh: string): Quantity => ({ value: decimal(wh), unit: 'Wh' });

/** Whole Wh as kWh with three decimals; no digit passes through a float. */
export function kilowattHours(wh: string): string {
  const digits = wh.padStart(4, '0');
  return asText(energy(`${digits.slice(0, -3)}.${digits.slice(-3)}`, 'bill'));
}

const gapWords: Record<NonNullable<TrailInterval['gap']>, string> = {
  NO_REGISTER: 'No meter served it in this time.',
  UNCOVERED: 'There is no reading on one side of this time.',
  REGISTER_DECREASED: 'The meter showed less than before, and no replacement explains it.',
  VOIDED: 'These readings were declared untrue.',
};

/** What makes an interval what it is, sentence by sentence. */
export function explain(interval: TrailInterval, unit: string, timeZone: string): string[] {
  const { readings, factors, gap, method, energyWh } = interval;
  const at = (instant: string) => dateTimeWithZone(instant, timeZone);
  const said: string[] = [];
  if (gap) said.push(gapWords[gap]);
  for (const { from, to, reason } of readings?.voids ?? []) said.push(`Void from ${at(from)} to ${at(to)}: ${reason}.`);
  if (method) said.push(`Estimated: ${method}.`);
  if (readings) said.push(...explainReadings(interval, readings, unit, at));
  if (factors) {
    const from =
      factors.ths === null
        ? `${decimal(factors.powerW)} W rated power`
        : `${decimal(factors.ths)} TH/s, that is ${decimal(factors.powerW)} W`;
    const loss = factors.lossFactor === '1' ? '' : `, times the loss factor ${factors.lossFactor}`;
    said.push(`${from}, for ${duration(secondsOf(interval) * 1000)}${loss}.`);
  }
  if (energyWh === null) said.push('It has no energy on the bill. That is not the same as zero.');
  return said;
}

function explainReadings(
  interval: TrailInterval,
  readings: NonNullable<TrailInterval['readings']>,
  unit: string,
  at: (instant: string) => string,
): string[] {
  const said = readings.replacements.map(
    (swap) =>
      `The meter was replaced at ${at(swap.at)}: the old one ended at ${asText(wattHours(swap.finalWh))}, the new one began at ${asText(wattHours(swap.initialWh))}.`,
  );
  if (readings.energyWh === null) return said;
  const fell = BigInt(readings.end.wh) < BigInt(readings.start.wh);
  if (fell && said.length === 0) said.push('The counter passed its end and began again at 0.');
  if (readings.feeds > 1)
    said.push(
      `${readings.feeds} share this meter by weight; ${unit} has its part of ${asText(wattHours(readings.energyWh))}.`,
    );
  const whole = readings.start.at === interval.from && readings.end.at === interval.to;
  if (!whole) said.push('Only the part of the interval inside this date and line counts here.');
  return said;
}

/** A difference in words: "line 1, amount". */
export function placeOf(path: string): string {
  return path
    .replace(/lines\[(\d+)\]/, (_, index: string) => `line ${Number(index) + 1}`)
    .replace(/taxes\[(\d+)\]/, (_, index: string) => `tax ${Number(index) + 1}`)
    .replaceAll('.', ', ');
}

/** A value of a difference; nothing where one side has none. */
export function valueOf(value: Difference['billed']): string {
  if (value === undefined) return 'nothing';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** What the page itself shows of the bill, so that the file can't tell another story. */
export type ShownBill = { readonly amounts: readonly string[]; readonly total: string; readonly currency: string };

/** Where the recomputed bill isn't the one on the page. */
export function shownDifferences(recomputed: Recomputed, shown: ShownBill): Difference[] {
  const count = Math.max(recomputed.amounts.length, shown.amounts.length);
  const amounts = Array.from({ length: count }, (_, index) => ({
    path: `lines[${index}] as shown here`,
    billed: shown.amounts[index],
    recomputed: recomputed.amounts[index],
  }));
  const total = {
    path: 'total as shown here',
    billed: `${shown.total} ${shown.currency}`,
    recomputed: `${recomputed.total} ${recomputed.currency}`,
  };
  return [...amounts, total].filter((difference) => difference.billed !== difference.recomputed);
}
