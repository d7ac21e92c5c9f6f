import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import { Inbox } from '../../test/inbox.ts';
import {
  collector,
  collectorContext,
  miner,
  reach,
  site,
  type TestCollector,
  type TestMiner,
} from '../../test/builders/fleet.ts';
import { customer, installation, member, organization, viewerContext } from '../../test/builders/organization.ts';
import { useDatabase } from '../../test/database.ts';
import type { Installation } from '../context.ts';
import { newId } from '../ids.ts';
import { commandDevices } from '../modules/commands/index.ts';
import { newToken } from '../modules/identity/index.ts';
import type { Role } from '../modules/identity/role.ts';
import { recordReadings } from '../modules/telemetry/index.ts';
import { createSchema } from '../schema.ts';
import { attachLive, type Live } from './attach.ts';

const database = useDatabase();
const start = new Date('2026-07-01T12:00:00Z');
const clock = { now: start };

let here: Installation;
let http: Server;
let live: Live;
let url = '';

let organizationId = '';
let siteId = '';
let asking: TestCollector;
let mine: TestMiner;
let other: TestMiner;
let customerId = '';

beforeAll(async () => {
  here = installation(database(), clock);
  http = createServer();
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  url = `ws://127.0.0.1:${(http.address() as AddressInfo).port}/graphql`;
  live = attachLive(http, { schema: createSchema(), installation: here, tickMs: 20, authenticateEveryMs: 50 });
});
afterAll(async () => {
  live.close();
  http.closeAllConnections();
  await new Promise((resolve) => http.close(resolve));
});

beforeEach(async () => {
  clock.now = start;
  const { owner } = database();
  organizationId = await organization(owner);
  customerId = await customer(owner, organizationId);
  siteId = await site(owner, organizationId);
  asking = await collector(owner, organizationId, { siteId });
  mine = await miner(owner, organizationId, { siteId, collectorId: asking.id });
  other = await miner(owner, organizationId, { siteId, collectorId: asking.id });
  await reach(owner, organizationId, { customerId, miner: mine, from: '2026-06-01T00:00:00Z' });
});

/** A session's cookie, and how to end it. */
async function session(role: Role, of: string | null = null): Promise<{ cookie: string; end(): Promise<unknown> }> {
  const { owner } = database();
  const { userId, membershipId } = await member(owner, organizationId, role, of);
  const { token, hash } = newToken();
  const id = newId();
  await owner.query(
    `insert into session (id, organization_id, user_id, membership_id, token_hash, created_at, expires_at) values ($1, $2, $3, $4, $5, $6, '2027-01-01')`,
    [id, organizationId, userId, membershipId, hash, start],
  );
  return {
    cookie: `hashyard=${token}`,
    end: () => owner.query('update session set ended_at = $2 where id = $1', [id, start]),
  };
}

/** What one subscription of a stock client gets. */
function subscribe(query: string, as: { cookie?: string; bearer?: string }, variables: Record<string, unknown> = {}) {
  const inbox = new Inbox();
  const client = createClient({
    url,
    retryAttempts: 0,
    webSocketImpl: class extends WebSocket {
      constructor(address: string, protocols: string[]) {
        super(address, protocols, { headers: as.cookie ? { cookie: as.cookie } : {} });
      }
    },
    ...(as.bearer ? { connectionParams: { authorization: `Bearer ${as.bearer}` } } : {}),
    on: { closed: (event) => inbox.put({ closed: (event as { code: number }).code }) },
  });
  client.subscribe(
    { query, variables },
    {
      next: (value) => inbox.put((value.data ?? value) as Record<string, unknown>),
      error: (error) => inbox.put({ error }),
      complete: () => inbox.put({ complete: true }),
    },
  );
  return Object.assign(inbox, { stop: () => client.dispose() });
}

const readings = `subscription($scope: Scope) { minerReadings(scope: $scope) {
  snapshot removed readings { minerId status hashrateThs } } }`;

async function report(rates: [TestMiner, number][], secondsAgo = 0): Promise<void> {
  await recordReadings(await collectorContext(here, asking), {
    sequence: 1,
    sentAt: clock.now,
    miners: {
      minerId: rates.map(([of]) => of.id),
      takenAt: rates.map(() => new Date(clock.now.getTime() - secondsAgo * 1000)),
      answered: rates.map(() => true),
      hashing: rates.map(() => true),
      hashrateThs: rates.map(([, rate]) => rate),
    },
  });
}

