import { EventEmitter } from 'node:events';
import { readdirSync } from 'node:fs';
import { Socket } from 'node:net';
import { join } from 'node:path';
import modbusSerial from 'modbus-serial';
import { describe, expect, test, vi } from 'vitest';
import { openPduSession } from '../src/drivers/snmp-pdu.ts';
import { openMeter } from '../src/readers.ts';
import { snmpPduProfiles } from '../src/registry.ts';
import { answerIn } from '../src/transports/modbus-identification.ts';
import { ModbusTcpPort } from '../src/transports/modbus-port.ts';
import { openSnmp, type SnmpSession } from '../src/transports/snmp.ts';
import { isWhole } from '../src/transports/snmp-connection.ts';
import { ManualClock } from './clock.ts';
import { FIXTURES, haveFixtures, recordedObjects, whyNoFixtures } from './fixtures.ts';
import { hexRegisters, startMeter, withChecksum } from './modbus-meter.ts';
import { meterRecordings } from './recordings/meters.ts';
import { objectsOf, pduRecordings } from './recordings/pdus.ts';
import { agentOf, respond } from './snmp-agent.ts';

/** The library's port for frames as on a serial line, which its types leave out. */
const { TelnetPort } = modbusSerial as unknown as {
  TelnetPort: new (ip: string, options: { socket: Socket }) => EventEmitter & { write(frame: Buffer): void };
};

/** In the place of a socket: what is sent to it is answered at once, by whom the test says. */
const line = vi.hoisted(() => ({ answer: (request: Buffer): Buffer | null => request }));
vi.mock('node:dgram', async (original) => ({
  ...(await original<typeof import('node:dgram')>()),
  createSocket: () => {
    const socket = new EventEmitter();
    const send = (...[request, , , port, address, sent]: [Buffer, number, number, number, string, () => void]) => {
      const answer = line.answer(Buffer.from(request));
      sent();
      socket.emit('message', answer, { address, port });
    };
    return Object.assign(socket, { unref: () => {}, ref: () => {}, bind: () => {}, close: () => {}, send });
  },
}));

type Objects = ReadonlyMap<string, number | string>;

function open(): SnmpSession {
  const security = { version: '2c', community: 'public' } as const;
  return openSnmp({ host: '127.0.0.1', port: 161, security, timeoutMs: 60_000, retries: 0 });
}

/** What an agent answers in a first look at it, each message once. */
async function answersOf(objects: Objects): Promise<Buffer[]> {
  const agent = agentOf(objects);
  const answers = new Map<string, Buffer>();
  line.answer = (request) => {
    const answer = respond(request, agent);
    if (answer) answers.set(agent.requests.at(-1)?.oids.join() ?? '', answer);
    return answer;
  };
  const session = openPduSession(open(), 'recorded', snmpPduProfiles, new ManualClock());
  await session.read({ live: true, registers: true, detail: true });
  return [...answers.values()];
}

const shared = () =>
  readdirSync(join(FIXTURES, 'pdus'))
    .filter((file) => file.endsWith('.snmprec'))
    .map((file) => ({ name: file, objects: recordedObjects(`pdus/${file}`) }));

describe.each([
  {
    whose: 'of our own making',
    recordings: () => pduRecordings.map((recording) => ({ name: recording.name, objects: objectsOf(recording) })),
    skipped: false,
  },
  {
    whose: haveFixtures ? 'of real PDUs' : `of real PDUs (skipped: ${whyNoFixtures})`,
    recordings: shared,
    skipped: !haveFixtures,
  },
])('every SNMP message $whose', ({ recordings, skipped }) => {
  test.skipIf(skipped)('may be cut off anywhere: it is none then', async () => {
    for (const { name, objects } of recordings()) {
      for (const answer of await answersOf(objects)) {
        const passing = Array.from(answer, (_, cut) => cut).filter((cut) => isWhole(answer.subarray(0, cut)));
        expect({ name, passing, whole: isWhole(answer) }).toEqual({ name, passing: [], whole: true });
      }
    }
  });
});

