import type { CollectorHealthInput } from './collector.inputs.ts';

/** What a collector told of its disk and clock. Times are ours, in ISO 8601: it tells how long ago something was. */
export type CollectorHealth = {
  readonly spoolBytes: number;
  readonly spoolMaxBytes: number;
  readonly oldestWaitingAt: string | null;
  readonly liveDropped: number;
  readonly liveThinned: number;
  readonly liveDroppedAt: string | null;
  readonly diskFailsSince: string | null;
  readonly clockStepMs: number | null;
  readonly clockSteppedAt: string | null;
};

export const collectorWarnings = ['DISK_FAILS', 'SPOOL_FULL', 'SPOOL_BEHIND', 'CLOCK_OFF', 'CLOCK_STEPPED'] as const;
export type CollectorWarning = (typeof collectorWarnings)[number];

const minuteMs = 60_000;
/** What was given up longer ago is history: where room is still short it goes on being given up. */
const droppedLatelyMs = 60 * minuteMs;
/** Registers are read each quarter hour: what waits longer than this is missed by somebody. */
const behindMs = 10 * minuteMs;
/** A step moves the moments at which registers were read: the day's bills should be looked at. */
const steppedLatelyMs = 24 * 60 * minuteMs;
/** A collector tells steps of this much; less is what a network's delay makes. */
const clockOffMs = 2000;

export function healthAt(told: CollectorHealthInput, now: Date): CollectorHealth {
  const ago = (seconds: number | null | undefined): string | null =>
    seconds === null || seconds === undefined ? null : new Date(now.getTime() - seconds * 1000).toISOString();
  return {
    spoolBytes: told.spoolBytes,
    spoolMaxBytes: told.spoolMaxBytes,
    oldestWaitingAt: ago(told.oldestWaitingSeconds),
    liveDropped: told.liveDropped,
    liveThinned: told.liveThinned,
    liveDroppedAt: ago(told.liveDroppedSecondsAgo),
    diskFailsSince: ago(told.diskFailsForSeconds),
    clockStepMs: told.clockStepMs ?? null,
    clockSteppedAt: ago(told.clockSteppedSecondsAgo),
  };
}

/** As it is shown: what lies in the database as text is an instant. */
export function shownHealth(health: CollectorHealth) {
  const at = (text: string | null): Date | null => (text === null ? null : new Date(text));
  return {
    ...health,
    oldestWaitingAt: at(health.oldestWaitingAt),
    liveDroppedAt: at(health.liveDroppedAt),
    diskFailsSince: at(health.diskFailsSince),
    clockSteppedAt: at(health.clockSteppedAt),
  };
}

type Told = {
  readonly health: CollectorHealth | null;
  readonly clockOffsetMs: number | null;
  readonly revokedAt: Date | null;
};

/** What an operator should look after, the worst first. A revoked collector has nothing to look after. */
export function warningsOf({ health, clockOffsetMs, revokedAt }: Told, now: Date): CollectorWarning[] {
  if (revokedAt) return [];
  const within = (at: string | null | undefined, ms: number) => at != null && now.getTime() - Date.parse(at) <= ms;
  const holds: Record<CollectorWarning, boolean> = {
    DISK_FAILS: health?.diskFailsSince != null,
    SPOOL_FULL:
      within(health?.liveDroppedAt, droppedLatelyMs) || (health !== null && health.spoolBytes >= health.spoolMaxBytes),
    SPOOL_BEHIND: health?.oldestWaitingAt != null && !within(health.oldestWaitingAt, behindMs),
    CLOCK_OFF: Math.abs(clockOffsetMs ?? 0) >= clockOffMs,
    CLOCK_STEPPED: within(health?.clockSteppedAt, steppedLatelyMs),
  };
  return collectorWarnings.filter((warning) => holds[warning]);
}
