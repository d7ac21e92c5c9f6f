import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { decodeAnswer } from '../src/drivers/answers.ts';
import { minerFamilies } from '../src/registry.ts';
import { askCgminer } from '../src/transports/cgminer.ts';
import { askHttp } from '../src/transports/http.ts';
import { openModbus } from '../src/transports/modbus.ts';
import { askWhatsminer3 } from '../src/transports/whatsminer3.ts';
import { withChecksum } from './modbus-meter.ts';
import { recordings } from './recordings/index.ts';

/** Long enough for every place that matters, short enough to try them all. */
const TEXT =
  '{"STATUS":[{"STATUS":"S","Code":22,"Msg":"é"}],"VERSION":[{"API":"3.7","Type":"Antminer S9\\nV1"}],"id":1}';

let server: Server | null = null;
afterEach(async () => {
  if (server === null) return;
  const closed = once(server.close(), 'close');
  server = null;
  await closed;
});

/** Sends the answer in two pieces, cut at each place in turn; the second when the first has been read. */
async function eachSplit(
  answerTo: (request: Buffer) => Buffer,
  keeps: boolean,
  ask: (port: number) => Promise<unknown>,
) {
  let cut = 1;
  const speak = (socket: Socket, request: Buffer) => {
    const answer = answerTo(request);
    socket.write(answer.subarray(0, cut));
    setImmediate(() =>
      setImmediate(() => (keeps ? socket.write(answer.subarray(cut)) : socket.end(answer.subarray(cut)))),
    );
  };
  server = createServer({ noDelay: true }, (socket) => {
    socket.on('error', () => {});
    socket.on('data', (request) => speak(socket, request));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const length = answerTo(Buffer.alloc(12)).length;
  for (; cut < length; cut += 1) await ask(port);
}

test('an answer on port 4028 may be cut anywhere', async () => {
  await eachSplit(
    () => Buffer.from(`${TEXT}\0`),
    false,
    async (port) => expect(await askCgminer('127.0.0.1', port, 'version')).toBe(TEXT),
  );
});

test('an answer of API 3 may be cut anywhere, in its length too', async () => {
  const body = Buffer.from(TEXT);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(body.length);
  await eachSplit(
    () => Buffer.concat([length, body]),
    false,
    async (port) => expect(await askWhatsminer3('127.0.0.1', port, 'get.device.info')).toBe(TEXT),
  );
});

test('an answer over HTTP may be cut anywhere, in its head too', async () => {
  const head = `HTTP/1.1 200 OK\r\ncontent-length: ${Buffer.byteLength(TEXT)}\r\n\r\n`;
  await eachSplit(
    () => Buffer.from(head + TEXT),
    false,
    async (port) =>
      expect(await askHttp({ host: '127.0.0.1', port, path: '/' })).toMatchObject({ status: 200, text: TEXT }),
  );
});

test.each(['tcp', 'rtu'] as const)('an answer of Modbus may be cut anywhere, frames of %s', async (framing) => {
  const body = Buffer.from([1, 4, 8, 0x45, 0xdd, 0xe0, 0, 1, 2, 3, 4]);
  await eachSplit(
    (request) =>
      framing === 'rtu'
        ? withChecksum(body)
        : Buffer.concat([request.subarray(0, 2), Buffer.from([0, 0, 0, body.length]), body]),
    true,
    async (port) => {
      const modbus = openModbus({ host: '127.0.0.1', port, unit: 1, framing, timeoutMs: 3000 });
      const words = await modbus.read(4, 0x34, 4).finally(() => modbus.close());
      expect(words.toString('hex')).toBe('45dde00001020304');
    },
  );
});

test('a miner whose answers are all cut off has no reading, in every family', () => {
  for (const { answers } of recordings) {
    const cut = Object.entries(answers).flatMap(([command, answer]) => {
      const text = typeof answer === 'string' ? answer : JSON.stringify(answer);
      return [...(decodeAnswer(command, text.slice(0, -1)) ?? [])];
    });
    for (const family of minerFamilies) expect(family.read(new Map(cut))).toBeNull();
  }
});
