import { addDays, addMonths, localDay } from '@hashyard/ui';
import type { HoldReason, InvoiceStatus } from '../../gql/graphql.ts';
import { holdWords } from './invoice.words.ts';

/** What a person can do with it in this release. */
export const canIssue = (status: InvoiceStatus): boolean => status === 'DRAFT';
export const canRelease = (status: InvoiceStatus): boolean => status === 'HELD';

/** A calendar month that is over, `2026-05`. */
export type Period = string;

/** The months that can be billed, newest first: those that are over in the organization's zone. */
export function closedPeriods(now: Date, timeZone: string, count = 14): Period[] {
  const thisMonth = `${localDay(now, timeZone).slice(0, 7)}-01`;
  return Array.from({ length: count }, (_, index) => addMonths(thisMonth, -1 - index).slice(0, 7));
}

export const nextMonthStart = (period: Period): string => addMonths(`${period}-01`, 1);
export const lastDayOf = (period: Period): string => addDays(nextMonthStart(period), -1);

type Held = { readonly reason: HoldReason; readonly releasedBy?: string | null };

/** The reasons that still hold it, each once, in the order they were found. */
export function openReasons(holds: readonly Held[]): HoldReason[] {
  return [...new Set(holds.filter(({ releasedBy }) => releasedBy == null).map(({ reason }) => reason))];
}

export const holdTitle = (reason: HoldReason): string => holdWords[reason].word;

/** Measured energy of a line or an invoice: what is not estimated, exact to the Wh. Both are kWh decimals with at most three places. */
export function measuredKwh(energyKwh: string, estimatedKwh: string): string {
  const wh = whole(energyKwh) - whole(estimatedKwh);
  const sign = wh < 0n ? '-' : '';
  const digits = String(wh < 0n ? -wh : wh).padStart(4, '0');
  return `${sign}${digits.slice(0, -3)}.${digits.slice(-3)}`;
}

function whole(kwh: string): bigint {
  const negative = kwh.startsWith('-');
  const [kilo = '0', rest = ''] = kwh.replace('-', '').split('.');
  const wh = BigInt(kilo) * 1000n + BigInt(rest.padEnd(3, '0').slice(0, 3));
  return negative ? -wh : wh;
}

/** Against the former period: "+12.5 %", or null for the first. */
export function changeText(percent: string | null | undefined): string | null {
  if (percent == null) return null;
  return `${percent.startsWith('-') ? '' : '+'}${percent} %`;
}
