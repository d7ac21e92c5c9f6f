import { connect, type Socket } from 'node:net';
import modbusSerial from 'modbus-serial';
import type { Framing } from '../address.ts';
import { DeviceFailure, socketFailure } from '../device-failure.ts';
import { type DeviceIdentification, readDeviceIdentification } from './modbus-identification.ts';

type ModbusRTU = InstanceType<typeof modbusSerial.default>;

export const MODBUS_PORT = 502;
/** An answer has at most 260 bytes; what sends this much more is no meter. */
const MOST_BYTES_PER_ANSWER = 4096;
/** Unit, function and count of bytes before the registers of a serial frame, a checksum behind them. */
const SERIAL_FRAME_BYTES = 5;

/** What a serial line behind a gateway needs between two requests. */
const LINE_REST_MS = 50;
/** By gateway, the unit that answered last and when: several meters behind one don't know of each other. */
const answered = new Map<string, { readonly unit: number; readonly at: number }>();

export type ModbusOptions = {
  readonly host: string;
  readonly port: number;
  readonly unit: number;
  readonly framing: Framing;
  readonly timeoutMs: number;
};

/** One kept connection to one meter or gateway: many serve only a few, and a new one each poll would be slower. */
export type ModbusSession = {
  /** The registers' bytes as they came. */
  read(functionCode: 3 | 4, address: number, count: number): Promise<Buffer>;
  /** What function 43 tells of it, where frames are Modbus TCP's. */
  identification(): Promise<DeviceIdentification>;
  close(): void;
};

type Line = {
  readonly modbus: ModbusRTU;
  readonly socket: Socket;
  /** The request in flight: how much came since it went out, and how it ends before its time. */
  waiting: { received: number; readonly fail: (failure: DeviceFailure) => void } | null;
};

export function openModbus({ host, port, unit, framing, timeoutMs }: ModbusOptions): ModbusSession {
  const place = `${host}:${port}`;
  const address = `${place}?unit=${unit}`;
  let line: Line | null = null;

  const drop = () => {
    line?.modbus.destroy(() => {});
    line?.socket.destroy();
    line = null;
  };
  /** Sees what comes, which the library would keep without a bound. */
  const watch = (watched: Line) => {
    watched.socket.on('data', (bytes) => {
      const { waiting } = watched;
      // Nobody asked: it would be taken for the answer to the next request.
      if (waiting === null) return watched.socket.destroy();
      waiting.received += bytes.length;
      if (waiting.received > MOST_BYTES_PER_ANSWER)
        waiting.fail(new DeviceFailure('malformed', address, 'sends more than any Modbus answer'));
    });
    watched.socket.on('close', () =>
      watched.waiting?.fail(new DeviceFailure('refused', address, 'closed the connection')),
    );
  };
  const connected = async (): Promise<Line> => {
    if (line && line.modbus.isOpen && !line.socket.destroyed) return line;
    drop();
    const socket = await openSocket(host, port, timeoutMs, address);
    const modbus = new modbusSerial.default();
    line = { modbus, socket, waiting: null };
    watch(line);
    // Without a listener an error after the connection would end the process; the read that it belongs to fails by itself.
    modbus.on('error', () => {});
    // The wrong one of the two gives timeouts, not errors. Frames as on a serial line are the library's "telnet"; its
    // "TcpRTUBuffered" sends the header of Modbus TCP.
    if (framing === 'rtu') await modbus.connectTelnet(host, { socket });
    else await modbus.connectTCP(host, { port, socket });
    modbus.setID(unit);
    modbus.setTimeout(timeoutMs);
    return line;
  };
  const ask = async (asked: Line, functionCode: 3 | 4, start: number, count: number): Promise<Buffer> => {
    const { buffer } = await new Promise<{ readonly buffer: Buffer }>((resolve, reject) => {
      asked.waiting = { received: 0, fail: reject };
      const answer =
        functionCode === 3
          ? asked.modbus.readHoldingRegisters(start, count)
          : asked.modbus.readInputRegisters(start, count);
      answer.then(resolve, reject);
    });
    if (buffer.length !== count * 2)
      throw new DeviceFailure('malformed', address, `${buffer.length} bytes for ${count} registers`);
    return buffer;
  };

  return {
    read: async (functionCode, start, count) => {
      try {
        await restOf(place, unit, framing);
        const asked = await connected();
        const registers = await ask(asked, functionCode, start, count);
        // A serial frame has no number: what came behind this one would be taken for the answer to the next request.
        if (framing === 'rtu' && asked.waiting?.received !== SERIAL_FRAME_BYTES + count * 2) drop();
        asked.waiting = null;
        answered.set(place, { unit, at: performance.now() });
        return registers;
      } catch (error) {
        // A late answer must not be taken for that of the next request.
        drop();
        throw failureOf(address, error);
      }
    },
    identification: async () => {
      if (framing === 'rtu') throw new DeviceFailure('unsupported', address, 'not asked over a serial line');
      // Some devices take one connection.
      drop();
      return readDeviceIdentification(host, port, unit, timeoutMs);
    },
    close: drop,
  };
}

/** A meter of its own on the network needs none: only frames of a serial line, and another unit than the last. */
async function restOf(place: string, unit: number, framing: Framing): Promise<void> {
  const last = answered.get(place);
  if (!last || (framing === 'tcp' && last.unit === unit)) return;
  const left = LINE_REST_MS - (performance.now() - last.at);
  if (left > 0) await new Promise((resolve) => setTimeout(resolve, left));
}

function openSocket(host: string, port: number, timeoutMs: number, address: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, noDelay: true });
    const deadline = setTimeout(() => {
      socket.destroy();
      reject(new DeviceFailure('timeout', address, 'no connection'));
    }, timeoutMs);
    socket.once('connect', () => {
      clearTimeout(deadline);
      resolve(socket);
    });
    // Stays: an error of the open connection is told by its `close`.
    socket.on('error', (error) => {
      clearTimeout(deadline);
      reject(socketFailure(address, error));
    });
  });
}

function failureOf(address: string, error: unknown): DeviceFailure {
  if (error instanceof DeviceFailure) return error;
  // The library rejects with Errors and with plain objects of the same fields.
  const { name = '', message = '', modbusCode } = error as { name?: string; message?: string; modbusCode?: number };
  if (modbusCode !== undefined) return new DeviceFailure('unsupported', address, `Modbus exception ${modbusCode}`);
  if (name === 'TransactionTimedOutError' || /timed out/i.test(message))
    return new DeviceFailure('timeout', address, 'no Modbus answer');
  if (/length|crc|unexpected/i.test(message)) return new DeviceFailure('malformed', address, message);
  return socketFailure(address, error);
}
