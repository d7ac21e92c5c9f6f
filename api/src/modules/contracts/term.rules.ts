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

export const addDays = (date: string, days: number): string => Temporal.PlainDate.from(date).add({ days }).toString();

/** What notice is judged by. The dates are those of the current term. */
export type NoticeFacts = RenewalFacts & TermDates & { readonly noticeDays: number };

/**
 * The last local day for notice. Null when nothing renews, or when a term is shorter than the notice: it then ends at
 * the first term boundary that is far enough away. Days, not hours: a daylight-saving change must not move it.
 */
export function noticeBy(facts: NoticeFacts): string | null {
  if (!renews(facts)) return null;
  return isShort(facts) ? null : addDays(facts.endsOn, -facts.noticeDays);
}

/** Whether a term is shorter than the notice, so that none given in it could end it. */
function isShort({ startsOn, endsOn, noticeDays }: NoticeFacts): boolean {
  return addDays(startsOn, noticeDays) > endsOn;
}

export type NoticeAnswer =
  | { readonly kind: 'accepted'; readonly endsOn: string }
  | { readonly kind: 'already-given'; readonly on: string }
  | { readonly kind: 'not-renewing' }
  | { readonly kind: 'too-late'; readonly lastDay: string };

/**
 * Where notice given on a local date ends a contract: with the current term; or, where terms are shorter than the notice,
 * at the first boundary of terms that is `noticeDays` or more away. `override` takes a late one for the current term.
 */
export function giveNotice(current: NoticeFacts, first: FirstTerm, on: string, override: boolean): NoticeAnswer {
  if (current.noticeGivenOn) return { kind: 'already-given', on: current.noticeGivenOn };
  const lastDay = noticeBy(current);
  if (lastDay !== null && on > lastDay && !override) return { kind: 'too-late', lastDay };
  if (!renews(current)) return { kind: 'not-renewing' };
  if (lastDay !== null) return { kind: 'accepted', endsOn: current.endsOn };
  const enough = addDays(on, current.noticeDays);
  const last = termsUntil(first, enough > current.endsOn ? enough : current.endsOn).at(-1);
  return { kind: 'accepted', endsOn: last?.endsOn ?? current.endsOn };
}

type ExpiryFacts = RenewalFacts & { readonly status: string; readonly endsOn: string; readonly noticeDays: number };

/** In force, not renewing, and at most `noticeDays` before its end. */
export function isExpiring(facts: ExpiryFacts, today: string): boolean {
  if (renews(facts) || (facts.status !== 'ACTIVE' && facts.status !== 'SUSPENDED')) return false;
  const left = Temporal.PlainDate.from(today).until(facts.endsOn, { largestUnit: 'days' }).days;
  return left <= facts.noticeDays;
}

/** A contract's first term, and how the next ones follow. */
export type FirstTerm = TermDates & { readonly term: TermLength; readonly endsOnOverridden: boolean };

/**
 * All terms of a contract from its first on, one after the other without an end; a CUSTOM term has no successor. After an
 * overridden end the months count from that end.
 */
function* termsFrom({ startsOn, endsOn, term, endsOnOverridden }: FirstTerm): Generator<TermDates> {
  yield { startsOn, endsOn };
  if (term === 'CUSTOM') return;
  const anchor = endsOnOverridden ? endsOn : startsOn;
  const before = endsOnOverridden ? 0 : 1;
  for (let last = endsOn, nth = 1; ; nth++) {
    const next = termEnd(anchor, term, before + nth);
    yield { startsOn: last, endsOn: next };
    last = next;
  }
}

/** The terms from the first until one ends on a date or later. Fewer when there is no successor. */
export function termsUntil(first: FirstTerm, date: string): TermDates[] {
  const terms: TermDates[] = [];
  for (const term of termsFrom(first)) {
    terms.push(term);
    if (term.endsOn >= date) break;
  }
  return terms;
}

/** The terms of a contract that have begun until a day. Null when it has ended by then and doesn't renew. */
export function termsBegun(facts: FirstTerm & RenewalFacts, today: string): TermDates[] | null {
  if (today < facts.endsOn) return [{ startsOn: facts.startsOn, endsOn: facts.endsOn }];
  if (!renews(facts) || facts.term === 'CUSTOM') return null;
  return termsUntil(facts, addDays(today, 1));
}

/** The local date at an instant. */
export const localDate = (at: Date, timeZone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone).toPlainDate().toString();

/** The first instant of a local date: not always 00:00, as some zones change their clocks at midnight. */
export const startOfDate = (date: string, timeZone: string): Date =>
  new Date(Temporal.PlainDate.from(date).toZonedDateTime(timeZone).epochMilliseconds);
