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
  /** What goes back for an answer; null for silence. */
  mangle: (answer: Buffer) => Buffer | null;
  close(): Promise<void>;
};

export async function startMeter(registers: ReadonlyMap<number, number>): Promise<Meter> {
  const server = createServer((socket) => {
    meter.connections.add(socket);
    socket.on('close', () => meter.connections.delete(socket));
    socket.on('error', () => {});
    socket.on('data', (data) => {
      const answer = meter.mangle(respond(data, meter));
      if (answer) socket.write(answer);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const meter: Meter = {
    port: (server.address() as AddressInfo).port,
    requests: [],
    connections: new Set(),
    registers,
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
  const [unit, functionCode, start, count] = [
    request.readUInt8(6),
    request.readUInt8(7),
    request.readUInt16BE(8),
    request.readUInt16BE(10),
  ];
  meter.requests.push({ unit, functionCode, start, count });
  const words = Array.from({ length: count }, (_, at) => meter.registers.get(start + at));
  // Exception 2, illegal data address: one hole fails the whole read.
  const body = words.includes(undefined)
    ? [unit, functionCode | 0x80, 2]
    : [unit, functionCode, count * 2, ...words.flatMap((word = 0) => [word >> 8, word & 255])];
  const head = Buffer.alloc(6);
  head.writeUInt16BE(request.readUInt16BE(0), 0);
  head.writeUInt16BE(body.length, 4);
  return Buffer.concat([head, Buffer.from(body)]);
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
