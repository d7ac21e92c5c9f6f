import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withWebPages } from './web-pages.ts';

const md5 = (text: string) => createHash('md5').update(text).digest('hex');
const PAGE = '/cgi-bin/get_system_info.cgi';

/** A page behind HTTP Digest, for root with the password `pw`. */
let server: Server;
let asked: string[];
beforeEach(async () => {
  asked = [];
  server = createServer((request, response) => {
    const { authorization = '' } = request.headers;
    asked.push(authorization === '' ? 'who?' : 'signed');
    const expected = md5(`${md5('root:antMiner:pw')}:n1:${md5(`GET:${PAGE}`)}`);
    const isIn = authorization.includes(`response="${expected}"`);
    response.writeHead(isIn ? 200 : 401, { 'www-authenticate': 'Digest realm="antMiner", nonce="n1"' });
    response.end(isIn ? '{"serinum":"S1"}' : '');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(async () => {
  server.close();
  await once(server, 'close');
});

const open = (credentials: object) =>
  withWebPages(
    (command) => Promise.resolve(`socket: ${command}`),
    '127.0.0.1',
    credentials,
    (server.address() as AddressInfo).port,
  );

test('a page is asked for with the device’s password, everything else through the socket', async () => {
  const ask = open({ password: 'pw' });
  expect(await ask('stats')).toBe('socket: stats');
  expect(await ask(PAGE)).toBe('{"serinum":"S1"}');
  expect(asked).toEqual(['who?', 'signed']);
});

test('a wrong password is refused, and says that it spoke', async () => {
  await expect(open({ password: 'wrong' })(PAGE)).rejects.toMatchObject({ kind: 'refused', reached: 'device' });
});

test('without a password nothing is asked', async () => {
  await expect(open({})(PAGE)).rejects.toMatchObject({ kind: 'unsupported' });
  expect(asked).toEqual([]);
});
