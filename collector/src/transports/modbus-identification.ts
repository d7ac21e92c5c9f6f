import { connect } from 'node:net';
import type { Framing } from '../address.ts';
import { DeviceFailure, socketFailure } from '../device-failure.ts';
import { modbusException } from './modbus-exception.ts';

/** What function 43/14 (Read Device Identification) tells. */
export type DeviceIdentification = {
  readonly vendor: string | null;
  readonly product: string | null;
  readonly revision: string | null;
};

/** Function 0x2b, kind 0x0e, the basic objects from the first on. */
const REQUEST = [0x2b, 0x0e, 0x01, 0x00];
const FUNCTION = 0x2b;
const EXCEPTION = 0x80 | FUNCTION;
/** A frame is never longer, on the network or on the line. */
const MOST_BYTES = 260;
const HEADER_BYTES = 6;
/** Function, kind, code, conformity, more follows, next, count. */
const FIXED_BYTES = 7;

type Asked = {
  readonly host: string;
  readonly port: number;
  readonly unit: number;
  readonly framing: Framing;
  readonly timeoutMs: number;
};

/**
 * Asks a device for its name, on a connection of its own: one answer is read, and what it says to follow isn't asked for. The library's own way of
 * it asks on as long as a device says that more follows.
 */
export function readDeviceIdentification({
  host,
  port,
  unit,
  framing,
  timeoutMs,
}: Asked): Promise<DeviceIdentification> {
  const address = `${host}:${port}?unit=${unit}`;
  return new Promise((resolve, reject) => {
    let received = Buffer.alloc(0);
    const socket = connect({ host, port, noDelay: true });
    const end = (finish: () => void) => {
      clearTimeout(deadline);
      socket.destroy();
      finish();
    };
    const fail = (failure: DeviceFailure) => end(() => reject(failure));
    const deadline = setTimeout(() => {
      const reached = socket.connecting ? 'nobody' : 'port';
      fail(new DeviceFailure('timeout', address, 'no answer to device identification', reached));
    }, timeoutMs);
    socket.on('connect', () => socket.write(requestIn(framing, unit)));
    socket.on('data', (bytes) => {
      received = Buffer.concat([received, bytes]);
      const answer = answerIn(received, framing, unit);
      if (answer === 'incomplete') return;
      if (answer === 'malformed') return fail(new DeviceFailure('malformed', address, 'no device identification'));
      if (answer[0] === EXCEPTION) return fail(modbusException(address, answer[1] ?? 0));
      end(() => resolve(identificationIn(answer)));
    });
    socket.on('end', () => fail(new DeviceFailure('malformed', address, 'device identification broke off')));
    socket.on('error', (error) => fail(socketFailure(address, error)));
  });
}

function requestIn(framing: Framing, unit: number): Buffer {
  const body = Buffer.from([unit, ...REQUEST]);
  return framing === 'tcp'
    ? Buffer.concat([Buffer.from([0, 1, 0, 0, 0, body.length]), body])
    : Buffer.concat([body, checksumOf(body)]);
}

/** The answer from its function on, without its frame, once all of it is there. */
export function answerIn(bytes: Buffer, framing: Framing, unit: number): Buffer | 'incomplete' | 'malformed' {
  const answer = framing === 'tcp' ? bytes.subarray(HEADER_BYTES + 1) : bytes.subarray(1);
  const unitAt = framing === 'tcp' ? HEADER_BYTES : 0;
  if (bytes.length > unitAt && bytes[unitAt] !== unit) return 'malformed';
  const length = lengthOf(answer);
  if (length === 'malformed') return 'malformed';
  if (framing === 'tcp') {
    if (bytes.length < HEADER_BYTES) return 'incomplete';
    const promised = HEADER_BYTES + bytes.readUInt16BE(4);
    if (promised > MOST_BYTES || promised < HEADER_BYTES + 3) return 'malformed';
    if (bytes.length < promised) return 'incomplete';
    // The header ends the frame, whatever the objects say of their lengths.
    return length === 'incomplete' || length > promised - HEADER_BYTES - 1 ? 'malformed' : answer.subarray(0, length);
  }
  if (length === 'incomplete' || answer.length < length + 2) return 'incomplete';
  const checksum = checksumOf(bytes.subarray(0, 1 + length));
  return checksum.equals(answer.subarray(length, length + 2)) ? answer.subarray(0, length) : 'malformed';
}

/** How long an answer is, by what it says itself: on a line nothing else tells. */
function lengthOf(answer: Buffer): number | 'incomplete' | 'malformed' {
  const [code, kind] = answer;
  if (code === undefined) return 'incomplete';
  if (code === EXCEPTION) return answer.length < 2 ? 'incomplete' : 2;
  if (code !== FUNCTION || (kind !== undefined && kind !== REQUEST[1])) return 'malformed';
  const count = answer[FIXED_BYTES - 1];
  if (count === undefined) return 'incomplete';
  let at = FIXED_BYTES;
  for (let object = 0; object < count; object += 1) {
    const length = answer[at + 1];
    if (length === undefined) return 'incomplete';
    at += 2 + length;
    if (at > MOST_BYTES) return 'malformed';
  }
  return answer.length < at ? 'incomplete' : at;
}

/** Each object: its number, its length, its text. */
function identificationIn(answer: Buffer): DeviceIdentification {
  const objects = new Map<number, string>();
  for (let at = FIXED_BYTES; at + 2 <= answer.length; ) {
    const length = answer.readUInt8(at + 1);
    objects.set(answer.readUInt8(at), answer.toString('latin1', at + 2, at + 2 + length));
    at += 2 + length;
  }
  const text = (object: number) => objects.get(object)?.replace(/\0.*$/s, '').trim() || null;
  return { vendor: text(0), product: text(1), revision: text(2) };
}

/** CRC-16 of Modbus over the serial line, low byte first. */
function checksumOf(frame: Buffer): Buffer {
  let crc = 0xffff;
  for (const byte of frame) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >> 1) ^ 0xa001 : crc >> 1;
  }
  return Buffer.from([crc & 255, crc >> 8]);
}
