import { connect, type NetConnectOpts, type Socket } from 'node:net';
import modbusSerial from 'modbus-serial';
import type { Framing } from '../address.ts';
import { DeviceFailure, socketFailure } from '../device-failure.ts';
import { modbusException } from './modbus-exception.ts';
import { type DeviceIdentification, readDeviceIdentification } from './modbus-identification.ts';
import { ModbusTcpPort } from './modbus-port.ts';

type ModbusRTU = InstanceType<typeof modbusSerial.default>;

export const MODBUS_PORT = 502;
/** An answer has at most 260 bytes; what sends this much more is no meter. */
const MOST_BYTES_PER_ANSWER = 4096;
/** Unit, function and count of bytes before the registers of a serial frame, a checksum behind them. */
const SERIAL_FRAME_BYTES = 5;

/** What a serial line behind a gateway needs between two requests. */
const LINE_REST_MS = 50;
/** By gateway, the unit that answered last and when: several meters behind one don't know of each other. */
const answered = new Map<string, { unit: number; at: number }>();

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
  /** What function 43 tells of it. */
  identification(): Promise<DeviceIdentification>;
  close(): void;
};

type Line = {
  readonly modbus: ModbusRTU;
  readonly socket: Socket;
  /** Starts again with each request: a timer for each of them would cost more than its answer. */
  readonly deadline: NodeJS.Timeout;
  /** The request in flight: how much came since it went out, and how it ends before its time. */
  waiting: { received: number; readonly fail: (failure: DeviceFailure) => void } | null;
};

/** Where the sockets of Modbus TCP read to. */
const READ_BUFFER = Buffer.allocUnsafe(4096);

export function openModbus({ host, port, unit, framing, timeoutMs }: ModbusOptions): ModbusSession {
  const place = `${host}:${port}`;
  const address = `${place}?unit=${unit}`;
  let line: Line | null = null;

  const drop = () => {
    clearTimeout(line?.deadline);
    line?.socket.destroy();
    line = null;
  };
  /** Sees what comes, which the library would keep without a bound. False: it is not to be looked at. */
  const isWanted = ({ waiting, socket }: Line, bytes: number): boolean => {
    if (waiting === null) {
      // Nobody asked: it would be taken for the answer to the next request.
      socket.destroy();
      return false;
    }
    waiting.received += bytes;
    if (waiting.received <= MOST_BYTES_PER_ANSWER) return true;
    waiting.fail(new DeviceFailure('malformed', address, 'sends more than any Modbus answer'));
    return false;
  };
  const connected = async (): Promise<Line> => {
    drop();
    let take = (_bytes: Buffer) => {};
    const onread = { buffer: READ_BUFFER, callback: (length: number) => (take(READ_BUFFER.subarray(0, length)), true) };
    const options = { host, port, noDelay: true, ...(framing === 'tcp' ? { onread } : {}) };
    const socket = await openSocket(options, timeoutMs, address);
    const tcpPort = framing === 'tcp' ? new ModbusTcpPort(socket) : undefined;
    const modbus = new modbusSerial.default(tcpPort);
    const deadline = setTimeout(
      () => opened.waiting?.fail(new DeviceFailure('timeout', address, 'no Modbus answer', 'port')),
      timeoutMs,
    );
    const opened: Line = { modbus, socket, deadline, waiting: null };
    line = opened;
    socket.on('close', () =>
      opened.waiting?.fail(new DeviceFailure('refused', address, 'closed the connection', 'port')),
    );
    // Without a listener an error after the connection would end the process; the read that it belongs to fails by itself.
    modbus.on('error', () => {});
    if (tcpPort) {
      modbus.open();
      take = (bytes) => isWanted(opened, bytes.length) && tcpPort.take(bytes);
    } else {
      socket.on('data', (bytes) => isWanted(opened, bytes.length));
      // Frames as on a serial line are the library's "telnet"; its "TcpRTUBuffered" sends the header of Modbus TCP.
      await modbus.connectTelnet(host, { socket });
    }
    return opened;
  };
  const ask = (asked: Line, functionCode: 3 | 4, start: number, count: number): Promise<Buffer> =>
    new Promise((resolve, reject) => {
      asked.waiting = { received: 0, fail: reject };
      asked.deadline.refresh();
      const answered = (error: unknown, answer: { readonly buffer: Buffer }) =>
        error ? reject(error) : resolve(answer.buffer);
      if (functionCode === 3) asked.modbus.writeFC3(unit, start, count, answered);
      else asked.modbus.writeFC4(unit, start, count, answered);
    });

  return {
    read: async (functionCode, start, count) => {
      try {
        const restMs = restOf(place, unit, framing);
        if (restMs > 0) await new Promise((resolve) => setTimeout(resolve, restMs));
        const asked = line && !line.socket.destroyed ? line : await connected();
        const registers = await ask(asked, functionCode, start, count);
        if (registers.length !== count * 2)
          throw new DeviceFailure('malformed', address, `${registers.length} bytes for ${count} registers`);
        // A serial frame has no number: what came behind this one would be taken for the answer to the next request.
        if (framing === 'rtu' && asked.waiting?.received !== SERIAL_FRAME_BYTES + count * 2) drop();
        asked.waiting = null;
        remember(place, unit);
        return registers;
      } catch (error) {
        // An exception is the answer. After anything else a late one must not be taken for that of the next request.
        if (line && framing === 'tcp' && exceptionOf(error) !== null) line.waiting = null;
        else drop();
        throw failureOf(address, error);
      }
    },
    identification: async () => {
      // Some devices take one connection.
      drop();
      return readDeviceIdentification({ host, port, unit, framing, timeoutMs });
    },
    close: drop,
  };
}

/** How long the line is to rest yet. A meter of its own on the network needs none: only frames of a serial line, and another unit than the last. */
function restOf(place: string, unit: number, framing: Framing): number {
  const last = answered.get(place);
  if (!last || (framing === 'tcp' && last.unit === unit)) return 0;
  return LINE_REST_MS - (performance.now() - last.at);
}

function remember(place: string, unit: number): void {
  const last = answered.get(place);
  if (!last) return void answered.set(place, { unit, at: performance.now() });
  last.unit = unit;
  last.at = performance.now();
}

function openSocket(options: NetConnectOpts, timeoutMs: number, address: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(options);
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

/** The library rejects with Errors and with plain objects of the same fields. */
function exceptionOf(error: unknown): number | null {
  return (error as { modbusCode?: number }).modbusCode ?? null;
}

function failureOf(address: string, error: unknown): DeviceFailure {
  if (error instanceof DeviceFailure) return error;
  const exception = exceptionOf(error);
  if (exception !== null) return modbusException(address, exception);
  const { message = '' } = error as { message?: string };
  if (/length|crc|unexpected/i.test(message)) return new DeviceFailure('malformed', address, message);
  return socketFailure(address, error);
}
