import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Meter, startMeter, withChecksum } from '../../test/modbus-meter.ts';
import { type ModbusSession, openModbus } from './modbus.ts';

let meter: Meter;
let modbus: ModbusSession;
const open = (framing: 'tcp' | 'rtu') =>
  openModbus({ host: '127.0.0.1', port: meter.port, unit: 7, framing, timeoutMs: 250 });
afterEach(async () => {
  modbus.close();
  await meter.close();
});

/** The unit and the function of a frame, then what is given. */
const frame = (...bytes: number[]) => withChecksum(Buffer.from(bytes));

describe('frames of the serial line over TCP', () => {
  beforeEach(async () => {
    meter = await startMeter(new Map([[0x34, 0x1234]]), 'serial');
    modbus = open('rtu');
  });

  test('carry unit, function and a checksum, both ways', async () => {
    expect((await modbus.read(4, 0x34, 1)).toString('hex')).toBe('1234');
    expect(meter.requests).toEqual([{ unit: 7, functionCode: 4, start: 0x34, count: 1 }]);
  });

  test('may come a byte at a time', async () => {
    meter.mangle = (answer) => {
      const [socket] = meter.connections;
      for (const byte of answer.subarray(0, -1)) socket?.write(Buffer.from([byte]));
      return answer.subarray(-1);
    };
    expect((await modbus.read(4, 0x34, 1)).toString('hex')).toBe('1234');
  });

  test.each([
    {
      name: 'a wrong checksum',
      kind: 'malformed',
      mangle: (answer: Buffer) => Buffer.concat([answer.subarray(0, -1), Buffer.from([(answer.at(-1) ?? 0) ^ 1])]),
    },
    { name: 'another unit', kind: 'timeout', mangle: () => frame(8, 4, 2, 0x12, 0x34) },
    { name: 'another function', kind: 'timeout', mangle: () => frame(7, 3, 2, 0x12, 0x34) },
    { name: 'half a frame', kind: 'timeout', mangle: (answer: Buffer) => answer.subarray(0, 4) },
    { name: 'an exception', kind: 'unsupported', mangle: () => frame(7, 0x84, 2) },
    { name: 'a gateway without an answer of the unit', kind: 'timeout', mangle: () => frame(7, 0x84, 0x0b) },
    { name: 'the header of Modbus TCP', kind: 'timeout', mangle: () => Buffer.from('00010000000507040212', 'hex') },
    { name: 'more and more', kind: 'malformed', mangle: () => Buffer.alloc(1024 * 1024, 0x55) },
  ])('$name is $kind, and the next request is answered', async ({ kind, mangle }) => {
    meter.mangle = mangle;
    await expect(modbus.read(4, 0x34, 1)).rejects.toMatchObject({ name: 'DeviceFailure', kind });
    meter.mangle = (answer) => answer;
    expect((await modbus.read(4, 0x34, 1)).toString('hex')).toBe('1234');
  });

  test('an answer that comes twice is not taken for the answer to the next request', async () => {
    meter.registers = new Map([
      [0x34, 0x1234],
      [0x36, 0x5678],
    ]);
    meter.mangle = (answer) => Buffer.concat([answer, answer]);
    expect((await modbus.read(4, 0x34, 1)).toString('hex')).toBe('1234');
    meter.mangle = (answer) => answer;
    expect((await modbus.read(4, 0x36, 1)).toString('hex')).toBe('5678');
  });
});

describe('a serial line behind a gateway rests', () => {
  /** When each request arrived, in ms. */
  const arrivals: number[] = [];
  const watched = (answer: Buffer) => {
    arrivals.push(performance.now());
    return answer;
  };
  const between = () => (arrivals[1] ?? 0) - (arrivals[0] ?? 0);
  beforeEach(() => {
    arrivals.length = 0;
  });

  test('between two frames', async () => {
    meter = await startMeter(new Map([[0x34, 0x1234]]), 'serial');
    meter.mangle = watched;
    modbus = open('rtu');
    await modbus.read(4, 0x34, 1);
    await modbus.read(4, 0x34, 1);
    expect(between()).toBeGreaterThan(45);
  });

  test('between two of its units', async () => {
    meter = await startMeter(new Map([[0x34, 0x1234]]));
    meter.mangle = watched;
    modbus = open('tcp');
    const other = openModbus({ host: '127.0.0.1', port: meter.port, unit: 8, framing: 'tcp', timeoutMs: 250 });
    await modbus.read(4, 0x34, 1);
    await other.read(4, 0x34, 1).finally(() => other.close());
    expect(between()).toBeGreaterThan(45);
  });
});

describe('frames of Modbus TCP', () => {
  beforeEach(async () => {
    meter = await startMeter(new Map([[0x34, 0x1234]]));
    modbus = open('tcp');
  });

  test('an exception is an answer: the connection stays', async () => {
    for (const address of [0x99, 0x99])
      await expect(modbus.read(4, address, 1)).rejects.toMatchObject({ kind: 'unsupported' });
    const [first] = meter.connections;
    expect((await modbus.read(4, 0x34, 1)).toString('hex')).toBe('1234');
    expect([...meter.connections]).toEqual([first]);
  });

  test('another unit in the answer is malformed', async () => {
    meter.mangle = (answer) => Buffer.concat([answer.subarray(0, 6), Buffer.from([8]), answer.subarray(7)]);
    await expect(modbus.read(4, 0x34, 1)).rejects.toMatchObject({ kind: 'malformed' });
  });

  test('a meter that hangs up is refused at once, without waiting for the time to pass', async () => {
    meter.mangle = () => {
      for (const socket of meter.connections) socket.destroy();
      return null;
    };
    await expect(modbus.read(4, 0x34, 1)).rejects.toMatchObject({ kind: 'refused' });
  });

  test('an answer that comes twice in one piece, and the beginning of a third, is taken once', async () => {
    meter.registers = new Map([
      [0x34, 0x1234],
      [0x36, 0x5678],
    ]);
    meter.mangle = (answer) => Buffer.concat([answer, answer, answer.subarray(0, 7)]);
    expect((await modbus.read(4, 0x34, 1)).toString('hex')).toBe('1234');
    meter.mangle = (answer) => answer;
    await expect(modbus.read(4, 0x36, 1)).rejects.toMatchObject({ name: 'DeviceFailure' });
    expect((await modbus.read(4, 0x36, 1)).toString('hex')).toBe('5678');
  });

  test('a meter that works through many requests stays on its connection', async () => {
    const first = await modbus.read(4, 0x34, 1);
    for (let request = 0; request < 40; request += 1) expect(await modbus.read(4, 0x34, 1)).toEqual(first);
    expect(meter.connections.size).toBe(1);
  });

  test('what comes unasked ends the connection', async () => {
    await modbus.read(4, 0x34, 1);
    const [first] = meter.connections;
    first?.write('unasked');
    await expect.poll(() => meter.connections.has(first as never)).toBe(false);
    expect((await modbus.read(4, 0x34, 1)).toString('hex')).toBe('1234');
  });
});
