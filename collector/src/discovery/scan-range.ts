import { isIP, isIPv4 } from 'node:net';

/** About a /14: what is larger was hardly meant, and would take days. */
export const MOST_ADDRESSES = 2 ** 18;

/** Addresses to look at, each once, in order. They are counted, not listed. */
export type ScanRange = { readonly total: number; hosts(): Iterable<string> };

type Interval = { readonly family: 4 | 6; readonly first: bigint; readonly last: bigint };

/** Throws a sentence when a network can't be scanned: it is none, reaches outside the `walls` (null: there are none), or is too large. */
export function scanRange(cidrs: readonly string[], walls: readonly string[] | null): ScanRange {
  const wanted = merged(cidrs.map(intervalOf));
  if (walls) {
    const allowed = merged(walls.map(intervalOf));
    for (const part of wanted)
      if (!allowed.some((wall) => holds(wall, part)))
        throw new Error(`${nameOf(part.first, part.family)} and its network are outside ${walls.join(', ')}`);
  }
  const total = wanted.reduce((sum, { first, last }) => sum + (last - first + 1n), 0n);
  if (total > MOST_ADDRESSES) throw new Error(`${total} addresses are more than the ${MOST_ADDRESSES} of one scan`);
  return {
    total: Number(total),
    *hosts() {
      for (const { family, first, last } of wanted)
        for (let address = first; address <= last; address += 1n) yield nameOf(address, family);
    },
  };
}

function intervalOf(cidr: string): Interval {
  const [host = '', length, ...rest] = cidr.trim().split('/');
  const family = isIP(host);
  const bits = length === undefined ? (family === 4 ? 32 : 128) : Number(length);
  const fits = family !== 0 && /^\d{1,3}$/.test(length ?? '0') && bits <= (family === 4 ? 32 : 128);
  if (!fits || rest.length > 0) throw new Error(`"${cidr}" is no network like 10.0.0.0/24`);
  const size = 1n << BigInt((family === 4 ? 32 : 128) - bits);
  const first = (numberOf(host) / size) * size;
  return { family: family === 4 ? 4 : 6, first, last: first + size - 1n };
}

/** Sorted, without overlaps, neighbours joined. */
function merged(intervals: readonly Interval[]): Interval[] {
  const sorted = intervals.toSorted((a, b) => a.family - b.family || (a.first < b.first ? -1 : 1));
  const result: Interval[] = [];
  for (const interval of sorted) {
    const before = result.at(-1);
    if (before?.family !== interval.family || interval.first > before.last + 1n) result.push(interval);
    else if (interval.last > before.last) result[result.length - 1] = { ...before, last: interval.last };
  }
  return result;
}

function holds(outer: Interval, inner: Interval): boolean {
  return outer.family === inner.family && outer.first <= inner.first && inner.last <= outer.last;
}

function numberOf(host: string): bigint {
  if (isIPv4(host)) return host.split('.').reduce((number, part) => number * 256n + BigInt(part), 0n);
  // Normalised: lower case hexadecimal, also where the end is written as IPv4.
  const [head = '', tail] = new URL(`http://[${host}]`).hostname.slice(1, -1).split('::');
  const groups = (text: string) => (text === '' ? [] : text.split(':'));
  const [front, back] = [groups(head), groups(tail ?? '')];
  const zeros = Array<string>(8 - front.length - back.length).fill('0');
  return [...front, ...zeros, ...back].reduce((number, group) => (number << 16n) | BigInt(`0x${group}`), 0n);
}

function nameOf(address: bigint, family: 4 | 6): string {
  if (family === 4) return [24n, 16n, 8n, 0n].map((shift) => (address >> shift) & 255n).join('.');
  const groups = Array.from({ length: 8 }, (_, at) => ((address >> BigInt(112 - 16 * at)) & 0xffffn).toString(16));
  return new URL(`http://[${groups.join(':')}]`).hostname.slice(1, -1);
}
