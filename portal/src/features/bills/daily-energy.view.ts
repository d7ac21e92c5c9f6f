import { type Bar, date } from '@hashyard/ui';
import { localDate } from '../../time/zone.ts';

type EnergyPoint = { readonly at: string; readonly energyKwh?: string | null; readonly estimatedKwh?: string | null };

/** Days as bars; a day without data stays one, it isn't a day without use. Heights only: sums come from the bill. */
export function dayBars(points: readonly EnergyPoint[], timeZone: string): readonly Bar[] {
  return points.map((point) => {
    const label = dayLabel(localDate(point.at, timeZone));
    if (point.energyKwh == null) return { label, solid: null, hatched: 0 };
    const estimated = Number(point.estimatedKwh ?? 0);
    return { label, solid: Math.max(0, Number(point.energyKwh) - estimated), hatched: estimated };
  });
}

/** "14 Jun": the year is the bill's. */
const dayLabel = (local: string): string => date(local).replace(/ \d{4}$/, '');
