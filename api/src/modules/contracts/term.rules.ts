import { Temporal } from 'temporal-polyfill';
import type { TermLength } from './contract.words.ts';

/** Local dates as text, `2026-06-01`; ends exclusive. */
export type TermDates = { readonly startsOn: string; readonly endsOn: string };

const monthsOf: Record<Exclude<TermLength, 'CUSTOM'>, number> = {
  MONTH_TO_MONTH: 1,
  MONTHS_3: 3,
  MONTHS_6: 6,
  YEARS_1: 12,
  YEARS_2: 24,
};

/**
 * The end of the `nth` term from a start. Months are added to the start itself and clamped, so that they never drift:
 * 31 January has monthly ends on 28 February, 31 March, 30 April.
 */
export function termEnd(startsOn: string, length: Exclude<TermLength, 'CUSTOM'>, nth = 1): string {
  return Temporal.PlainDate.from(startsOn)
    .add({ months: monthsOf[length] * nth })
    .toString();
}

/** What decides whether another term follows. */
export type RenewalFacts = { readonly autoRenew: boolean; readonly noticeGivenOn: string | null };
export const renews = ({ autoRenew, noticeGivenOn }: RenewalFacts): boolean => autoRenew && noticeGivenOn === null;

type NoticeFacts = RenewalFacts & TermDates & { readonly noticeDays: number };

/**
 * The last local day for notice. Null when nothing renews, or when a term is shorter than the notice: it then ends at
 * the first term boundary that is far enough away. Days, not hours: a daylight-saving change must not move it.
 */
export function noticeBy(facts: NoticeFacts): string | null {
  if (!renews(facts)) return null;
  const endsOn = Temporal.PlainDate.from(facts.endsOn);
  const termDays = Temporal.PlainDate.from(facts.startsOn).until(endsOn, { largestUnit: 'days' }).days;
  return termDays < facts.noticeDays ? null : endsOn.subtract({ days: facts.noticeDays }).toString();
}

type ExpiryFacts = RenewalFacts & { readonly status: string; readonly endsOn: string; readonly noticeDays: number };

/** In force, not renewing, and at most `noticeDays` before its end. */
export function isExpiring(facts: ExpiryFacts, today: string): boolean {
  if (renews(facts) || (facts.status !== 'ACTIVE' && facts.status !== 'SUSPENDED')) return false;
  const left = Temporal.PlainDate.from(today).until(facts.endsOn, { largestUnit: 'days' }).days;
  return left <= facts.noticeDays;
}

type StartedFacts = RenewalFacts & TermDates & { readonly term: TermLength; readonly endsOnOverridden: boolean };

/**
 * The terms of a contract that is activated on a day: its first, and those that have begun since, when it renews. Null
 * when it has ended and doesn't renew. After an overridden end the months count from that end.
 */
export function termsBegun(facts: StartedFacts, today: string): TermDates[] | null {
  const terms: TermDates[] = [{ startsOn: facts.startsOn, endsOn: facts.endsOn }];
  if (today < facts.endsOn) return terms;
  if (!renews(facts) || facts.term === 'CUSTOM') return null;
  const anchor = facts.endsOnOverridden ? facts.endsOn : facts.startsOn;
  const before = facts.endsOnOverridden ? 0 : 1;
  for (let last = facts.endsOn, nth = 1; last <= today; nth++) {
    const endsOn = termEnd(anchor, facts.term, before + nth);
    terms.push({ startsOn: last, endsOn });
    last = endsOn;
  }
  return terms;
}

/** The local date at an instant. */
export const localDate = (at: Date, timeZone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone).toPlainDate().toString();

/** The first instant of a local date: not always 00:00, as some zones change their clocks at midnight. */
export const startOfDate = (date: string, timeZone: string): Date =>
  new Date(Temporal.PlainDate.from(date).toZonedDateTime(timeZone).epochMilliseconds);
