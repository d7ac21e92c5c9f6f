/** Readings in order of time as the rating takes them, 16 bytes each: seconds since 1970, and Wh. */
export type PackedReadings = { readonly at: Float64Array; readonly wh: BigInt64Array };

export const noReadings: PackedReadings = { at: new Float64Array(0), wh: new BigInt64Array(0) };

/** Seconds from 1970 to 2000, when PostgreSQL's time begins. */
const epochSeconds = 946_684_800;

/**
 * From the database's own form, pairs of microseconds since 2000 and Wh, 8 bytes each with the highest first: half the work
 * of text on both sides.
 */
export function unpackReadings(bytes: Buffer | null): PackedReadings {
  if (!bytes) return noReadings;
  const words = new BigInt64Array(Uint8Array.from(bytes.swap64()).buffer);
  const count = words.length / 2;
  const [at, wh] = [new Float64Array(count), new BigInt64Array(count)];
  for (let i = 0; i < count; i++) {
    at[i] = Number(words[2 * i]) / 1_000_000 + epochSeconds;
    wh[i] = words[2 * i + 1] as bigint;
  }
  return { at, wh };
}

/** One after the other. Stretches may share the readings between them: each instant once, in order. */
export function joinReadings(parts: readonly PackedReadings[]): PackedReadings {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  const whAt = new Map(
    parts.flatMap(({ at, wh }) => Array.from(at, (seconds, i) => [seconds, wh[i] as bigint] as const)),
  );
  const at = Float64Array.from(whAt.keys()).sort();
  return { at, wh: BigInt64Array.from(at, (seconds) => whAt.get(seconds) as bigint) };
}
