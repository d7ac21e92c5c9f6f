import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

/** A Modbus TCP meter from a table of registers, scripted where it misbehaves. */
export type Meter = {
  readonly port: number;
  readonly requests: {
    readonly unit: number;
    readonly functionCode: number;
    readonly start: number;
    readonly count: number;
  }[];
  readonly connections: Set<Socket>;
  registers: ReadonlyMap<number, number>;
  /** Units behind a gateway, each with its registers: of others the gateway says that they don't answer. Null: a meter that answers to any. */
  behind: ReadonlyMap<number, ReadonlyMap<number, number>> | null;
  /** What function 43 tells: vendor, product, revision. Null: it doesn't know the function. */
  identification: readonly string[] | null;
  /** What goes back for an answer; null for silence. */
  mangle: (answer: Buffer) => Buffer | null;
  close(): Promise<void>;
};

/** `serial`: frames as on a serial line, with a checksum and without the header of Modbus TCP. */
export async function startMeter(
  registers: ReadonlyMap<number, number>,
  framing: 'tcp' | 'serial' = 'tcp',
): Promise<Meter> {
  const server = createServer((socket) => {
    meter.connections.add(socket);
    socket.on('close', () => meter.connections.delete(socket));
    socket.on('error', () => {});
    socket.on('data', (data) => {
      const answer = meter.mangle(framing === 'tcp' ? respond(data, meter) : respondSerially(data, meter));
      if (answer && answer.length > 0) socket.write(answer);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const meter: Meter = {
    port: (server.address() as AddressInfo).port,
    requests: [],
    connections: new Set(),
    registers,
    behind: null,
    identification: null,
    mangle: (answer) => answer,
    close: async () => {
      for (const socket of meter.connections) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
  return meter;
}

function respond(request: Buffer, meter: Meter): Buffer {
  const body = answerTo(request.subarray(6), meter);
  const head = Buffer.alloc(6);
  head.writeUInt16BE(request.readUInt16BE(0), 0);
  head.writeUInt16BE(body.length, 4);
  return Buffer.concat([head, body]);
}

/** A meter on a line doesn't hear a frame whose checksum is wrong. */
function respondSerially(request: Buffer, meter: Meter): Buffer {
  const frame = request.subarray(0, -2);
  return withChecksum(frame).equals(request) ? withChecksum(answerTo(frame, meter)) : Buffer.alloc(0);
}

/** CRC-16 of Modbus over the serial line, low byte first. */
export function withChecksum(frame: Buffer): Buffer {
  let crc = 0xffff;
  for (const byte of frame) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >> 1) ^ 0xa001 : crc >> 1;
  }
  return Buffer.concat([frame, Buffer.from([crc & 255, crc >> 8])]);
}

function answerTo(request: Buffer, meter: Meter): Buffer {
  const [unit, functionCode] = [request.readUInt8(0), request.readUInt8(1)];
  if (meter.behind && !meter.behind.has(unit)) return Buffer.from([unit, functionCode | 0x80, 0x0b]);
  if (functionCode === 0x2b) return identificationOf(unit, meter);
  const [start, count] = [request.readUInt16BE(2), request.readUInt16BE(4)];
  meter.requests.push({ unit, functionCode, start, count });
  const words = Array.from({ length: count }, (_, at) => (meter.behind?.get(unit) ?? meter.registers).get(start + at));
  // Exception 2, illegal data address: one hole fails the whole read.
  return Buffer.from(
    words.includes(undefined)
      ? [unit, functionCode | 0x80, 2]
      : [unit, functionCode, count * 2, ...words.flatMap((word = 0) => [word >> 8, word & 255])],
  );
}

function identificationOf(unit: number, { identification }: Meter): Buffer {
  if (identification === null) return Buffer.from([unit, 0xab, 1]);
  const objects = identification.flatMap((text, at) => [at, text.length, ...Buffer.from(text)]);
  return Buffer.from([unit, 0x2b, 0x0e, 1, 1, 0, 0, identification.length, ...objects]);
}

/** Registers that hold these f32 values, high word first. */
export function f32Registers(values: Readonly<Record<number, number>>): Map<number, number> {
  const registers = new Map<number, number>();
  for (const [address, value] of Object.entries(values)) {
    const bytes = Buffer.alloc(4);
    bytes.writeFloatBE(value);
    registers.set(Number(address), bytes.readUInt16BE(0)).set(Number(address) + 1, bytes.readUInt16BE(2));
  }
  return registers;
}

/** Registers from addresses on that hold these bytes. */
export function hexRegisters(words: Readonly<Record<number, string | undefined>>): Map<number, number> {
  const registers = new Map<number, number>();
  for (const [address, hex = ''] of Object.entries(words)) {
    for (let at = 0; at < hex.length / 4; at += 1)
      registers.set(Number(address) + at, Number.parseInt(hex.slice(at * 4, at * 4 + 4), 16));
  }
  return registers;
}
