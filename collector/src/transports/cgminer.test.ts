import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { askCgminer } from './cgminer.ts';

const SUMMARY = '{"STATUS":[{"STATUS":"S"}],"SUMMARY":[{"Elapsed":1}],"id":1}';
const QUICK = { connectMs: 200, firstByteMs: 300, answerMs: 400 };
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A miner that does with a client what it is told; `requests` are the bytes of each. */
async function miner(
  serve: (socket: Socket, request: string) => void,
): Promise<{ port: number; requests: string[]; sockets: Set<Socket> }> {
  const requests: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    // One read, as the real server does it.
    socket.once('data', (data) => {
      requests.push(String(data));
      serve(socket, String(data));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  });
  return { port: (server.address() as AddressInfo).port, requests, sockets };
}

describe('the CGMiner API', () => {
  test.each([
    { name: 'NUL and close', serve: (socket: Socket) => socket.end(`${SUMMARY}\0`) },
    { name: 'close alone', serve: (socket: Socket) => socket.end(SUMMARY) },
    { name: 'a line end and close', serve: (socket: Socket) => socket.end(`${SUMMARY}\n`) },
    { name: 'NUL without a close', serve: (socket: Socket) => socket.write(`${SUMMARY}\0`) },
    { name: 'neither NUL nor close', serve: (socket: Socket) => socket.write(SUMMARY) },
    { name: 'a second document after the NUL', serve: (socket: Socket) => socket.end(`${SUMMARY}\0,"id":1}\0`) },
    {
      name: 'an answer in single bytes',
      serve: (socket: Socket) => {
        const bytes = [...Buffer.from(`${SUMMARY}\0`)];
        const next = () => {
          const byte = bytes.shift();
          if (byte === undefined) socket.end();
          else socket.write(Buffer.from([byte]), () => setImmediate(next));
        };
        next();
      },
    },
  ])('takes an answer that ends with $name', async ({ serve }) => {
    const { port } = await miner(serve);
    expect(await askCgminer('127.0.0.1', port, 'summary')).toBe(SUMMARY);
  });

  test('sends its request in one piece without a NUL', async () => {
    const { port, requests } = await miner((socket) => socket.end(`${SUMMARY}\0`));
    await askCgminer('127.0.0.1', port, 'summary+pools');
    expect(requests).toEqual(['{"command":"summary+pools"}']);
  });

  test('replaces broken UTF-8 instead of failing', async () => {
    const { port } = await miner((socket) => socket.end(Buffer.from([0x7b, 0x22, 0xe9, 0x22, 0x3a, 0x31, 0x7d, 0])));
    expect(await askCgminer('127.0.0.1', port, 'pools')).toBe('{"\ufffd":1}');
  });

  test.each([
    { name: 'one that accepts and never answers', kind: 'timeout', serve: () => {} },
    {
      name: 'one that stops in the middle',
      kind: 'timeout',
      serve: (socket: Socket) => socket.write('{"STATUS":[{"STA'),
    },
    { name: 'one that closes without a word', kind: 'malformed', serve: (socket: Socket) => socket.end() },
    { name: 'one that sends a NUL alone', kind: 'malformed', serve: (socket: Socket) => socket.end('\0') },
    { name: 'one that resets', kind: 'refused', serve: (socket: Socket) => socket.resetAndDestroy() },
    {
      name: 'one that never stops sending',
      kind: 'malformed',
      serve: (socket: Socket) => {
        const more = () => !socket.destroyed && socket.write('{'.repeat(65_536), more);
        more();
      },
    },
  ])('fails as $kind on $name, and lets go of the socket', async ({ kind, serve }) => {
    const { port, sockets } = await miner(serve);
    await expect(askCgminer('127.0.0.1', port, 'summary', QUICK)).rejects.toMatchObject({
      name: 'DeviceFailure',
      kind,
      address: `127.0.0.1:${port}`,
    });
    await expect.poll(() => sockets.size).toBe(0);
  });

  test('fails as refused where nothing listens', async () => {
    const { port } = await miner(() => {});
    await closing.pop()?.();
    await expect(askCgminer('127.0.0.1', port, 'summary', QUICK)).rejects.toMatchObject({ kind: 'refused' });
  });
});
