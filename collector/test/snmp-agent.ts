import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';

/**
 * An SNMP v2c agent that answers GET, GETNEXT and GETBULK from a table, so that sessions are tested over real datagrams. Its BER is its
 * own: a fault of the library under test would not be shared.
 */
export type Agent = {
  readonly port: number;
  readonly requests: {
    readonly type: 'get' | 'next' | 'bulk' | 'set';
    readonly oids: string[];
    readonly maxRepetitions: number;
  }[];
  objects: Objects;
  /** Integers written, in order; `noAccess` turns them away. */
  readonly written: [oid: string, value: number][];
  noAccess: boolean;
  onWrite: (oid: string, value: number) => void;
  /** The only one that gets an answer. */
  community: string;
  /** Versions that it speaks, as they are on the wire: 0 is version 1. */
  versions: readonly number[];
  /** Answers that are not sent, by a look at the request. */
  drops: (request: Agent['requests'][number]) => boolean;
  /** What is sent in place of the answer. */
  mangle: (answer: Buffer) => Buffer;
  /** How it is sent: twice, or from elsewhere. */
  deliver: (send: (from?: Socket) => void) => void;
  close(): Promise<void>;
};

/** What an agent has, by OID: bigints are Counter64, floats as Net-SNMP's agents wrap them. */
export type SnmpObject = number | string | bigint | { readonly float: number };
type Objects = ReadonlyMap<string, SnmpObject>;

type Tlv = { readonly tag: number; readonly body: Buffer; readonly rest: Buffer };
const TYPES = { 0xa0: 'get', 0xa1: 'next', 0xa5: 'bulk', 0xa3: 'set' } as const;
const END_OF_MIB = Buffer.from([0x82, 0x00]);
const NO_INSTANCE = Buffer.from([0x81, 0x00]);

/** One without a socket: `respond` is asked in its place. */
export function agentOf(objects: Objects): Agent {
  return {
    port: 0,
    requests: [],
    objects,
    written: [],
    noAccess: false,
    onWrite: () => {},
    community: 'public',
    versions: [0, 1],
    drops: () => false,
    mangle: (answer) => answer,
    deliver: (send) => send(),
    close: () => Promise.resolve(),
  };
}

