import { type Bar, date, addDays, localDay, startOfDay } from '@hashyard/ui';
import type { EnergyQuery } from '../../gql/graphql.ts';

/** The last whole local days; today isn't over and would look like a loss. */
export function lastDays(days: number, now: Date, zone: string): { from: string; to: string } {
  const today = localDay(now, zone);
  return { from: startOfDay(addDays(today, -days), zone), to: startOfDay(today, zone) };
}

type Point = EnergyQuery['energy']['points'][number];

/** Drawn only, never summed: here a float is good enough. A day without data is null. */
export function dayBars(points: readonly Point[], zone: string): Bar[] {
  return points.map(({ at, energyKwh, estimatedKwh }) => {
    const estimated = Number(estimatedKwh ?? 0);
    return {
      label: date(localDay(new Date(at), zone)),
      solid: energyKwh == null ? null : Math.max(0, Number(energyKwh) - estimated),
      hatched: estimated,
    };
  });
}
