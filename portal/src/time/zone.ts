/** `2026-06-14T09:30:00` as clocks in the zone show it. */
export function localParts(ms: number, timeZone: string): string {
  const swedish = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  return swedish.format(ms).replace(' ', 'T');
}

/** The instant of a local time. Twice corrected by the zone's offset there, since the first guess may lie across a clock change. */
function instantOf(local: string, timeZone: string): number {
  const wanted = Date.parse(`${local}Z`);
  const offsetAt = (ms: number) => Date.parse(`${localParts(ms, timeZone)}Z`) - ms;
  const guess = wanted - offsetAt(wanted);
  return wanted - offsetAt(guess);
}

/** The instant at which a local date begins in a zone. */
export const startOfDay = (date: string, timeZone: string): string =>
  new Date(instantOf(`${date}T00:00:00`, timeZone)).toISOString();
