import { Temporal } from 'temporal-polyfill';

export type Step = 'MINUTES_5' | 'MINUTES_15' | 'HOURS_1' | 'DAYS_1';

export const mostPoints = 5_000;

const stepMs = { MINUTES_5: 300_000, MINUTES_15: 900_000, HOURS_1: 3_600_000 } as const;
const dayMs = 86_400_000;

/** How many steps a range has at least: what is refused before any of them is made. */
export const countSteps = (fromMs: number, toMs: number, step: Step): number =>
  Math.ceil((toMs - fromMs) / (step === 'DAYS_1' ? dayMs : stepMs[step]));

/**
 * The beginnings of the steps that meet a range, and the end of the last: n + 1 instants for n steps. Steps below a day
 * stand on whole steps of UTC, days begin when the zone's do, which is not every 24 hours.
 */
export function stepEdges(fromMs: number, toMs: number, step: Step, timeZone: string): number[] {
  if (toMs <= fromMs) return [];
  if (step !== 'DAYS_1') {
    const size = stepMs[step];
    const first = Math.floor(fromMs / size) * size;
    return Array.from({ length: Math.ceil((toMs - first) / size) + 1 }, (_, index) => first + index * size);
  }
  let day = Temporal.Instant.fromEpochMilliseconds(fromMs).toZonedDateTimeISO(timeZone).toPlainDate();
  const edges: number[] = [];
  for (let at = startOf(day, timeZone); ; at = startOf(day, timeZone)) {
    edges.push(at);
    if (at >= toMs) return edges;
    day = day.add({ days: 1 });
  }
}

const startOf = (day: Temporal.PlainDate, timeZone: string): number => day.toZonedDateTime(timeZone).epochMilliseconds;

/** The sums that answer a step: the coarsest that fit into it. 5-minute sums are kept 90 days, hours for years. */
export const rollupFor = (step: Step): 'miner_5min' | 'miner_hour' =>
  step === 'HOURS_1' || step === 'DAYS_1' ? 'miner_hour' : 'miner_5min';
