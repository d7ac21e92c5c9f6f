import type { Evidence, Register } from '@hashyard/rating';
import { formatKwh } from '@hashyard/rating';
import { Temporal } from 'temporal-polyfill';
import type { Hold } from '../invoice.entity.ts';
import { grouped } from './numbers.ts';

/** Time of a machine that its meters say nothing of, or a swap of a meter: no part of its uptime. Texts, times local. */
export type ExcludedView = {
  readonly rows: readonly (readonly [unit: string, from: string, to: string, what: string])[];
  /** How many more there are, in the evidence file. */
  readonly more: number;
};
type Event = { readonly unit: string; readonly from: number; readonly to: number | null; readonly what: string };

/** More than these nobody reads on paper: some forty pages. */
const MOST_ROWS = 1_000;

/** What the evidence and the holds of an invoice's metered machines say between two instants (seconds since 1970). */
export function viewExcluded(
  evidence: Evidence,
  holds: readonly Hold[],
  period: { readonly from: number; readonly to: number },
  timeZone: string,
): ExcludedView {
  const metered = evidence.contracts.filter(({ billingMethod }) => billingMethod === 'METERED');
  const own = new Set(metered.flatMap(({ assignments }) => assignments.map(({ unit }) => unit)));
  const events = [...evidence.registers.flatMap((register) => eventsOf(register, own)), ...holds.flatMap(heldTime)]
    .filter(({ from, to }) => from < period.to && (to ?? from + 1) > period.from)
    .toSorted((a, b) => (a.unit < b.unit ? -1 : a.unit > b.unit ? 1 : a.from - b.from));
  const at = (instant: number) => localTime(Math.min(Math.max(instant, period.from), period.to), timeZone);
  return {
    rows: events
      .slice(0, MOST_ROWS)
      .map(({ unit, from, to, what }) => [unit, at(from), to === null ? '' : at(to), what] as const),
    more: Math.max(0, events.length - MOST_ROWS),
  };
}

/** What a register says of the invoice's own machines that it feeds. */
function eventsOf({ feeds, voids, estimates, replacements }: Register, own: ReadonlySet<string>): Event[] {
  const fed = feeds.filter(({ unit }) => own.has(unit));
  return [
    ...fed.flatMap(({ unit, from, to }) =>
      voids
        .filter((range) => range.from < to && range.to > from)
        .map((range) => ({
          unit,
          from: Math.max(range.from, from),
          to: Math.min(range.to, to),
          what: `not trusted: ${range.reason}`,
        })),
    ),
    ...fed.flatMap(({ unit, from, to }) =>
      replacements
        .filter((swap) => swap.at >= from && swap.at < to)
        .map((swap) => ({ unit, from: swap.at, to: null, what: 'meter replaced' })),
    ),
    ...estimates.map(({ unit, from, to, wh, method }) => ({
      unit,
      from,
      to,
      what: `${grouped(formatKwh(wh))} kWh estimated, ${methods[method] ?? method}`,
    })),
  ];
}

const methods: Readonly<Record<string, string>> = {
  BY_HAND: 'by hand',
  REGISTER_ACROSS: 'from the register around it',
  HOUR_OF_WEEK_MEAN: 'from other weeks',
  PERIOD_MEAN: 'from the mean of the period',
  RATED_POWER: 'from the rated power',
};

const gaps: Readonly<Record<string, string>> = {
  UNCOVERED: 'no reading, nothing billed',
  REGISTER_DECREASED: 'the register fell, nothing billed',
  VOIDED: 'not trusted, nothing billed',
};

/** Time that somebody looked at and let pass without energy. */
function heldTime({ reason, unit, fromAt, toAt }: Hold): Event[] {
  const what = gaps[reason];
  if (what === undefined || unit === null || fromAt === null || toAt === null) return [];
  return [{ unit, from: fromAt.getTime() / 1_000, to: toAt.getTime() / 1_000, what }];
}

function localTime(instant: number, timeZone: string): string {
  const local = Temporal.Instant.fromEpochMilliseconds(instant * 1_000).toZonedDateTimeISO(timeZone);
  return local.toPlainDateTime().toString({ smallestUnit: 'minute' }).replace('T', ' ');
}