test.each([
  { name: 'a GET', ask: (snmp: SnmpSession) => snmp.get(['1.3.6.1.2.1.1.1.0', '1.3.6.1.2.1.1.2.0']) },
  { name: 'a walk', ask: (snmp: SnmpSession) => snmp.walk('1.3.6.1.2.1.1.9', 10) },
])('$name whose answer is cut off is malformed wherever that happens, and never read in half', async ({ ask }) => {
  const rows = Array.from({ length: 9 }, (_, at) => [`1.3.6.1.2.1.1.9.${at}`, at] as const);
  const agent = agentOf(
    new Map<string, number | string>([['1.3.6.1.2.1.1.1.0', 'A PDU'], ['1.3.6.1.2.1.1.2.0', '1.3.6'], ...rows]),
  );
  let length = 1;
  for (let cut = 0; cut < length; cut += 1) {
    line.answer = (request) => {
      const answer = respond(request, agent) ?? Buffer.alloc(0);
      length = answer.length;
      // Requests are numbered at random, some with a byte less.
      return answer.subarray(0, Math.min(cut, length - 1));
    };
    const snmp = open();
    await expect(ask(snmp)).rejects.toMatchObject({ name: 'DeviceFailure', kind: 'malformed' });
    snmp.close();
  }
  expect(length).toBeGreaterThan(50);
});

describe('every frame of a Modbus meter', () => {
  /** As they came over Modbus TCP: header, unit, function, registers; and the names of function 43. */
  const frames = async (): Promise<Buffer[]> => {
    const said: Buffer[] = [];
    for (const recording of meterRecordings) {
      const meter = await startMeter(hexRegisters(recording.registers));
      meter.identification = recording.identification ?? null;
      meter.mangle = (answer) => (said.push(answer), answer);
      const open = openMeter({ host: '127.0.0.1', port: meter.port, unit: 1, framing: 'tcp' }, null);
      await open.read({ live: true, registers: true, detail: true }).finally(() => open.close());
      await meter.close();
    }
    // The transaction's number is all that differs among most.
    return [...new Map(said.map((frame) => [frame.subarray(2).toString('hex'), frame])).values()];
  };
  const isIdentification = (frame: Buffer) => frame[7] === 0x2b;

  /** Frames that come out when these pieces come in. */
  const throughTcp = (pieces: readonly Buffer[]): string[] => {
    const port = new ModbusTcpPort(new Socket());
    const out: string[] = [];
    port.on('data', (frame: Buffer) => out.push(frame.toString('hex')));
    for (const piece of pieces) port.take(piece);
    return out;
  };
  /** Of a serial line it is known what was asked: a frame's length follows from that. */
  const throughSerial = (body: Buffer, pieces: readonly Buffer[]): string[] => {
    const socket = Object.assign(new Socket(), { write: () => true });
    const port = new TelnetPort('line', { socket });
    const out: string[] = [];
    port.on('data', (frame: Buffer) => out.push(frame.toString('hex')));
    const isException = body.readUInt8(1) >= 0x80;
    const count = isException ? 1 : body.readUInt8(2) / 2;
    port.write(withChecksum(Buffer.from([body.readUInt8(0), body.readUInt8(1) & 0x7f, 0, 0, 0, count])));
    for (const piece of pieces) socket.emit('data', piece);
    return out;
  };

  test('may come in two pieces, parted anywhere, and is nothing while a part is missing', async () => {
    for (const frame of await frames()) {
      const body = frame.subarray(6);
      const serial = withChecksum(body);
      const whole = serial.toString('hex');
      for (let cut = 0; cut < frame.length; cut += 1) {
        const [head, tail] = [frame.subarray(0, cut), frame.subarray(cut)];
        expect([throughTcp([head]), throughTcp([head, tail])]).toEqual([[], [whole]]);
      }
      for (let cut = 0; cut < serial.length; cut += 1) {
        const [head, tail] = [serial.subarray(0, cut), serial.subarray(cut)];
        if (isIdentification(frame)) {
          expect(answerIn(head, 'rtu', 1)).toBe('incomplete');
          continue;
        }
        expect([throughSerial(body, [head]), throughSerial(body, [head, tail])]).toEqual([[], [whole]]);
      }
      if (isIdentification(frame)) {
        expect(answerIn(serial, 'rtu', 1)).toEqual(body.subarray(1));
        expect(answerIn(frame, 'tcp', 1)).toEqual(body.subarray(1));
        for (let cut = 0; cut < frame.length; cut += 1)
          expect(answerIn(frame.subarray(0, cut), 'tcp', 1)).toBe('incomplete');
      }
    }
  });
});
