import { localDay, offsetMs } from '@hashyard/ui';

/** What a `datetime-local` input holds: `2026-06-01T10:30`, the wall clock of a zone. */
export function localTime(at: Date, timeZone: string): string {
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return `${localDay(at, timeZone)}T${clock.format(at)}`;
}

/** The instant of a wall clock's time, as ISO 8601; null for what is none. A time that a clock change skips is the one it became. */
export function instantAt(local: string, timeZone: string): string | null {
  const wall = Date.parse(`${local}Z`);
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(local) || Number.isNaN(wall)) return null;
  const first = wall - offsetMs(wall, timeZone);
  const settled = wall - offsetMs(first, timeZone);
  const at = localTime(new Date(settled), timeZone) === local.slice(0, 16) ? settled : first;
  return new Date(at).toISOString().replace('.000Z', 'Z');
}
