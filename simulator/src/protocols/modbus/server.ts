import { createServer, type Server, type Socket } from 'node:net';

/** Registers of one function code: 16-bit words from `address` on, or the exception's code. */
export type ReadRegisters = (functionCode: number, address: number, count: number) => Buffer | ModbusException;
export const EXCEPTION = { illegalFunction: 1, illegalDataAddress: 2, illegalDataValue: 3 } as const;
export type ModbusException = (typeof EXCEPTION)[keyof typeof EXCEPTION];

export type ModbusOptions = {
  readonly unit: number;
  readonly read: ReadRegisters;
  /** While it holds, requests are swallowed. */
  readonly isHung: () => boolean;
};

const HEADER_BYTES = 7;
/** The largest frame of Modbus TCP: 253 bytes of PDU behind its header. */
const MAX_FRAME_BYTES = 260;
/** Like most meters with an Ethernet port: a few clients, then refused. */
const MAX_CLIENTS = 4;

/** A meter's Modbus TCP port (MBAP framing). A foreign unit id gets silence, as on the serial line behind a gateway. */
export function createModbusServer(options: ModbusOptions): Server {
  const server = createServer((socket) => {
    let pending: Buffer = Buffer.alloc(0);
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk: Buffer) => {
      pending = takeFrames(Buffer.concat([pending, chunk]), socket, options);
    });
  });
  server.maxConnections = MAX_CLIENTS;
  return server;
}

/** Answers the whole frames in the buffer and returns what is left of it. */
function takeFrames(buffer: Buffer, socket: Socket, options: ModbusOptions): Buffer {
  let rest = buffer;
  while (rest.length >= HEADER_BYTES) {
    const length = rest.readUInt16BE(4);
    // Not Modbus TCP, raw serial frames for example: the stream can't be found again.
    if (rest.readUInt16BE(2) !== 0 || length < 2 || length + 6 > MAX_FRAME_BYTES) {
      socket.destroy();
      return Buffer.alloc(0);
    }
    if (rest.length < length + 6) break;
    answer(rest.subarray(0, length + 6), socket, options);
    rest = rest.subarray(length + 6);
  }
  return rest;
}

function answer(frame: Buffer, socket: Socket, { unit, read, isHung }: ModbusOptions): void {
  if (isHung() || frame.readUInt8(6) !== unit) return;
  const functionCode = frame.readUInt8(7);
  const wellFormed = frame.length === HEADER_BYTES + 5;
  const result = wellFormed
    ? read(functionCode, frame.readUInt16BE(8), frame.readUInt16BE(10))
    : EXCEPTION.illegalFunction;
  const body =
    typeof result === 'number'
      ? Buffer.from([functionCode | 0x80, result])
      : Buffer.concat([Buffer.from([functionCode, result.length]), result]);
  const header = Buffer.from(frame.subarray(0, HEADER_BYTES));
  header.writeUInt16BE(body.length + 1, 4);
  socket.write(Buffer.concat([header, body]));
}
