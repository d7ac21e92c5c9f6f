import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { ManualClock } from '../test/clock.ts';
import { recordings } from '../test/recordings/index.ts';
import { openMiner } from './miners.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});
const open = (port: number) =>
  openMiner({ host: '127.0.0.1', port, unit: 1, framing: 'tcp' }, {}, { clock: new ManualClock() });

test('a miner that only speaks HTTP where others speak the CGMiner API is found behind its silence', async () => {
  const epic = recordings.find(({ family }) => family === 'epic');
  const http = createServer((request, response) => {
    response.end(JSON.stringify(epic?.answers[request.url ?? ''] ?? {}));
  });
  // A server that waits for the end of the line: JSON without one gets no answer at all.
  const server = createTcpServer((socket) => {
    socket.once('data', (data) => {
      if (!/^(GET|POST) /.test(String(data))) return;
      socket.unshift(data);
      http.emit('connection', socket);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => server.close());
  const { port } = server.address() as AddressInfo;
  expect(await open(port).read()).toMatchObject({ firmware: 'epic' });
}, 15_000);

test('a miner whose firmware hears only `cmd` is asked so, and from then on only so', async () => {
  const antminer = recordings.find(({ family }) => family === 'antminer');
  const asked: string[] = [];
  const server = createTcpServer((socket) => {
    socket.once('data', (data) => {
      const { cmd, command } = JSON.parse(String(data)) as { cmd?: string; command?: string };
      asked.push(cmd === undefined ? `command ${command}` : `cmd ${cmd}`);
      const missing = {
        STATUS: [{ STATUS: 'E', When: 1, Code: 24, Msg: "Missing JSON 'cmd'", Description: '' }],
        id: 1,
      };
      const answer = cmd === undefined ? missing : (antminer?.answers[cmd] ?? missing);
      socket.end(`${typeof answer === 'string' ? answer : JSON.stringify(answer)}\0`);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => server.close());
  const { port } = server.address() as AddressInfo;
  expect(await open(port).read()).toMatchObject({ make: 'Bitmain' });
  expect(asked.filter((request) => request.startsWith('command '))).toEqual(['command version']);
});
