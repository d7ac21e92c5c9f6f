/**
 * Numbers that depend on nothing but a seed and what they are for, so that the same farm stands there after every
 * start. A keyed hash rather than a running generator: adding a device or a property shifts no other value.
 */
export function draw(seed: number, ...keys: readonly (string | number)[]): number {
  let hash = 0x811c9dc5 ^ seed;
  for (const char of keys.join('/')) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193);
  // The finalizer of MurmurHash3: FNV alone leaves neighbouring keys close to one another.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

/** Evenly drawn from [low, high). */
export function drawBetween(low: number, high: number, seed: number, ...keys: readonly (string | number)[]): number {
  return low + (high - low) * draw(seed, ...keys);
}

/** Upper-case letters and digits that people don't confuse when they read a serial number aloud. */
const SERIAL_ALPHABET = 'ABCDEFGHJKLMNPRSTUVWXYZ0123456789';

export function drawText(length: number, seed: number, ...keys: readonly (string | number)[]): string {
  return Array.from({ length }, (_, position) => {
    const index = Math.floor(draw(seed, ...keys, position) * SERIAL_ALPHABET.length);
    return SERIAL_ALPHABET.charAt(index);
  }).join('');
}
