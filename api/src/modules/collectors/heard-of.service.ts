import type { Scope } from '../../database/scope.ts';
import type { CollectorHealth } from './health.rules.ts';

/** What a collector told of itself in passing; what it didn't stays as it was. */
type Word = {
  readonly sentAt?: Date;
  /** When the newest reading that it delivered was taken. */
  readonly newestReadingAt?: Date;
  readonly version?: string;
  readonly spooledReadings?: number;
  readonly allowedNetworks?: readonly string[];
  readonly health?: CollectorHealth;
};

/** The most a 32-bit column holds: a clock further off than 24 days is just that. */
const mostOffsetMs = 2 ** 31 - 1;

/** Notes that a collector has been heard of, and what it said. `clock_offset_ms` is its clock minus ours. */
export async function heardOf({ em, now }: Scope, collectorId: string, word: Word): Promise<void> {
  const offset = word.sentAt ? word.sentAt.getTime() - now().getTime() : null;
  await em.execute(
    `with said as (select ?::jsonb as networks)
     update collector_state set last_seen_at = greatest(last_seen_at, ?::timestamptz), clock_offset_ms = coalesce(?::int, clock_offset_ms),
       newest_reading_at = greatest(newest_reading_at, ?::timestamptz),
       health = coalesce(?::jsonb, health), version = coalesce(?::text, version), spooled_readings = coalesce(?::int, spooled_readings),
       allowed_networks = case when networks is null then allowed_networks else array(select jsonb_array_elements_text(networks)) end
     from said where id = ?`,
    [
      word.allowedNetworks ? JSON.stringify(word.allowedNetworks) : null,
      now(),
      offset === null ? null : Math.max(-mostOffsetMs, Math.min(mostOffsetMs, Math.round(offset))),
      word.newestReadingAt ?? null,
      word.health ? JSON.stringify(word.health) : null,
      word.version ?? null,
      word.spooledReadings ?? null,
      collectorId,
    ],
  );
}
