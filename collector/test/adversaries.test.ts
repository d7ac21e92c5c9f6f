import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { antminerControl } from '../src/commands/controls/antminer.ts';
import { braiinsControl } from '../src/commands/controls/braiins.ts';
import type { MinerControl } from '../src/commands/controls/control.ts';
import { minerControls } from '../src/commands/controls/registry.ts';
import { sealminerControl } from '../src/commands/controls/sealminer.ts';
import { failed } from '../src/commands/ending.ts';
import { DeviceFailure } from '../src/device-failure.ts';
import { createIdentify } from '../src/discovery/identify.ts';
import { cgminerAsk } from '../src/drivers/cgminer-ask.ts';
import { httpAsk } from '../src/drivers/http-ask.ts';
import { type Ask, openMinerSession } from '../src/drivers/miner-session.ts';
import { openMeterSession } from '../src/drivers/modbus-meter.ts';
import { eastronSdm630 } from '../src/profiles/modbus-meter/eastron-sdm630.ts';
import { type MinerProtocolId, minerProtocols } from '../src/registry.ts';
import { openModbus } from '../src/transports/modbus.ts';
import { askWhatsminer3 } from '../src/transports/whatsminer3.ts';
import { Turns } from '../src/turns.ts';
import { ManualClock } from './clock.ts';
import { antminerAnswers } from './miner.ts';
import { seeded } from './seeded.ts';

/** Short enough for many of them, long enough for a busy machine to answer in. */
const ANSWER_MS = 80;
const CGMINER = { connectMs: ANSWER_MS, firstByteMs: ANSWER_MS, answerMs: 2 * ANSWER_MS };

/** What sits at an address where a device should be: it does this with each connection. */
const ADVERSARIES: Readonly<Record<string, (socket: Socket) => void>> = {
  'one who says nothing': () => {},
  'one who hangs up': (socket) => socket.end(),
  'one who resets': (socket) => socket.once('data', () => socket.resetAndDestroy()),
  'one who sends garbage': (socket) => {
    const random = seeded(5);
    socket.end(Buffer.from(Array.from({ length: 5000 }, () => Math.floor(random() * 256))));
  },
  'one who sends 100 MB': (socket) => flood(socket, Buffer.alloc(1024 * 1024, '{"a":['), 100),
  'one who sends 100 MB of HTTP': (socket) => {
    socket.write('HTTP/1.1 200 OK\r\n\r\n');
    flood(socket, Buffer.alloc(1024 * 1024, '{"a":['), 100);
  },
  'one who nests without end': (socket) =>
    socket.end(`{"STATUS":"S","Msg":${'['.repeat(200_000)}${']'.repeat(200_000)},"id":1}\0`),
  'one who nests without end over HTTP': (socket) =>
    socket.end(`HTTP/1.1 200 OK\r\n\r\n{"boards":${'['.repeat(200_000)}${']'.repeat(200_000)}}`),
  'one who redirects to himself': (socket) =>
    socket.end('HTTP/1.1 302 Found\r\nlocation: /api/system/info\r\ncontent-length: 0\r\n\r\n'),
  'one who never ends the head of HTTP': (socket) => {
    socket.write('HTTP/1.1 200 OK\r\n');
    flood(socket, Buffer.from('x-more: and more\r\n'.repeat(1000)), 1000);
  },
  'one who says a byte now and then': (socket) => {
    const text = JSON.stringify(antminerAnswers().version);
    let at = 0;
    const drip = setInterval(() => socket.write(text.charAt((at += 1)) || ' '), 20);
    socket.on('close', () => clearInterval(drip));
  },
  'one who sends NULs': (socket) => socket.end(Buffer.alloc(64)),
  'one who announces 4 GB': (socket) => socket.write(Buffer.from('ffffffff7b7d', 'hex')),
  'one who echoes': (socket) => socket.pipe(socket),
  'one whose keys are a prototype’s': (socket) =>
    socket.end('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"STATUS":"S"}\0'),
};

function flood(socket: Socket, chunk: Buffer, times: number): void {
  let left = times;
  const more = () => {
    while (left > 0 && !socket.destroyed) {
      left -= 1;
      if (!socket.write(chunk)) return void socket.once('drain', more);
    }
  };
  more();
}

