import { ABSENT } from './number.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

type Instant = string | number | Date;

const at = (instant: Instant): Date => (instant instanceof Date ? instant : new Date(instant));

/** The reader's own zone unless another is named. */
export function dateTime(instant: Instant | null | undefined, timeZone?: string): string {
  if (instant == null) return ABSENT;
  return new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  }).format(at(instant));
}

export function timeOfDay(instant: Instant | null | undefined, timeZone?: string): string {
  if (instant == null) return ABSENT;
  return new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone }).format(at(instant));
}

/** The whole truth, for a title: date, seconds and zone. */
export function dateTimeWithZone(instant: Instant, timeZone?: string): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'long', timeZone }).format(at(instant));
}

/** "3 min ago" within a day, the date and time after it. */
export function ago(instant: Instant | null | undefined, nowMs: number, timeZone?: string): string {
  if (instant == null) return ABSENT;
  const elapsed = nowMs - at(instant).getTime();
  if (Math.abs(elapsed) >= DAY_MS) return dateTime(instant, timeZone);
  if (elapsed < MINUTE_MS && elapsed > -MINUTE_MS) return 'just now';
  return elapsed > 0 ? `${duration(elapsed)} ago` : `in ${duration(-elapsed)}`;
}

/** A span in its one or two largest units: "45 s", "2 min", "3 h 10 min", "12 d 4 h". */
export function duration(ms: number): string {
  if (ms < MINUTE_MS) return `${Math.max(0, Math.floor(ms / 1000))} s`;
  if (ms < HOUR_MS) return `${Math.floor(ms / MINUTE_MS)} min`;
  if (ms < DAY_MS) return pair(Math.floor(ms / HOUR_MS), 'h', Math.floor((ms % HOUR_MS) / MINUTE_MS), 'min');
  return pair(Math.floor(ms / DAY_MS), 'd', Math.floor((ms % DAY_MS) / HOUR_MS), 'h');
}

const pair = (large: number, largeUnit: string, small: number, smallUnit: string): string =>
  small ? `${large} ${largeUnit} ${small} ${smallUnit}` : `${large} ${largeUnit}`;

/** A local date, `2026-06-01`, as "1 Jun 2026". It has no zone and is never moved by one. */
export function date(local: string | null | undefined): string {
  if (local == null) return ABSENT;
  return new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${local}T00:00:00Z`));
}

/** The last day inside a half-open range of local dates. */
export function lastDay(endsOn: string): string {
  const day = new Date(`${endsOn}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() - 1);
  return day.toISOString().slice(0, 10);
}

/** A half-open range of local dates with its last day: "1 Jun 2026 to 30 Jun 2026". */
export function dateRange(startsOn: string, endsOn: string): string {
  return `${date(startsOn)} to ${date(lastDay(endsOn))}`;
}

/** A calendar month, `2026-06`, as "June 2026". */
export function month(period: string | null | undefined): string {
  if (period == null) return ABSENT;
  return new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${period}-01T00:00:00Z`),
  );
}

/** How old live data is, in the words of the live mark. */
export function dataAge(atMs: number, nowMs: number): string {
  const age = Math.max(0, nowMs - atMs);
  if (age < 5_000) return 'live';
  if (age < 90_000) return `${Math.floor(age / 1000)} s ago`;
  return `data ${duration(age)} old`;
}