const isReadings = (part: { snapshot: boolean }) => (message: Record<string, unknown>) =>
  (message.minerReadings as { snapshot: boolean } | undefined)?.snapshot === part.snapshot;

describe('minerReadings', () => {
  test('first the whole state, then only what changed', async () => {
    await report(
      [
        [mine, 200],
        [other, 190],
      ],
      10,
    );
    const staff = await session('OWNER');
    const inbox = subscribe(readings, staff);
    const first = await inbox.wait(isReadings({ snapshot: true }));
    expect(first).toMatchObject({ minerReadings: { removed: [] } });
    expect((first.minerReadings as { readings: unknown[] }).readings).toHaveLength(2);
    await report([[other, 123.4]]);
    expect(await inbox.wait(isReadings({ snapshot: false }))).toEqual({
      minerReadings: {
        snapshot: false,
        removed: [],
        readings: [{ minerId: other.id, status: 'DEGRADED', hashrateThs: 123.4 }],
      },
    });
    inbox.stop();
  });

  test("a customer's are its own machines', of its own time", async () => {
    await report(
      [
        [mine, 200],
        [other, 190],
      ],
      10,
    );
    await database().owner.query(`update reach set during = '[2026-07-01T11:59:55Z,)' where unit_id = $1`, [mine.id]);
    const inbox = subscribe(readings, await session('CUSTOMER_OWNER', customerId));
    expect(await inbox.wait(isReadings({ snapshot: true }))).toMatchObject({ minerReadings: { readings: [] } });
    await report([
      [mine, 201],
      [other, 191],
    ]);
    expect(await inbox.wait(isReadings({ snapshot: false }))).toMatchObject({
      minerReadings: { readings: [{ minerId: mine.id, hashrateThs: 201 }] },
    });
    inbox.stop();
  });

  test('a machine whose assignment ends is removed', async () => {
    await report([[mine, 200]]);
    const inbox = subscribe(readings, await session('CUSTOMER_OWNER', customerId));
    await inbox.wait(isReadings({ snapshot: true }));
    await database().owner.query('update reach set during = tstzrange(lower(during), $2) where unit_id = $1', [
      mine.id,
      start,
    ]);
    const since = performance.now();
    expect(await inbox.wait(isReadings({ snapshot: false }))).toEqual({
      minerReadings: { snapshot: false, readings: [], removed: [mine.id] },
    });
    expect(performance.now() - since).toBeLessThan(5_000);
    inbox.stop();
  });

  test('silence alone turns a miner STALE', async () => {
    await report([[mine, 200]]);
    const inbox = subscribe(readings, await session('OWNER'), { scope: { minerIds: [mine.id] } });
    await inbox.wait(isReadings({ snapshot: true }));
    clock.now = new Date(start.getTime() + 91_000);
    expect(await inbox.wait(isReadings({ snapshot: false }))).toMatchObject({
      minerReadings: { readings: [{ minerId: mine.id, status: 'STALE', hashrateThs: 200 }] },
    });
    inbox.stop();
  });

  test("another's machines, sites and customers are as empty as none", async () => {
    await report([
      [mine, 200],
      [other, 190],
    ]);
    const home = { organizationId, siteId, customerId };
    organizationId = await organization(database().owner);
    const stranger = await session('OWNER');
    for (const scope of [{ minerIds: [mine.id, other.id] }, { siteId: home.siteId }, { customerId: home.customerId }]) {
      const inbox = subscribe(readings, stranger, { scope });
      expect(await inbox.wait(isReadings({ snapshot: true }))).toMatchObject({ minerReadings: { readings: [] } });
      inbox.stop();
    }
  });

  test('a scope that names two things is refused by its code', async () => {
    const inbox = subscribe(readings, await session('OWNER'), { scope: { siteId, minerIds: [] } });
    expect(await inbox.wait(({ error }) => error !== undefined)).toMatchObject({
      error: [{ extensions: { code: 'BAD_USER_INPUT' } }],
    });
    inbox.stop();
  });
});

describe('viewers of one reach', () => {
  test('share one execution; those of another see their own', async () => {
    await report(
      [
        [mine, 200],
        [other, 190],
      ],
      10,
    );
    const [one, two] = [await session('OWNER'), await session('OWNER')];
    const theirs = await session('CUSTOMER_OWNER', customerId);
    const inboxes = [one, two, one, theirs].map((as) => subscribe(readings, as));
    await Promise.all(inboxes.map((inbox) => inbox.wait(isReadings({ snapshot: true }))));
    const before = live.hub.load;
    expect(before.groups).toBe(2);
    await report([[mine, 210]]);
    await Promise.all(inboxes.map((inbox) => inbox.wait(isReadings({ snapshot: false }))));
    expect(live.hub.load.executions - before.executions).toBe(2);
    for (const inbox of inboxes) inbox.stop();
  });
});

