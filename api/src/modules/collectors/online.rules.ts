/** Polls within which a collector has to be heard of. */
const polls = 3;

/** Whether a collector was heard of within three of its polls. */
export function isOnline(
  collector: {
    readonly lastSeenAt: Date | null;
    readonly pollEverySeconds: number;
    readonly revokedAt: Date | null;
  },
  now: Date,
): boolean {
  if (collector.revokedAt || !collector.lastSeenAt) return false;
  return now.getTime() - collector.lastSeenAt.getTime() <= collector.pollEverySeconds * polls * 1000;
}
