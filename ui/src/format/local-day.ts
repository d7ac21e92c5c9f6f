/** Local dates as `2026-06-01`. Date arithmetic runs on UTC midnights, which know no daylight saving. */

const parts = (day: string): [number, number, number] => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return [year, month, date];
};
const format = (utcMs: number): string => new Date(utcMs).toISOString().slice(0, 10);

/** Months later, clamped to the month's end: 31 January + 1 month = 28 February. */
export function addMonths(day: string, months: number): string {
  const [year, month, date] = parts(day);
  const lastDate = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return format(Date.UTC(year, month - 1 + months, Math.min(date, lastDate)));
}

export function addDays(day: string, days: number): string {
  const [year, month, date] = parts(day);
  return format(Date.UTC(year, month - 1, date + days));
}

/** Which day it is in a zone. */
export function localDay(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);
}

/** The instant at which a local day begins, as ISO 8601. Where midnight is skipped by a clock change it is the first instant after. */
export function startOfDay(day: string, timeZone: string): string {
  const [year, month, date] = parts(day);
  const midnight = Date.UTC(year, month - 1, date);
  const first = midnight - offsetMs(midnight, timeZone);
  const settled = midnight - offsetMs(first, timeZone);
  const at = localDay(new Date(settled), timeZone) === day ? settled : first;
  return new Date(at).toISOString().replace('.000Z', 'Z');
}

/** How far a zone is ahead of UTC at an instant. */
export function offsetMs(utcMs: number, timeZone: string): number {
  const shown = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(utcMs);
  const value = (type: Intl.DateTimeFormatPartTypes) => Number(shown.find((part) => part.type === type)?.value);
  return (
    Date.UTC(value('year'), value('month') - 1, value('day'), value('hour'), value('minute'), value('second')) - utcMs
  );
}