describe('fleetTotals', () => {
  test('come again when they have become others', async () => {
    await report([[mine, 200]]);
    const inbox = subscribe('subscription { fleetTotals { miners hashrateThs stale } }', await session('OWNER'));
    expect(await inbox.wait()).toEqual({ fleetTotals: { miners: 2, hashrateThs: 200, stale: 1 } });
    await report([[other, 190]]);
    expect(await inbox.wait()).toEqual({ fleetTotals: { miners: 2, hashrateThs: 390, stale: 0 } });
    inbox.stop();
  });
});

describe('the end of a viewer', () => {
  test('signing out ends its subscriptions and closes the socket with 4403', async () => {
    const staff = await session('OWNER');
    const inbox = subscribe(readings, staff);
    await inbox.wait(isReadings({ snapshot: true }));
    await staff.end();
    expect(await inbox.wait(({ error }) => error !== undefined)).toMatchObject({
      error: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    });
    expect(await inbox.wait(({ closed }) => closed !== undefined)).toEqual({ closed: 4403 });
  });

  test('portal access switched off does the same', async () => {
    const inbox = subscribe(readings, await session('CUSTOMER_OWNER', customerId));
    await inbox.wait(isReadings({ snapshot: true }));
    await database().owner.query('update customer set portal_access = false where id = $1', [customerId]);
    expect(await inbox.wait(({ closed }) => closed !== undefined)).toEqual({ closed: 4403 });
  });
});

describe('collectorCommands', () => {
  const commands = 'subscription { collectorCommands { planRevision commands { id } scans { id } } }';

  test("send the plan's revision at once and on each change", async () => {
    const inbox = subscribe(commands, { bearer: asking.token });
    const first = (await inbox.wait()) as { collectorCommands: { planRevision: number } };
    await database().owner.query("update miner set address = 'cgminer://10.7.7.7:4028' where id = $1", [mine.id]);
    expect(await inbox.wait()).toEqual({
      collectorCommands: { planRevision: first.collectorCommands.planRevision + 1, commands: [], scans: [] },
    });
    inbox.stop();
  });

  test('a revoked collector loses its socket', async () => {
    const inbox = subscribe(commands, { bearer: asking.token });
    await inbox.wait();
    await database().owner.query('update collector set revoked_at = $2 where id = $1', [asking.id, start]);
    expect(await inbox.wait(({ closed }) => closed !== undefined)).toEqual({ closed: 4403 });
  });

  test('bring a command at its turn, and its batch tells how it goes on until its end', async () => {
    await database().owner.query('update collector_state set last_seen_at = $2 where id = $1', [asking.id, start]);
    const staff = viewerContext(here, organizationId);
    const { id } = await commandDevices(staff, { action: 'LOCATE', targetIds: [mine.id], reason: 'find it' });
    const watching = subscribe(
      `subscription { commandProgress(id: "${id}") { progress { done total counts { state } } } }`,
      await session('OWNER'),
    );
    const counts = async () =>
      ((await watching.wait()) as { commandProgress: { progress: object } }).commandProgress.progress;
    expect(await counts()).toEqual({ done: 0, total: 1, counts: [{ state: 'QUEUED' }] });
    const inbox = subscribe(commands, { bearer: asking.token });
    const { collectorCommands } = (await inbox.wait()) as { collectorCommands: { commands: { id: string }[] } };
    expect(await counts()).toEqual({ done: 0, total: 1, counts: [{ state: 'SENT' }] });
    const [command] = collectorCommands.commands;
    await database().owner.query(`update device_command set state = 'DONE', finished_at = $2 where id = $1`, [
      command?.id,
      start,
    ]);
    expect(await counts()).toEqual({ done: 1, total: 1, counts: [{ state: 'DONE' }] });
    expect(await watching.wait()).toEqual({ complete: true });
    inbox.stop();
  });

  test('people have none', async () => {
    const inbox = subscribe(commands, await session('OWNER'));
    expect(await inbox.wait(({ error }) => error !== undefined)).toMatchObject({
      error: [{ extensions: { code: 'FORBIDDEN' } }],
    });
    inbox.stop();
  });
});

