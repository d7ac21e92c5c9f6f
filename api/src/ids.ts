import { randomBytes } from 'node:crypto';

/** Of the newest id: its millisecond, and the 26 bits behind it. */
const newest = { atMs: -1, count: 0 };

/**
 * A UUIDv7 (RFC 9562, method 1): 48 bits of milliseconds, 26 that count on within one, then random. New rows lie side by side in
 * an index, and those that were made together keep their order.
 */
export function newId(atMs: number = Date.now()): string {
  const bytes = randomBytes(16);
  // Begins below a quarter of its range, so that no millisecond counts it out.
  newest.count = atMs === newest.atMs ? newest.count + 1 : bytes.readUIntBE(6, 3);
  newest.atMs = atMs;
  bytes.writeUIntBE(atMs, 0, 6);
  bytes.writeUInt16BE(0x7000 | (newest.count >>> 14), 6);
  bytes.writeUInt16BE(0x8000 | (newest.count & 0x3fff), 8);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Whether a text could be an id; anything else is answered like an id that doesn't exist. */
export const isId = (text: string): boolean =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text);
