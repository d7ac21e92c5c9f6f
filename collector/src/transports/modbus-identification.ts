import { connect } from 'node:net';
import { DeviceFailure, socketFailure } from '../device-failure.ts';

/** What function 43/14 (Read Device Identification) tells. */
export type DeviceIdentification = {
  readonly vendor: string | null;
  readonly product: string | null;
  readonly revision: string | null;
};

/** Function 0x2b, kind 0x0e, the basic objects from the first on. */
const REQUEST = [0x2b, 0x0e, 0x01, 0x00];
const HEADER_BYTES = 6;
/** A frame of Modbus TCP is never longer. */
const MOST_BYTES = 260;

/**
 * Asks a device of Modbus TCP for its name, on a connection of its own: one answer is read, and what it says to follow isn't asked for. The library's
 * own way of it asks on as long as a device says that more follows.
 */
export function readDeviceIdentification(
  host: string,
  port: number,
  unit: number,
  timeoutMs: number,
): Promise<DeviceIdentification> {
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
    socket.on('connect', () => socket.write(Buffer.from([0, 1, 0, 0, 0, REQUEST.length + 1, unit, ...REQUEST])));
    socket.on('data', (bytes) => {
      received = Buffer.concat([received, bytes]);
      if (received.length < HEADER_BYTES) return;
      const length = HEADER_BYTES + received.readUInt16BE(4);
      if (length > MOST_BYTES) return fail(new DeviceFailure('malformed', address, `a frame of ${length} bytes`));
      if (received.length < length) return;
      const answer = received.subarray(HEADER_BYTES + 1, length);
      if (answer[0] === (0x80 | 0x2b))
        return fail(new DeviceFailure('unsupported', address, `Modbus exception ${answer[1]}`));
      const identification = decode(answer);
      if (identification === null) fail(new DeviceFailure('malformed', address, 'no device identification'));
      else end(() => resolve(identification));
    });
    socket.on('end', () => fail(new DeviceFailure('malformed', address, 'device identification broke off')));
    socket.on('error', (error) => fail(socketFailure(address, error)));
  });
}

/** Function, kind, code, conformity, more follows, next, count; then each object's number, length and text. */
function decode(answer: Buffer): DeviceIdentification | null {
  if (answer[0] !== 0x2b || answer[1] !== 0x0e || answer.length < 7) return null;
  const objects = new Map<number, string>();
  for (let at = 7; at + 2 <= answer.length; ) {
    const length = answer.readUInt8(at + 1);
    objects.set(answer.readUInt8(at), answer.toString('latin1', at + 2, at + 2 + length));
    at += 2 + length;
  }
  const text = (object: number) => objects.get(object)?.replace(/\0.*$/s, '').trim() || null;
  return { vendor: text(0), product: text(1), revision: text(2) };
}
