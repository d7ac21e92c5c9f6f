import { localDay, moneyRange, type MoneyValue, month, percent, startOfDay } from '@hashyard/ui';

/** The calendar month under way in a zone: its name, and the instant it began as UTC. */
export type CurrentMonth = { readonly period: string; readonly from: string };

/** The month that an instant falls into, by the zone's calendar. */
export function currentMonth(nowMs: number, timeZone: string): CurrentMonth {
  const period = localDay(new Date(nowMs), timeZone).slice(0, 7);
  return { period, from: startOfDay(`${period}-01`, timeZone) };
}

/** Whole hours only, so that the question stays the same for an hour. */
export const wholeHour = (nowMs: number): string => new Date(Math.floor(nowMs / 3_600_000) * 3_600_000).toISOString();

export const nextBillWords = (period: string): string =>
  `The next bill is for ${month(period)} and comes after the month has ended.`;

/** How much of the due time has data; silence when it is all. */
export function coverageWords(coveredPercent: string): string | null {
  return Number(coveredPercent) >= 99.95 ? null : `${percent(coveredPercent)} of the time has readings so far.`;
}

type Forecast = { readonly forecastLow?: MoneyValue | null; readonly forecastHigh?: MoneyValue | null };

/** What the month will come to, as far as that can be told. */
export function forecastWords({ forecastLow: low, forecastHigh: high }: Forecast): string {
  const range = moneyRange(low, high);
  if (range === null) return 'Too early to say what the month will come to.';
  return `${range} by the end of the month${low?.amount === high?.amount ? '' : ', as recent days were'}.`;
}
