import { Temporal } from 'temporal-polyfill';

/** Whole seconds since 1970-01-01T00:00:00Z. */
export type Instant = number;
/** A calendar date as days since 1970-01-01; which instants it holds depends on the zone. */
export type LocalDate = number;

const secondsPerDay = 86_400;
const daysBefore = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
const daysOfMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function daysIn(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (daysOfMonth[month - 1] ?? 0);
}

function dateNumber(year: number, month: number, day: number): LocalDate {
  const before = year - 1;
  const leapDays = Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400);
  const leapDay = month > 2 && isLeapYear(year) ? 1 : 0;
  return 365 * before + leapDays + (daysBefore[month - 1] ?? 0) + leapDay + day - 719_163;
}

/** The two digits at `at`, or NaN. */
function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

/** `2026-06-01` at the start of `text`, or NaN when it isn't a date of the calendar. */
function leadingDate(text: string): LocalDate {
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2);
  const month = twoDigits(text, 5);
  const day = twoDigits(text, 8);
  const dashes = text.charCodeAt(4) === 45 && text.charCodeAt(7) === 45;
  return dashes && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month) && year >= 0
    ? dateNumber(year, month, day)
    : Number.NaN;
}

/** A date of the form `2026-06-01`, or NaN. */
export function parseDate(text: string): LocalDate {
  return text.length === 10 ? leadingDate(text) : Number.NaN;
}

/**
 * An instant of the form `2026-06-01T05:00:00Z` or `...-05:00`, or NaN. Written by hand, without regular expression or
 * Date: a month of 5-minute readings holds millions of them.
 */
export function parseInstant(text: string): Instant {
  const date = leadingDate(text);
  const hour = twoDigits(text, 11);
  const minute = twoDigits(text, 14);
  const second = twoDigits(text, 17);
  const marks = text.charCodeAt(10) === 84 && text.charCodeAt(13) === 58 && text.charCodeAt(16) === 58;
  if (!marks || !(hour <= 23 && minute <= 59 && second <= 59)) return Number.NaN;
  return date * secondsPerDay + hour * 3600 + minute * 60 + second - offset(text);
}

/** Seconds east of UTC as written from character 19 on, or NaN. */
function offset(text: string): number {
  const sign = text.charCodeAt(19);
  if (sign === 90) return text.length === 20 ? 0 : Number.NaN;
  const hours = twoDigits(text, 20);
  const minutes = twoDigits(text, 23);
  if (text.length !== 25 || text.charCodeAt(22) !== 58 || !(hours <= 23 && minutes <= 59)) return Number.NaN;
  const seconds = hours * 3600 + minutes * 60;
  return sign === 43 ? seconds : sign === 45 ? -seconds : Number.NaN;
}

/** `2026-06-12T15:30:00Z`. */
export function formatInstant(at: Instant): string {
  return new Date(at * 1000).toISOString().replace('.000Z', 'Z');
}

/** `2026-06-12`. */
export function formatDate(date: LocalDate): string {
  return new Date(date * secondsPerDay * 1000).toISOString().slice(0, 10);
}

/** What the rules ask of a zone. Answers are kept, so that a bill asks the zone data once per date. */
export type ZoneClock = {
  /** The first instant of a date: not always 00:00, as some zones change their clocks at midnight. */
  startOf(date: LocalDate): Instant;
  dateAt(at: Instant): LocalDate;
};

/** A clock of an IANA zone; open ends (+-Infinity) stay open. */
export function zoneClock(timeZone: string): ZoneClock {
  const starts = new Map<LocalDate, Instant>();
  const dates = new Map<Instant, LocalDate>();
  return {
    startOf: (date) => (Number.isFinite(date) ? remember(starts, date, () => startOfDate(date, timeZone)) : date),
    dateAt: (at) => (Number.isFinite(at) ? remember(dates, at, () => localDate(at, timeZone)) : at),
  };
}

function remember(known: Map<number, number>, key: number, find: () => number): number {
  const before = known.get(key);
  if (before !== undefined) return before;
  const found = find();
  known.set(key, found);
  return found;
}

function startOfDate(date: LocalDate, timeZone: string): Instant {
  const plain = new Temporal.PlainDate(1970, 1, 1).add({ days: date });
  return Math.floor(plain.toZonedDateTime(timeZone).epochMilliseconds / 1000);
}

function localDate(at: Instant, timeZone: string): LocalDate {
  const { year, month, day } = Temporal.Instant.fromEpochMilliseconds(at * 1000).toZonedDateTimeISO(timeZone);
  return dateNumber(year, month, day);
}

/** Whether this run time's zone data knows the IANA name. A bare offset is no name. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** A month has 28 to 31 dates; with this many parts a month, the share of a date is a whole number of parts. */
export const partsPerMonth = 377_580n; // least common multiple of 28, 29, 30 and 31

/** The dates from `from` to `to`, each counted as 1 / days in its calendar month, in parts of a month. */
export function monthParts(from: LocalDate, to: LocalDate): bigint {
  let parts = 0n;
  for (let date = from; date < to; ) {
    const { year, month, day } = new Temporal.PlainDate(1970, 1, 1).add({ days: date });
    const days = daysIn(year, month);
    const next = Math.min(to, date - day + 1 + days);
    parts += BigInt(next - date) * (partsPerMonth / BigInt(days));
    date = next;
  }
  return parts;
}
