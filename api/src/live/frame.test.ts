import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { Payload } from './frame.ts';

const http = createServer();
const sockets = new WebSocketServer({ noServer: true });
const sent: Payload[] = [];
http.on('upgrade', (request, stream, head) =>
  sockets.handleUpgrade(request, stream, head, (socket) => {
    socket.send('first');
    for (const payload of sent) stream.write(payload.frame('"one"'));
    socket.send('last');
  }),
);
beforeAll(() => new Promise<void>((resolve) => void http.listen(0, '127.0.0.1', resolve)));
afterAll(() => void http.close());

test('messages of every length reach a client as they are, among those of the socket itself', async () => {
  const around = '{"id":"\\"one\\"","type":"next","payload":""}'.length;
  const texts = [0, 125 - around, 126 - around, 1_000, 65_535 - around, 65_536 - around, 200_000].map((length) =>
    'x'.repeat(length),
  );
  texts.push('ü'.repeat(70)); // two bytes each
  sent.push(...texts.map((text) => new Payload(JSON.stringify(text))));
  const got: string[] = [];
  const client = new WebSocket(`ws://127.0.0.1:${(http.address() as AddressInfo).port}`);
  client.on('message', (data) => {
    got.push(String(data));
    if (got.at(-1) === 'last') client.close();
  });
  const [code] = await once(client, 'close');
  expect(code).toBe(1005);
  expect(got).toEqual([
    'first',
    ...texts.map((payload) => JSON.stringify({ id: '"one"', type: 'next', payload })),
    'last',
  ]);
});

test('who knows a subscription by the same id gets the same bytes, who does not gets its own', () => {
  const payload = new Payload('{}');
  const first = payload.frame('1');
  expect(payload.frame('1')).toBe(first);
  expect(String(payload.frame('2').subarray(2))).toBe('{"id":"2","type":"next","payload":{}}');
  expect(String(payload.frame('1').subarray(2))).toBe('{"id":"1","type":"next","payload":{}}');
});
