import { Temporal } from 'temporal-polyfill';
import { startOfDate } from '../contracts/index.ts';

/** A calendar month of local dates, `endsOn` exclusive. */
export type Period = { readonly name: string; readonly startsOn: string; readonly endsOn: string };

/** `2026-06`; null when it isn't a month of the calendar. */
export function readPeriod(name: string): Period | null {
  if (!/^(20|21)\d\d-(0[1-9]|1[0-2])$/.test(name)) return null;
  const first = Temporal.PlainYearMonth.from(name).toPlainDate({ day: 1 });
  return { name, startsOn: first.toString(), endsOn: first.add({ months: 1 }).toString() };
}

/** The same for a month that this code itself names. */
export function periodOf(name: string): Period {
  const period = readPeriod(name);
  if (!period) throw new RangeError(`${name} is not a month`);
  return period;
}

/** Whether the last day of the month has passed in a zone. */
export const isOver = ({ endsOn }: Period, timeZone: string, now: Date): boolean =>
  startOfDate(endsOn, timeZone) <= now;

export const addDays = (date: string, days: number): string => Temporal.PlainDate.from(date).add({ days }).toString();

/** The last day that a half-open range of dates has. */
export const dayBefore = (date: string): string => addDays(date, -1);
