import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { httpAsk } from './http-ask.ts';

/** What the server says to a request and its body: a status, a document, headers. */
type Reply = { readonly status?: number; readonly document?: object; readonly headers?: Record<string, string> };
let server: Server;
let port: number;
let reply: (request: IncomingMessage, body: string) => Reply;
let asked: string[];
beforeEach(async () => {
  asked = [];
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      asked.push(`${request.method} ${request.url}`);
      const { status = 200, document = {}, headers = {} } = reply(request, body);
      response.writeHead(status, headers).end(JSON.stringify(document));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

const OPERATOR = { user: 'operator', password: 'pa&ss' };
const TURNED_AWAY: Reply = { status: 401 };

describe('a miner that asks for a sign-in gets it in its own way', () => {
  test.each([
    {
      name: 'Braiins OS: a token as it is',
      path: '/api/v1/miner/details',
      login: 'POST /api/v1/auth/login',
      opens: (body: string) =>
        body === '{"username":"operator","password":"pa&ss"}' ? { document: { token: 'T1' } } : TURNED_AWAY,
      isIn: (request: IncomingMessage) => request.headers.authorization === 'T1',
    },
    {
      name: 'Braiins OS behind something that wants it as a bearer’s',
      path: '/api/v1/miner/details',
      login: 'POST /api/v1/auth/login',
      opens: () => ({ document: { token: 'T1' } }),
      isIn: (request: IncomingMessage) => request.headers.authorization === 'Bearer T1',
    },
    {
      name: 'Sealminer: a form, and a cookie back',
      path: '/cgi-bin/get_system_info.php',
      login: 'POST /cgi-bin/login.php',
      opens: (body: string) =>
        body === 'username=operator&origin_pwd=pa%26ss'
          ? { headers: { 'set-cookie': 'PHPSESSID=s1; path=/' } }
          : TURNED_AWAY,
      isIn: (request: IncomingMessage) => request.headers.cookie === 'PHPSESSID=s1',
    },
    {
      name: 'Auradine: a command that gives a token',
      path: '/summary',
      login: 'POST /token',
      opens: (body: string) =>
        body === '{"command":"token","user":"operator","password":"pa&ss"}'
          ? { document: { Token: [{ Token: 'T2' }] } }
          : TURNED_AWAY,
      isIn: (request: IncomingMessage) => request.headers.token === 'T2',
    },
  ])('$name', async ({ path, login, opens, isIn }) => {
    reply = (request, body) => {
      if (`${request.method} ${request.url}` === login) return opens(body);
      return isIn(request) ? { document: { in: true } } : TURNED_AWAY;
    };
    const ask = httpAsk('127.0.0.1', port, OPERATOR);
    expect(await ask(path)).toBe('{"in":true}');
    asked.length = 0;
    expect(await ask(path)).toBe('{"in":true}');
    // The session is kept: no second sign-in.
    expect(asked).toEqual([`GET ${path}`]);
  });

  test('a session that ends is opened again', async () => {
    let token = 'T1';
    reply = (request) => {
      if (request.method === 'POST') return { document: { token } };
      return request.headers.authorization === token ? { document: { in: true } } : TURNED_AWAY;
    };
    const ask = httpAsk('127.0.0.1', port, OPERATOR);
    await ask('/api/v1/pools');
    token = 'T2';
    expect(await ask('/api/v1/pools')).toBe('{"in":true}');
  });

  test('a wrong password is refused, and not tried again: that would lock the account', async () => {
    reply = () => TURNED_AWAY;
    const ask = httpAsk('127.0.0.1', port, OPERATOR);
    const refused = { kind: 'refused', reached: 'device', message: expect.stringContaining('does not take') };
    await expect(ask('/api/v1/pools')).rejects.toMatchObject(refused);
    await expect(ask('/api/v1/pools')).rejects.toMatchObject(refused);
    expect(asked.filter((request) => request.startsWith('POST'))).toHaveLength(1);
  });

  test('without a user it is refused, and no password is sent anywhere', async () => {
    reply = () => TURNED_AWAY;
    await expect(httpAsk('127.0.0.1', port, {})('/summary')).rejects.toMatchObject({ kind: 'refused' });
    expect(asked).toEqual(['GET /summary']);
  });

  test('a redirect is not followed', async () => {
    reply = () => ({ status: 302, headers: { location: 'http://127.0.0.1:1/' } });
    await expect(httpAsk('127.0.0.1', port, OPERATOR)('/summary')).rejects.toMatchObject({ kind: 'unsupported' });
  });
});
