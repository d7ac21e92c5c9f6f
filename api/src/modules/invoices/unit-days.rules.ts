import { type LineDays, parseDate } from '@hashyard/rating';

/** A unit's whole Wh on a local date, and how much of it is estimated; null is no data. */
export type StoredDay = readonly [energyWh: string | null, estimatedWh: string];

/** A line's units by date over the whole period; dates outside the line have no data. */
export function storedDays(
  { from, units }: LineDays,
  { startsOn, endsOn }: { readonly startsOn: string; readonly endsOn: string },
): ReadonlyMap<string, StoredDay[]> {
  const first = parseDate(startsOn);
  const length = parseDate(endsOn) - first;
  return new Map(
    units.map(({ unit, days }) => [
      unit,
      Array.from({ length }, (_, place): StoredDay => {
        const day = days[first + place - from];
        return day ? [day.energyWh === null ? null : String(day.energyWh), String(day.estimatedWh)] : [null, '0'];
      }),
    ]),
  );
}