let server: Server;
let serve: (socket: Socket) => void;
const open = new Set<Socket>();
/** What was taken of one connection, with what the kernels hold. */
let mostTaken = 0;
const MOST_TAKEN = 16 * 1024 * 1024;
let port: number;
beforeAll(async () => {
  server = createServer((socket) => {
    open.add(socket);
    socket
      .on('error', () => {})
      .on('close', () => {
        open.delete(socket);
        mostTaken = Math.max(mostTaken, socket.bytesWritten);
      });
    serve(socket);
    // Else it would not notice that the other side is gone.
    socket.resume();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
});
afterAll(async () => {
  server.close();
  await once(server, 'close');
});
beforeEach(() => {
  serve = () => {};
  mostTaken = 0;
});
afterEach(async () => {
  // No connection is left open, whatever happened on it.
  await expect.poll(() => open.size).toBe(0);
  expect(mostTaken).toBeLessThan(MOST_TAKEN);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});

const ASKS: Readonly<Record<MinerProtocolId, () => Ask>> = {
  cgminer: () => cgminerAsk('127.0.0.1', port, CGMINER),
  http: () => httpAsk('127.0.0.1', port, { user: 'u', password: 'p' }, ANSWER_MS),
  whatsminer3: () => (command) => askWhatsminer3('127.0.0.1', port, command, ANSWER_MS),
};

/** Those that go to a port of their own are told to come here. */
const CONTROLS: readonly (readonly [family: string, control: (port: number) => MinerControl])[] = [
  ...[...minerControls].map(([family, control]) => [family, () => control] as const),
  ['antminer', antminerControl],
  ['braiins', braiinsControl],
  ['sealminer', sealminerControl],
];
const AT_ONCE = Object.keys(ADVERSARIES).filter((name) => /hangs up|resets|garbage|NULs|nests|redirects/.test(name));

describe.each(AT_ONCE)('a command to %s', (name) => {
  beforeEach(() => {
    serve = ADVERSARIES[name] ?? serve;
  });

  test('ends, and is never taken for done by what is no answer', async () => {
    for (const [family, controlAt] of CONTROLS) {
      for (const action of controlAt(port).actions) {
        const wish = { host: '127.0.0.1', port, action, credentials: { user: 'u', password: 'p' }, nowMs: 0 };
        const ending = await controlAt(port)
          .tell(wish)
          .catch((error: unknown) =>
            error instanceof DeviceFailure ? failed(error.message) : expect.fail(String(error)),
          );
        // Where a firmware says no more than 200, that is its answer.
        const isYes = /over HTTP/.test(name) && /antminer|bitaxe/.test(family);
        expect(ending, `${family} ${action}`).toMatchObject({
          state: isYes ? expect.any(String) : expect.not.stringMatching('DONE'),
        });
      }
    }
  });
});

describe.each(Object.keys(ADVERSARIES))('%s', (name) => {
  beforeEach(() => {
    serve = ADVERSARIES[name] ?? serve;
  });

  test.each(['cgminer', 'http', 'whatsminer3'] as const)('is a typed failure to a poll of %s', async (protocol) => {
    const clock = new ManualClock();
    const session = openMinerSession({
      ask: ASKS[protocol](),
      address: name,
      clock,
      protocol: minerProtocols[protocol],
    });
    await expect(session.read()).rejects.toMatchObject({ name: 'DeviceFailure' });
  });

  test.each(['tcp', 'rtu'] as const)('is a typed failure to a poll of Modbus, frames of %s', async (framing) => {
    const modbus = openModbus({ host: '127.0.0.1', port, unit: 1, framing, timeoutMs: ANSWER_MS });
    const read = openMeterSession(modbus, eastronSdm630).read({ live: true, registers: true });
    await expect(read.finally(() => modbus.close())).rejects.toMatchObject({ name: 'DeviceFailure' });
  });

  test('is nobody, or nobody known, to a scan', async () => {
    const identify = createIdentify({
      clock: new ManualClock(),
      pace: () => Promise.resolve(),
      turns: new Turns(),
      credentials: {},
      modbus: { units: [1], framings: ['tcp'] },
      patience: { cgminer: CGMINER, answerMs: ANSWER_MS, snmpMs: 20 },
    });
    expect(await identify('127.0.0.1', port)).toEqual([]);
  });
});