export async function startAgent(objects: Objects): Promise<Agent> {
  const socket: Socket = createSocket('udp4');
  const close = async () => {
    socket.close();
    await once(socket, 'close');
  };
  const agent: Agent = { ...agentOf(objects), close };
  socket.on('message', (message, { port, address }) => {
    const answer = respond(message, agent);
    if (answer) agent.deliver((from = socket) => from.send(agent.mangle(answer), port, address));
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return Object.assign(agent, { port: socket.address().port });
}

export function respond(message: Buffer, agent: Agent): Buffer | null {
  const version = read(read(message).body);
  const community = read(version.rest);
  if (String(community.body) !== agent.community || !agent.versions.includes(version.body.readUInt8(0))) return null;
  const pdu = read(community.rest);
  const requestId = read(pdu.body);
  const nonRepeaters = read(requestId.rest);
  const repetitions = read(nonRepeaters.rest);
  const oids = listOf(read(repetitions.rest).body).map((varbind) => oidText(read(varbind).body));
  const type = TYPES[pdu.tag as keyof typeof TYPES];
  const maxRepetitions = type === 'bulk' ? repetitions.body.readIntBE(0, repetitions.body.length) : 1;
  const request = { type, oids, maxRepetitions };
  agent.requests.push(request);
  if (type === 'set' && !agent.noAccess) {
    for (const item of listOf(read(repetitions.rest).body)) {
      const { body } = read(read(item).rest);
      const oid = oidText(read(item).body);
      const value = body.readIntBE(0, body.length);
      agent.written.push([oid, value]);
      agent.onWrite(oid, value);
    }
  }
  if (agent.drops(request)) return null;
  const varbinds =
    type === 'get' || type === 'set'
      ? oids.map((oid) => varbind(oid, agent.objects.get(oid)))
      : oids.flatMap((oid) => following(agent.objects, oid, maxRepetitions));
  // Version 1 has no exceptions: one absent object fails the whole request.
  const missing =
    version.body.readUInt8(0) === 0 &&
    varbinds.some((bytes) => [0x81, 0x82].includes(bytes.at(-2) ?? 0) && bytes.at(-1) === 0);
  const integer = (value: number) => tlv(0x02, Buffer.from([value]));
  const turnedAway = type === 'set' && agent.noAccess;
  const answer = turnedAway
    ? [integer(6), integer(1), tlv(0x30, Buffer.concat(oids.map((oid) => varbind(oid, null))))]
    : missing
      ? [integer(2), integer(1), tlv(0x30, Buffer.concat(oids.map((oid) => varbind(oid, null))))]
      : [integer(0), integer(0), tlv(0x30, Buffer.concat(varbinds))];
  const body = Buffer.concat([tlv(0x02, requestId.body), ...answer]);
  return tlv(0x30, Buffer.concat([tlv(0x02, version.body), tlv(0x04, community.body), tlv(0xa2, body)]));
}

function following(objects: Objects, oid: string, count: number): Buffer[] {
  const sorted = sortedOf(objects);
  const from = sorted.findIndex((candidate) => byOid(candidate, oid) > 0);
  const after = from === -1 ? [] : sorted.slice(from, from + count);
  return after.length === 0
    ? [tlv(0x30, Buffer.concat([oidBytes(oid), END_OF_MIB]))]
    : after.map((next) => varbind(next, objects.get(next)));
}

/** Sorted once: a walk asks for the same table many times. */
const SORTED = new WeakMap<Objects, readonly string[]>();
function sortedOf(objects: Objects): readonly string[] {
  const sorted = SORTED.get(objects) ?? [...objects.keys()].toSorted(byOid);
  SORTED.set(objects, sorted);
  return sorted;
}

function byOid(a: string, b: string): number {
  const [left, right] = [a.split('.').map(Number), b.split('.').map(Number)];
  const differs = left.findIndex((part, at) => part !== right[at]);
  return differs === -1 ? left.length - right.length : (left[differs] ?? 0) - (right[differs] ?? -1);
}

function varbind(oid: string, value: SnmpObject | null | undefined): Buffer {
  return tlv(0x30, Buffer.concat([oidBytes(oid), valueBytes(oid, value)]));
}

function valueBytes(oid: string, value: SnmpObject | null | undefined): Buffer {
  if (value === null) return Buffer.from([0x05, 0x00]);
  if (value === undefined) return NO_INSTANCE;
  if (oid === '1.3.6.1.2.1.1.2.0') return oidBytes(String(value));
  if (typeof value === 'string') return tlv(0x04, Buffer.from(value));
  if (typeof value === 'object') return tlv(0x44, opaqueFloat(value.float));
  // Gauges above 2^31 have a leading zero byte, negative numbers are integers.
  let hex = (value < 0 ? BigInt.asUintN(32, BigInt(value)) : BigInt(value)).toString(16);
  if (hex.length % 2) hex = `0${hex}`;
  if (value >= 0 && Number.parseInt(hex.slice(0, 2), 16) > 127) hex = `00${hex}`;
  return tlv(typeof value === 'bigint' ? 0x46 : value < 0 ? 0x02 : 0x42, Buffer.from(hex, 'hex'));
}

function opaqueFloat(value: number): Buffer {
  const bytes = Buffer.from([0x9f, 0x78, 0x04, 0, 0, 0, 0]);
  bytes.writeFloatBE(value, 3);
  return bytes;
}

function tlv(tag: number, body: Buffer): Buffer {
  const length = body.length < 128 ? [body.length] : [0x82, body.length >> 8, body.length & 255];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
}

function read(bytes: Buffer): Tlv {
  const first = bytes[1] ?? 0;
  const extra = first < 128 ? 0 : first & 127;
  const length = extra === 0 ? first : bytes.readUIntBE(2, extra);
  return {
    tag: bytes[0] ?? 0,
    body: bytes.subarray(2 + extra, 2 + extra + length),
    rest: bytes.subarray(2 + extra + length),
  };
}

function listOf(bytes: Buffer): Buffer[] {
  const items: Buffer[] = [];
  for (let rest = bytes; rest.length > 0; ) {
    const item = read(rest);
    items.push(item.body);
    rest = item.rest;
  }
  return items;
}

function oidText(bytes: Buffer): string {
  const parts: number[] = [];
  let value = 0;
  for (const byte of bytes) {
    value = value * 128 + (byte & 127);
    if (byte < 128) {
      parts.push(value);
      value = 0;
    }
  }
  const [first = 0, ...rest] = parts;
  return [Math.min(2, Math.floor(first / 40)), first - Math.min(2, Math.floor(first / 40)) * 40, ...rest].join('.');
}

function oidBytes(oid: string): Buffer {
  const [first = 0, second = 0, ...rest] = oid.split('.').map(Number);
  const bytes = [first * 40 + second, ...rest].flatMap((part) => {
    const groups = [part & 127];
    for (let left = Math.floor(part / 128); left > 0; left = Math.floor(left / 128)) groups.unshift((left & 127) | 128);
    return groups;
  });
  return tlv(0x06, Buffer.from(bytes));
}
