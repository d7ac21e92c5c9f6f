/** The part of ASN.1's Basic Encoding Rules that SNMP v2c uses (RFC 1157 and RFC 3416). */
export const TAG = {
  integer: 0x02,
  octets: 0x04,
  null: 0x05,
  oid: 0x06,
  sequence: 0x30,
  gauge: 0x42,
  timeTicks: 0x43,
  noSuchObject: 0x80,
  noSuchInstance: 0x81,
  endOfMibView: 0x82,
} as const;

export type Oid = readonly number[];
/** A value of a managed object. `integer` is signed 32 bits, `gauge` and `timeTicks` unsigned. */
export type Value =
  | { readonly type: 'integer' | 'gauge' | 'timeTicks'; readonly value: number }
  | { readonly type: 'octets'; readonly value: string }
  | { readonly type: 'oid'; readonly value: Oid }
  | { readonly type: 'null' | 'noSuchObject' | 'noSuchInstance' | 'endOfMibView' };

/** A tag with its content, not yet interpreted. */
export type Element = { readonly tag: number; readonly content: Buffer };

export class MalformedBer extends Error {}

export function parseOid(text: string): Oid {
  return text.split('.').map(Number);
}

export function encode(tag: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from([tag]), encodeLength(content.length), content]);
}

export function sequence(tag: number, parts: readonly Buffer[]): Buffer {
  return encode(tag, Buffer.concat(parts));
}

export function encodeInteger(value: number, tag: number = TAG.integer): Buffer {
  return encode(tag, integerBytes(value));
}

export function encodeOid(oid: Oid): Buffer {
  const [first = 0, second = 0, ...rest] = oid;
  return encode(TAG.oid, Buffer.from([first * 40 + second, ...rest].flatMap(base128)));
}

export function encodeValue(value: Value): Buffer {
  switch (value.type) {
    case 'integer':
    case 'gauge':
    case 'timeTicks':
      return encodeInteger(value.value, TAG[value.type]);
    case 'octets':
      return encode(TAG.octets, Buffer.from(value.value, 'utf8'));
    case 'oid':
      return encodeOid(value.value);
    default:
      return encode(TAG[value.type], Buffer.alloc(0));
  }
}

/** The elements that follow one another in a buffer. */
export function decodeAll(buffer: Buffer): Element[] {
  const elements: Element[] = [];
  let offset = 0;
  while (offset < buffer.length) {
    const tag = buffer[offset] ?? 0;
    const { length, from } = decodeLength(buffer, offset + 1);
    if (from + length > buffer.length) throw new MalformedBer('an element is longer than its packet');
    elements.push({ tag, content: buffer.subarray(from, from + length) });
    offset = from + length;
  }
  return elements;
}

export function decodeInteger({ tag, content }: Element): number {
  if (tag !== TAG.integer || content.length === 0 || content.length > 5) throw new MalformedBer('no integer');
  return content.readIntBE(0, content.length);
}

export function decodeOid({ tag, content }: Element): Oid {
  if (tag !== TAG.oid || content.length === 0) throw new MalformedBer('no object identifier');
  const parts: number[] = [];
  let part = 0;
  for (const byte of content) {
    part = part * 128 + (byte & 0x7f);
    if (part > 0xffff_ffff) throw new MalformedBer('an object identifier has a part over 32 bits');
    if ((byte & 0x80) === 0) {
      parts.push(part);
      part = 0;
    }
  }
  const [head = 0, ...rest] = parts;
  const first = Math.min(2, Math.floor(head / 40));
  return [first, head - first * 40, ...rest];
}

/** Two's complement in as few bytes as carry the sign: a gauge above 2^31 gets its leading zero byte. */
function integerBytes(value: number): Buffer {
  for (let length = 1; length <= 5; length += 1) {
    const limit = 2 ** (8 * length - 1);
    if (value >= -limit && value < limit) {
      const bytes = Buffer.alloc(length);
      bytes.writeIntBE(value, 0, length);
      return bytes;
    }
  }
  throw new RangeError(`${value} doesn't fit the 32 bits of an SNMP integer.`);
}

function base128(part: number): number[] {
  const bytes = [part % 128];
  for (let rest = Math.floor(part / 128); rest > 0; rest = Math.floor(rest / 128)) bytes.unshift((rest % 128) | 0x80);
  return bytes;
}

function encodeLength(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  return length < 0x100 ? Buffer.from([0x81, length]) : Buffer.from([0x82, length >> 8, length & 0xff]);
}

function decodeLength(buffer: Buffer, offset: number): { length: number; from: number } {
  const first = buffer[offset];
  if (first === undefined) throw new MalformedBer('a length is missing');
  if (first < 0x80) return { length: first, from: offset + 1 };
  const bytes = first & 0x7f;
  if (bytes === 0 || bytes > 3 || offset + 1 + bytes > buffer.length) throw new MalformedBer('a length is malformed');
  return { length: buffer.readUIntBE(offset + 1, bytes), from: offset + 1 + bytes };
}
