import { Type } from '@mikro-orm/core';

/** A half-open range of instants; `to` null has no end. */
export type TimeRange = { readonly from: Date; readonly to: Date | null };

/** PostgreSQL's `tstzrange` with a beginning, half-open, as every range in this database. */
export class TimeRangeType extends Type<TimeRange, string> {
  override convertToDatabaseValue(range: TimeRange): string {
    return typeof range === 'string' ? range : rangeText(range);
  }

  override convertToJSValue(text: string): TimeRange {
    return typeof text === 'string' ? readRange(text) : text;
  }

  override getColumnType(): string {
    return 'tstzrange';
  }

  override compareAsType(): string {
    return 'string';
  }
}

export const rangeText = ({ from, to }: TimeRange): string => `[${from.toISOString()},${to?.toISOString() ?? ''})`;

/** Reads what PostgreSQL writes: `["2026-01-01 00:00:00+00","2026-02-01 00:00:00.5+00")`. */
export function readRange(text: string): TimeRange {
  const [from, to] = text.slice(1, -1).split(',') as [string, string];
  return { from: instant(from), to: to === '' ? null : instant(to) };
}

function instant(text: string): Date {
  const written = text.replaceAll('"', '').replace(' ', 'T');
  return new Date(/[+-]\d{2}$/.test(written) ? `${written}:00` : written);
}

/** Where two ranges meet; null where they don't. */
export function meet(a: TimeRange, b: TimeRange): TimeRange | null {
  const from = a.from > b.from ? a.from : b.from;
  const to = a.to === null ? b.to : b.to === null ? a.to : a.to < b.to ? a.to : b.to;
  return to !== null && to <= from ? null : { from, to };
}

export const contains = (range: TimeRange, at: Date): boolean =>
  range.from <= at && (range.to === null || at < range.to);
