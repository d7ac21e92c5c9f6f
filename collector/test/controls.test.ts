import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { antminerControl } from '../src/commands/controls/antminer.ts';
import { braiinsControl } from '../src/commands/controls/braiins.ts';
import type { MinerAction, MinerControl } from '../src/commands/controls/control.ts';
import { md5Crypt } from '../src/commands/controls/md5-crypt.ts';
import { minerControls } from '../src/commands/controls/registry.ts';
import { sealminerControl } from '../src/commands/controls/sealminer.ts';
import { digestOf } from '../src/transports/http-digest.ts';

type Request = { readonly line: string; readonly body: unknown; readonly headers: IncomingMessage['headers'] };
type Answer = { readonly status?: number; readonly body?: unknown; readonly headers?: Record<string, string> };

/** A miner's web server: answers by `METHOD /path`; what it doesn't know isn't found. */
async function startWeb(answers: Record<string, Answer | ((request: Request) => Answer)>) {
  const requests: Request[] = [];
  const server = createServer(async (message, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of message) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString('utf8');
    const line = `${message.method} ${message.url}`;
    const request = { line, body: /^[{[t]/.test(text) ? JSON.parse(text) : text || null, headers: message.headers };
    requests.push(request);
    const known = answers[line] ?? { status: 404 };
    const { status = 200, body = {}, headers = {} } = typeof known === 'function' ? known(request) : known;
    response.writeHead(status, headers).end(JSON.stringify(body));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return { requests, port: (server.address() as AddressInfo).port };
}

/** A miner's CGMiner API: answers each request, or breaks off for null. */
async function startSocket(answer: (request: { command: string; parameter?: string }) => object | string | null) {
  const requests: { command: string; parameter?: string }[] = [];
  const server = createTcpServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', (data) => {
      const request = JSON.parse(data.toString('utf8')) as { command: string; parameter?: string };
      requests.push(request);
      const said = answer(request);
      if (said === null) return void socket.destroy();
      socket.end(`${typeof said === 'string' ? said : JSON.stringify(said)}\0`);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return { requests, port: (server.address() as AddressInfo).port };
}
const status = (STATUS: string, Code: number, Msg: string) => ({ STATUS: [{ STATUS, When: 1, Code, Msg }], id: 1 });

const controlOf = (id: string): MinerControl => {
  const control = minerControls.get(id);
  if (!control) throw new Error(id);
  return control;
};
const NOW_MS = Date.parse('2026-06-01T10:00:00Z');
const tell = (control: MinerControl, port: number, action: MinerAction, credentials = {}) =>
  control.tell({ host: '127.0.0.1', port, action, credentials, nowMs: NOW_MS });
const root = { user: 'root', password: 's3cret' };

describe('an Avalon', () => {
  test.each([
    { action: 'REBOOT', parameter: '0,reboot,0' },
    { action: 'PAUSE', parameter: `0,softoff,1:${NOW_MS / 1000 + 5}` },
    { action: 'RESUME', parameter: `0,softon,1:${NOW_MS / 1000 + 5}` },
    { action: 'LOCATE', parameter: '0,led,1-1' },
  ] as const)('takes $action as $parameter', async ({ action, parameter }) => {
    const miner = await startSocket(() => status('I', 118, 'ASC 0 set info: success'));
    expect(await tell(controlOf('avalon'), miner.port, action)).toEqual({ state: 'DONE', message: null });
    expect(miner.requests).toEqual([{ command: 'ascset', parameter }]);
  });

  test('that says no has failed with its words, one that breaks off is unknown and not told again', async () => {
    const denies = await startSocket(() => status('E', 45, 'Access denied'));
    expect(await tell(controlOf('avalon'), denies.port, 'PAUSE')).toEqual({
      state: 'FAILED',
      message: 'code 45: Access denied',
    });
    const breaks = await startSocket(() => null);
    expect(await tell(controlOf('avalon'), breaks.port, 'REBOOT')).toMatchObject({ state: 'UNKNOWN' });
    expect(breaks.requests).toHaveLength(1);
  });
});

describe('LuxOS', () => {
  test('is told within a session of its own, which is given back', async () => {
    const miner = await startSocket(({ command }) =>
      command === 'logon'
        ? { ...status('S', 316, 'Session created'), SESSION: [{ SessionID: 'a1b2' }] }
        : status('S', 0, 'ok'),
    );
    expect(await tell(controlOf('luxos'), miner.port, 'PAUSE')).toMatchObject({ state: 'DONE' });
    expect(miner.requests).toEqual([
      { command: 'logon' },
      { command: 'curtail', parameter: 'a1b2,sleep' },
      { command: 'logoff', parameter: 'a1b2' },
    ]);
  });

  test('in whose session somebody else is has failed, and is told nothing', async () => {
    const miner = await startSocket(() => status('E', 402, 'Another session is active'));
    expect(await tell(controlOf('luxos'), miner.port, 'REBOOT')).toMatchObject({
      state: 'FAILED',
      message: expect.stringContaining('Another session'),
    });
    expect(miner.requests).toEqual([{ command: 'logon' }]);
  });
});

describe('Braiins OS', () => {
  test('pauses on port 4028, and reboots over its REST API', async () => {
    const socket = await startSocket(() => ({ ...status('S', 205, 'Pause'), PAUSE: [true] }));
    const web = await startWeb({
      'POST /api/v1/auth/login': { body: { token: 't0ken' } },
      'PUT /api/v1/actions/reboot': { status: 204 },
    });
    const control = braiinsControl(web.port);
    expect(await tell(control, socket.port, 'PAUSE')).toMatchObject({ state: 'DONE' });
    expect(socket.requests).toEqual([{ command: 'pause' }]);
    expect(await tell(control, socket.port, 'REBOOT', root)).toMatchObject({ state: 'DONE' });
    expect(web.requests.at(-1)?.headers.authorization).toBe('t0ken');
    expect(await tell(control, socket.port, 'REBOOT')).toMatchObject({ state: 'REFUSED' });
  });

  test('whose session is named a bearer’s is told once, in the form that it takes', async () => {
    const web = await startWeb({
      'POST /api/v1/auth/login': { body: { token: 't0ken' } },
      'PUT /api/v1/actions/locate': ({ headers }) => ({
        status: headers.authorization === 'Bearer t0ken' ? 200 : 401,
      }),
    });
    expect(await tell(controlOf('braiins-rest'), web.port, 'LOCATE', root)).toMatchObject({ state: 'DONE' });
    expect(web.requests.map(({ line, body }) => [line, body]).slice(1)).toEqual([
      ['PUT /api/v1/actions/locate', true],
      ['PUT /api/v1/actions/locate', true],
    ]);
  });

  test('that does not know the user has failed', async () => {
    const web = await startWeb({ 'POST /api/v1/auth/login': { status: 401 } });
    expect(await tell(controlOf('braiins-rest'), web.port, 'PAUSE', root)).toMatchObject({ state: 'FAILED' });
    expect(web.requests).toHaveLength(1);
  });
});

describe('a Sealminer', () => {
  const stats = (state: string) => ({ ...status('S', 70, 'stats'), STATS: [{ 'PM State': state }] });

  test('sleeps by its program, and mines again after that program’s restart', async () => {
    const miner = await startSocket(({ command }) =>
      command === 'stats'
        ? stats('Suspended')
        : command === 'restart'
          ? '{"RESTART"}'
          : status('S', 119, 'ASC 0 set OK'),
    );
    expect(await tell(controlOf('sealminer'), miner.port, 'PAUSE')).toMatchObject({ state: 'DONE' });
    expect(await tell(controlOf('sealminer'), miner.port, 'RESUME')).toMatchObject({ state: 'DONE' });
    expect(miner.requests).toEqual([
      { command: 'ascset', parameter: '0,suspend' },
      { command: 'stats' },
      { command: 'restart' },
    ]);
  });

  test('that runs is not restarted', async () => {
    const miner = await startSocket(() => stats('Running'));
    expect(await tell(controlOf('sealminer'), miner.port, 'RESUME')).toMatchObject({ state: 'DONE' });
    expect(miner.requests).toEqual([{ command: 'stats' }]);
  });

  test('reboots and lights its lamp for who signs in on its pages', async () => {
    const signedIn = ({ headers }: Request) => (headers.cookie === 'sid=1' ? {} : { status: 401 });
    const web = await startWeb({
      'POST /cgi-bin/login.php': { headers: { 'set-cookie': 'sid=1; path=/' } },
      'GET /cgi-bin/reboot.php': signedIn,
      'POST /cgi-bin/led_conf.php': signedIn,
    });
    const control = sealminerControl(web.port);
    expect(await tell(control, 4028, 'REBOOT', root)).toMatchObject({ state: 'DONE' });
    expect(await tell(controlOf('sealminer-http'), web.port, 'LOCATE', root)).toMatchObject({ state: 'DONE' });
    expect(web.requests.at(-1)?.body).toEqual({ key: 'led', value: 'on' });
    expect(await tell(control, 4028, 'REBOOT')).toMatchObject({ state: 'REFUSED' });
  });
});

describe('plain cgminer', () => {
  const devs = { ...status('S', 9, '2 ASC(s)'), DEVS: [{ ASC: 0 }, { ASC: 1 }, { PGA: 0 }] };

  test('is told for each of its devices', async () => {
    const miner = await startSocket(({ command }) => (command === 'devs' ? devs : status('S', 92, 'set disabled')));
    expect(await tell(controlOf('cgminer'), miner.port, 'PAUSE')).toEqual({ state: 'DONE', message: null });
    expect(miner.requests.slice(1)).toEqual([
      { command: 'ascdisable', parameter: '0' },
      { command: 'ascdisable', parameter: '1' },
      { command: 'pgadisable', parameter: '0' },
    ]);
  });

  test('that says no is not told on, one without devices refuses, and none reboots', async () => {
    const denies = await startSocket(({ command }) => (command === 'devs' ? devs : status('E', 45, 'Access denied')));
    expect(await tell(controlOf('cgminer'), denies.port, 'LOCATE')).toMatchObject({ state: 'FAILED' });
    expect(denies.requests.map(({ command }) => command)).toEqual(['devs', 'ascidentify']);
    const bare = await startSocket(() => status('E', 10, 'No ASCs'));
    expect(await tell(controlOf('cgminer'), bare.port, 'RESUME')).toMatchObject({ state: 'REFUSED' });
    expect(controlOf('cgminer').actions).not.toContain('REBOOT');
  });
});

describe('a Whatsminer of API 2', () => {
  const TOKEN = { time: '5626', salt: 'BQ5hoXV9', newsalt: 'jbzkfQls' };
  const secret = md5Crypt('s3cret', TOKEN.salt);
  const key = createHash('sha256').update(secret).digest();
  const sealed = (answer: object) => {
    const cipher = createCipheriv('aes-256-ecb', key, null).setAutoPadding(false);
    const bytes = Buffer.from(JSON.stringify(answer));
    return {
      enc: Buffer.concat([cipher.update(bytes), cipher.update(Buffer.alloc(16 - (bytes.length % 16)))]).toString(
        'base64',
      ),
    };
  };
  const opened = (data: string) => {
    const decipher = createDecipheriv('aes-256-ecb', key, null).setAutoPadding(false);
    return JSON.parse(decipher.update(data, 'base64', 'utf8').replace(/\0+$/, '')) as object;
  };
  const said = (Code: number, Msg: unknown) => ({
    STATUS: Code === 131 || Code === 134 ? 'S' : 'E',
    When: 1,
    Code,
    Msg,
  });
  const start = (answer: (request: object) => object | string | null) =>
    startSocket((request) =>
      request.command === 'get_token'
        ? said(134, TOKEN)
        : answer(opened((request as unknown as { data: string }).data)),
    );
  const told: object[] = [];
  beforeEach(() => void (told.length = 0));

  test.each([
    { action: 'REBOOT', request: { cmd: 'reboot', respbefore: 'true' } },
    { action: 'PAUSE', request: { cmd: 'power_off', respbefore: 'true' } },
    { action: 'RESUME', request: { cmd: 'power_on' } },
    { action: 'LOCATE', request: { cmd: 'set_led', color: 'red', period: 500, duration: 250, start: 0 } },
  ] as const)('takes $action encrypted, and signed with its token', async ({ action, request }) => {
    const miner = await start((asked) => {
      told.push(asked);
      return sealed(said(131, 'API command OK'));
    });
    expect(await tell(controlOf('whatsminer'), miner.port, action, { password: 's3cret' })).toMatchObject({
      state: 'DONE',
    });
    expect(told).toEqual([{ token: md5Crypt(secret + TOKEN.time, TOKEN.newsalt), ...request }]);
  });

  test.each([
    {
      name: 'a token that it does not take',
      answer: said(135, 'check token err'),
      state: 'FAILED',
      message: 'code 135: check token err',
    },
    {
      name: 'writes that it does not permit',
      answer: sealed(said(45, 'Permission denied')),
      state: 'FAILED',
      message: expect.stringContaining('default password'),
    },
    { name: 'a lost answer', answer: null, state: 'UNKNOWN', message: expect.anything() },
    { name: 'an answer of noise', answer: { enc: 'bm9pc2U=' }, state: 'UNKNOWN', message: 'its answer makes no sense' },
  ])('$name is $state, and nothing is told twice', async ({ answer, state, message }) => {
    const miner = await start(() => answer);
    expect(await tell(controlOf('whatsminer'), miner.port, 'REBOOT', { password: 's3cret' })).toEqual({
      state,
      message,
    });
    expect(miner.requests).toHaveLength(2);
  });

  test('is told nothing without a password or a token', async () => {
    const miner = await startSocket(() => said(136, 'over max connect'));
    expect(await tell(controlOf('whatsminer'), miner.port, 'PAUSE')).toMatchObject({ state: 'REFUSED' });
    expect(miner.requests).toEqual([]);
    expect(await tell(controlOf('whatsminer'), miner.port, 'PAUSE', { password: 'x' })).toEqual({
      state: 'REFUSED',
      message: 'it gives no token: code 136: over max connect',
    });
  });

  test('is signed with Unix’ MD5 crypt', () => {
    // openssl passwd -1 -salt BQ5hoXV9 admin
    expect(md5Crypt('admin', 'BQ5hoXV9')).toBe('RxmaDUO33TS7O26yeMHZ81');
    expect(md5Crypt('a password of more than sixteen bytes', 'jbzkfQls')).toBe('s9kk1RROMdZbQvgsx7f2/.');
  });
});

describe('over HTTP', () => {
  const token = { 'POST /token': { body: { Token: [{ Token: 't' }], STATUS: [{ STATUS: 'S' }] } } };
  test.each([
    { id: 'epic', action: 'PAUSE', line: 'POST /miner', body: { param: 'Stop', password: 's3cret' } },
    { id: 'epic', action: 'RESUME', line: 'POST /miner', body: { param: 'Autostart', password: 's3cret' } },
    { id: 'epic', action: 'REBOOT', line: 'POST /reboot', body: { param: '0', password: 's3cret' } },
    { id: 'epic', action: 'LOCATE', line: 'POST /identify', body: { param: true, password: 's3cret' } },
    { id: 'bitaxe', action: 'REBOOT', line: 'POST /api/system/restart', body: {} },
    { id: 'bitaxe', action: 'PAUSE', line: 'POST /api/system/pause', body: {} },
    { id: 'auradine-http', action: 'PAUSE', line: 'POST /mode', body: { command: 'mode', sleep: 'on' } },
    { id: 'auradine-http', action: 'REBOOT', line: 'POST /restart', body: { command: 'restart' } },
    { id: 'vnish', action: 'PAUSE', line: 'POST /api/v1/mining/stop', body: {} },
    { id: 'vnish', action: 'REBOOT', line: 'POST /api/v1/system/reboot', body: {} },
  ] as const)('$id takes $action as $line', async ({ id, action, line, body }) => {
    const answers = { 'POST /api/v1/unlock': { body: { token: 't' } }, ...token, [line]: { body: { result: true } } };
    const web = await startWeb(answers);
    expect(await tell(controlOf(id), web.port, action, root)).toEqual({ state: 'DONE', message: null });
    expect(web.requests.filter((request) => request.line === line)).toMatchObject([{ body }]);
    expect(web.requests.at(-1)?.line).toBe(line);
  });

  test('Vnish wants its token named a bearer’s for the system, and as it is for mining', async () => {
    const web = await startWeb({
      'POST /api/v1/unlock': { body: { token: 't' } },
      'POST /api/v1/system/reboot': {},
      'POST /api/v1/mining/start': {},
    });
    await tell(controlOf('vnish'), web.port, 'REBOOT', root);
    await tell(controlOf('vnish'), web.port, 'RESUME', root);
    expect(web.requests.flatMap(({ headers }) => headers.authorization ?? [])).toEqual(['Bearer t', 't']);
  });

  test('an ePIC that answers 200 and no has failed, a firmware without the page refuses', async () => {
    const web = await startWeb({ 'POST /miner': { body: { result: false, error: 'Invalid password' } } });
    expect(await tell(controlOf('epic'), web.port, 'PAUSE', root)).toEqual({
      state: 'FAILED',
      message: 'Invalid password',
    });
    expect(await tell(controlOf('bitaxe'), web.port, 'PAUSE')).toMatchObject({ state: 'REFUSED' });
  });

  test('nothing is sent without the password that it takes', async () => {
    const web = await startWeb({});
    for (const id of ['epic', 'vnish', 'auradine-http', 'braiins-rest'])
      expect(await tell(controlOf(id), web.port, 'PAUSE')).toMatchObject({ state: 'REFUSED' });
    expect(web.requests).toEqual([]);
  });
});

describe('an Antminer', () => {
  const challenge = { status: 401, headers: { 'www-authenticate': 'Digest realm="antMiner", nonce="n", qop="auth"' } };
  const behind = (answer: Answer) => (request: Request) => (request.headers.authorization ? answer : challenge);
  const config = {
    pools: [{ url: 'stratum+tcp://pool.example:3333', user: 'acme.rig1', pass: 'x' }],
    'bitmain-fan-ctrl': true,
    'bitmain-fan-pwm': '80',
    'bitmain-work-mode': '0',
    'bitmain-freq-level': '100',
  };
  const web = (model: string) =>
    startWeb({
      'GET /cgi-bin/get_system_info.cgi': behind({ body: { minertype: model } }),
      'GET /cgi-bin/get_miner_conf.cgi': behind({ body: config }),
      'POST /cgi-bin/set_miner_conf.cgi': behind({}),
      'POST /cgi-bin/blink.cgi': behind({ body: { code: 'B000' } }),
      'GET /cgi-bin/reboot.cgi': behind({}),
    });

  test('reboots and blinks for its web user', async () => {
    const page = await web('Antminer S19 Pro');
    const control = antminerControl(page.port);
    expect(await tell(control, 4028, 'REBOOT', root)).toMatchObject({ state: 'DONE' });
    expect(await tell(control, 4028, 'LOCATE', { password: 's3cret' })).toMatchObject({ state: 'DONE' });
    expect(page.requests.at(-1)).toMatchObject({ line: 'POST /cgi-bin/blink.cgi', body: { blink: true } });
    expect(page.requests.at(-1)?.headers.authorization).toContain('username="root"');
  });

  test('sleeps by its mode, and all else of its configuration stays', async () => {
    const page = await web('Antminer S21');
    expect(await tell(antminerControl(page.port), 4028, 'PAUSE', root)).toMatchObject({ state: 'DONE' });
    expect(page.requests.at(-1)?.body).toEqual({
      'bitmain-fan-ctrl': true,
      'bitmain-fan-pwm': '80',
      'freq-level': '100',
      'miner-mode': '1',
      pools: config.pools,
    });
  });

  test('of a series whose modes have other numbers is not written to', async () => {
    const page = await web('Antminer S17 Pro');
    expect(await tell(antminerControl(page.port), 4028, 'PAUSE', root)).toMatchObject({ state: 'REFUSED' });
    expect(page.requests.some(({ line }) => line.includes('set_miner_conf'))).toBe(false);
  });

  test('that does not take the password has failed', async () => {
    const page = await startWeb({ 'GET /cgi-bin/reboot.cgi': challenge });
    expect(await tell(antminerControl(page.port), 4028, 'REBOOT', root)).toMatchObject({ state: 'FAILED' });
  });
});

test('a digest is the one of RFC 2617', () => {
  const challenge =
    'Digest realm="testrealm@host.com", qop="auth,auth-int", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", opaque="5ccc069c403ebaf9f0171e9517f40e41"';
  const of = { user: 'Mufasa', password: 'Circle Of Life', method: 'GET', uri: '/dir/index.html', cnonce: '0a4f113b' };
  expect(digestOf(challenge, of)).toContain('response="6629fae49393a05397450978507c4ef1"');
  expect(digestOf('Basic realm="x"', of)).toBeNull();
});