describe('the door', () => {
  /** How a bare socket ends. */
  const outcome = (headers: Record<string, string>, protocol = 'graphql-transport-ws', say: unknown[] = []) =>
    new Promise<number | string>((resolve) => {
      const socket = new WebSocket(url, protocol ? [protocol] : [], { headers });
      socket.on('open', () =>
        say.forEach((message) => socket.send(typeof message === 'string' ? message : JSON.stringify(message))),
      );
      socket.on('close', (code) => resolve(code));
      socket.on('error', (error) => resolve(error.message));
    });

  test.each([
    {
      name: "another site's page",
      headers: { origin: 'https://evil.example' },
      answer: 'Unexpected server response: 403',
    },
    { name: 'nobody', headers: {}, say: [{ type: 'connection_init' }], answer: 4403 },
    {
      name: 'a made-up cookie',
      headers: { cookie: `hashyard=${'a'.repeat(43)}` },
      say: [{ type: 'connection_init' }],
      answer: 4403,
    },
    {
      name: 'a subscription before the greeting',
      headers: {},
      say: [{ type: 'subscribe', id: '1', payload: { query: '{ viewer { name } }' } }],
      answer: 4401,
    },
    { name: 'no JSON', headers: {}, say: ['hello'], answer: 4400 },
    { name: 'a frame above the limit', headers: {}, say: ['x'.repeat(200_000)], answer: 1009 },
  ])('is closed to $name', async ({ headers, say, answer }) => {
    expect(await outcome(headers as Record<string, string>, 'graphql-transport-ws', say)).toBe(answer);
  });

  test('is closed to another protocol', async () => {
    expect(await outcome({}, 'graphql-ws')).toMatch(/subprotocol|4406|Server sent no subprotocol/);
  });

  test('queries go to POST /graphql', async () => {
    const inbox = subscribe('query { viewer { name } }', await session('OWNER'));
    expect(await inbox.wait(({ error }) => error !== undefined)).toMatchObject({
      error: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
    });
    inbox.stop();
  });

  test('a session has fifty sockets and no more', async () => {
    const { cookie } = await session('OWNER');
    const open = async (): Promise<{ socket: WebSocket; answer: string }> => {
      const socket = new WebSocket(url, ['graphql-transport-ws'], { headers: { cookie } });
      const inbox = new Inbox();
      socket.on('message', (data) => inbox.put(JSON.parse(data.toString())));
      socket.on('close', (code) => inbox.put({ type: String(code) }));
      socket.on('open', () => socket.send('{"type":"connection_init"}'));
      return { socket, answer: String((await inbox.wait()).type) };
    };
    const opened = [];
    for (let count = 0; count < 50; count++) opened.push(await open());
    expect(new Set(opened.map(({ answer }) => answer))).toEqual(new Set(['connection_ack']));
    expect((await open()).answer).toBe('1013');
    for (const { socket } of opened) socket.terminate();
  });

  test('a socket holds fifty subscriptions and no more', async () => {
    const { cookie } = await session('OWNER');
    const socket = new WebSocket(url, ['graphql-transport-ws'], { headers: { cookie } });
    const inbox = new Inbox();
    socket.on('message', (data) => inbox.put(JSON.parse(data.toString())));
    socket.on('open', () => socket.send('{"type":"connection_init"}'));
    await inbox.wait(({ type }) => type === 'connection_ack');
    for (let id = 0; id <= 50; id++)
      socket.send(
        JSON.stringify({
          id: String(id),
          type: 'subscribe',
          payload: { query: 'subscription { fleetTotals { miners } }' },
        }),
      );
    expect(await inbox.wait(({ type }) => type === 'error')).toMatchObject({
      id: '50',
      payload: [{ extensions: { code: 'TOO_COSTLY' } }],
    });
    socket.terminate();
  });
});

test('who joins while the last one leaves is told of changes too', async () => {
  const staff = await session('OWNER');
  for (let time = 0; time < 5; time++) {
    const leaving = subscribe(readings, staff);
    await leaving.wait(isReadings({ snapshot: true }));
    const joining = subscribe(readings, staff);
    leaving.stop();
    await joining.wait(isReadings({ snapshot: true }));
    clock.now = new Date(clock.now.getTime() + 1_000);
    await report([[mine, 150 + time]]);
    expect(await joining.wait(isReadings({ snapshot: false }))).toMatchObject({
      minerReadings: { readings: [{ hashrateThs: 150 + time }] },
    });
    joining.stop();
  }
});
