import {
  decodeAll,
  decodeInteger,
  decodeOid,
  encode,
  encodeInteger,
  encodeOid,
  encodeValue,
  MalformedBer,
  sequence,
  TAG,
  type Element,
  type Oid,
  type Value,
} from './ber.ts';
import type { Order } from '../../farm/state.ts';
import type { MibView } from './mib.ts';

const PDU = { get: 0xa0, getNext: 0xa1, response: 0xa2, set: 0xa3, getBulk: 0xa5 } as const;
const VERSION_2C = 1;
const ERROR = { none: 0, tooBig: 1, noAccess: 6, wrongType: 7, wrongValue: 10 } as const;
/** What the firmware's buffer holds; GETBULK is cut there, anything else refused as too big. */
const MAX_RESPONSE_BYTES = 1_400;
const MAX_VARBINDS = 128;

type Binding = { readonly oid: Oid; readonly value: Value };
type Request = {
  readonly type: number;
  readonly id: number;
  /** Non-repeaters and max-repetitions of a GETBULK; zero otherwise. */
  readonly first: number;
  readonly second: number;
  readonly oids: readonly Oid[];
  /** What a write would write; null where that is no integer. */
  readonly values: readonly (number | null)[];
};

/**
 * The answer to one packet, or null for silence: an agent says nothing to another version, a wrong community or a
 * packet that it can't read.
 */
export function answerSnmp(
  packet: Buffer,
  community: string,
  view: MibView,
  obey: (order: Order) => void,
): Buffer | null {
  try {
    const message = readMessage(packet);
    if (!message || message.community !== community) return null;
    const { request, body } = message;
    if (request.type === PDU.set) return write(community, request, view, obey, body);
    const bindings = answerBindings(request, view);
    return bindings && fit(community, request, bindings, body);
  } catch (error) {
    if (error instanceof MalformedBer) return null;
    throw error;
  }
}

function readMessage(packet: Buffer): { community: string; request: Request; body: Buffer } | null {
  const [whole] = decodeAll(packet);
  if (whole?.tag !== TAG.sequence) return null;
  const [version, community, pdu] = decodeAll(whole.content);
  if (!version || !community || !pdu || decodeInteger(version) !== VERSION_2C) return null;
  const [id, first, second, list] = decodeAll(pdu.content);
  if (!id || !first || !second || list?.tag !== TAG.sequence) return null;
  const bindings = decodeAll(list.content).map(readBinding);
  if (bindings.length > MAX_VARBINDS) return null;
  const request = {
    type: pdu.tag,
    id: decodeInteger(id),
    first: decodeInteger(first),
    second: decodeInteger(second),
    oids: bindings.map(({ oid }) => oid),
    values: bindings.map(({ written }) => written),
  };
  return { community: community.content.toString('latin1'), request, body: list.content };
}

function readBinding(binding: Element): { readonly oid: Oid; readonly written: number | null } {
  const [oid, value] = binding.tag === TAG.sequence ? decodeAll(binding.content) : [];
  if (!oid) throw new MalformedBer('a variable binding is malformed');
  return { oid: decodeOid(oid), written: value?.tag === TAG.integer ? decodeInteger(value) : null };
}

/** All of a write or nothing; the first that can't be written is named by its place, counted from 1. */
function write(
  community: string,
  { id, oids, values }: Request,
  view: MibView,
  obey: (order: Order) => void,
  body: Buffer,
): Buffer {
  const orders: Order[] = [];
  for (const [at, oid] of oids.entries()) {
    const value = values[at] ?? null;
    const order = view.order(oid, value ?? Number.NaN);
    const wrong = value === null ? ERROR.wrongType : ERROR.wrongValue;
    if (!order) return respond(community, id, order === undefined ? ERROR.noAccess : wrong, at + 1, body);
    orders.push(order);
  }
  for (const order of orders) obey(order);
  return respond(community, id, ERROR.none, 0, body);
}

function answerBindings(request: Request, view: MibView): readonly Binding[] | null {
  if (request.type === PDU.get) return request.oids.map((oid) => ({ oid, value: view.get(oid) }));
  if (request.type === PDU.getNext) return request.oids.map((oid) => view.next(oid));
  return request.type === PDU.getBulk ? bulk(request, view) : null;
}

function bulk({ first, second, oids }: Request, view: MibView): Binding[] {
  const nonRepeaters = Math.max(0, Math.min(first, oids.length));
  const bindings = oids.slice(0, nonRepeaters).map((oid) => view.next(oid));
  let row: readonly Oid[] = oids.slice(nonRepeaters);
  for (let repetition = 0; repetition < second && row.length > 0; repetition += 1) {
    const found = row.map((oid) => view.next(oid));
    bindings.push(...found);
    row = found.map(({ oid }) => oid);
    // Past the end every further row repeats endOfMibView, and nothing beyond the buffer is sent anyway.
    if (found.every(({ value }) => value.type === 'endOfMibView') || bindings.length > MAX_RESPONSE_BYTES / 10) break;
  }
  return bindings;
}

function fit(community: string, { type, id }: Request, bindings: readonly Binding[], body: Buffer): Buffer {
  const encoded = bindings.map(({ oid, value }) => sequence(TAG.sequence, [encodeOid(oid), encodeValue(value)]));
  if (type !== PDU.getBulk) {
    const answer = respond(community, id, ERROR.none, 0, Buffer.concat(encoded));
    return answer.length <= MAX_RESPONSE_BYTES ? answer : respond(community, id, ERROR.tooBig, 0, body);
  }
  const room = MAX_RESPONSE_BYTES - respond(community, id, ERROR.none, 0, Buffer.alloc(0)).length - 8;
  let used = 0;
  const fitting = encoded.filter((binding) => {
    used += binding.length;
    return used <= room;
  });
  return respond(community, id, ERROR.none, 0, Buffer.concat(fitting));
}

function respond(community: string, id: number, status: number, index: number, bindings: Buffer): Buffer {
  const pdu = sequence(PDU.response, [
    encodeInteger(id),
    encodeInteger(status),
    encodeInteger(index),
    encode(TAG.sequence, bindings),
  ]);
  return sequence(TAG.sequence, [encodeInteger(VERSION_2C), encode(TAG.octets, Buffer.from(community, 'latin1')), pdu]);
}
