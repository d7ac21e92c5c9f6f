// node bench/fanout.ts [--rounds N] [--quick]     (after `npm run build`)
// One state to many viewers: our shared execution, the stock GraphQL server, and the floor that writes one finished frame. Goals W1 to W3.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { buildSchema, type GraphQLSchema } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { benchOptions, interleave, type Measured, result } from './lib/interleave.ts';
import type { SwarmOrder } from './lib/swarm.ts';

const bench = 'fanout';
const sdl = `type Query { none: Int }
  type Reading { minerId: ID! hashrateThs: Float powerW: Float temperatureC: Float }
  type Subscription { fleet(group: Int): [Reading!]! }`;
const query = 'subscription($group: Int) { fleet(group: $group) { minerId hashrateThs powerW temperatureC } }';

type Reading = { minerId: string; hashrateThs: number; powerW: number; temperatureC: number };
type State = { fleet: Reading[] };

/** Sixteen devices with four fields: about 1.2 kB, always as long, never the same. */
const stateAt = (tick: number): State => ({
  fleet: Array.from({ length: 16 }, (_, miner) => ({
    minerId: `0197c1f0-0000-7000-8000-0000000000${miner + 10}`,
    hashrateThs: 100 + ((tick + miner) % 800) + 0.25,
    powerW: 3000 + ((tick * 7 + miner) % 900),
    temperatureC: 60 + ((tick + miner) % 30) + 0.5,
  })),
});

/** What of the built API is used, as it stands in its sources. */
type Api = {
  attachLive: (http: Server, of: object) => { hub: { tick(): Promise<void> }; close(): void };
  LiveStream: new (source: { snapshot(): State; changes(): State }) => AsyncIterable<State>;
};

async function readApi(): Promise<Api> {
  const from = (file: string) => import(new URL(`../api/dist/live/${file}`, import.meta.url).href);
  try {
    await from('../schema.js'); // brings what the decorators of the api's types need
    const [attach, source] = await Promise.all([from('attach.js'), from('source.js')]);
    return { attachLive: attach.attachLive, LiveStream: source.LiveStream };
  } catch (cause) {
    throw new Error('the api is not built: npm run build', { cause });
  }
}

type Contender = { readonly http: Server; publish(): Promise<void> | void; sockets(): Iterable<Socket>; close(): void };

/** The floor: a frame made once, the same bytes to every socket. */
function floor(): Contender {
  const http = createServer();
  const sockets = new WebSocketServer({ server: http, perMessageDeflate: false });
  const all = new Set<Socket>();
  let tick = 0;
  const frame = () => {
    const payload = Buffer.from(JSON.stringify({ id: '1', type: 'next', payload: { data: stateAt(++tick) } }));
    return Buffer.concat([Buffer.from([0x81, 126, payload.length >> 8, payload.length & 255]), payload]);
  };
  sockets.on('connection', (_, request) => {
    all.add(request.socket);
    request.socket.write(frame());
  });
  return {
    http,
    sockets: () => all,
    publish() {
      const bytes = frame();
      for (const socket of all) socket.write(bytes);
    },
    close: () => sockets.close(),
  };
}

/** The schema of both GraphQL servers; only where a subscription's states come from differs. */
function schemaWith(subscribe: (group: number) => AsyncIterable<State>): GraphQLSchema {
  const schema = buildSchema(sdl);
  const field = schema.getSubscriptionType()?.getFields().fleet;
  if (!field) throw new Error('the schema has no such field');
  field.subscribe = (_: unknown, { group }: { group: number }) => subscribe(group);
  field.extensions = { live: 'shared' };
  return schema;
}

/** graphql-ws as its documentation has it: every subscriber has its own iterator, execution and text. */
function stock(): Contender {
  const http = createServer();
  const readers = new Set<(state: State) => void>();
  let tick = 0;
  async function* states(): AsyncGenerator<State> {
    const queue: State[] = [stateAt(++tick)];
    let wake = () => {};
    const read = (state: State) => {
      queue.push(state);
      wake();
    };
    readers.add(read);
    try {
      for (;;) {
        const next = queue.shift();
        if (next) yield next;
        else
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
      }
    } finally {
      readers.delete(read);
    }
  }
  const sockets = new WebSocketServer({ server: http, path: '/graphql', perMessageDeflate: false });
  const all = new Set<Socket>();
  sockets.on('connection', (_, request) => all.add(request.socket));
  useServer({ schema: schemaWith(states) }, sockets);
  return {
    http,
    sockets: () => all,
    publish() {
      const state = stateAt(++tick);
      for (const read of readers) read(state);
    },
    close: () => sockets.close(),
  };
}

/** Ours, whole: sockets, sessions, groups. Only the database behind the sign-in is played. */
function ours({ attachLive, LiveStream }: Api): Contender {
  const http = createServer();
  const sessionOf = (tokenHash: string) => ({
    token_hash: Buffer.from(tokenHash, 'hex'),
    session_id: tokenHash,
    read_only: false,
    user_id: '1',
    membership_id: '1',
    organization_id: '1',
    customer_id: null,
    role: 'OWNER',
    name: 'Bench',
  });
  const em = {
    setSessionContext() {},
    execute: async (_: string, [hashes]: [string]) => (hashes.match(/[0-9a-f]{64}/g) ?? []).map(sessionOf),
  };
  const installation = { orm: { em: { fork: () => em } }, now: () => new Date(), publicUrl: 'http://127.0.0.1' };
  let tick = 0;
  const source = () => new LiveStream({ snapshot: () => stateAt(tick), changes: () => stateAt(tick) });
  const live = attachLive(http, {
    schema: schemaWith(source),
    installation,
    tickMs: 3_600_000,
    authenticateEveryMs: 3_600_000,
  });
  const all = new Set<Socket>();
  http.on('upgrade', (request) => all.add(request.socket));
  return {
    http,
    sockets: () => all,
    publish() {
      tick += 1;
      return live.hub.tick();
    },
    close: () => live.close(),
  };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const aMoment = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1));
const fullAbove = 64 * 1024;

/**
 * Messages that reach the swarm for each second of the server's CPU, published as fast as its sockets take them. On a core of
 * its own that is messages a second; on a machine that others use too it still compares the servers, not their luck.
 */
async function messagesPerCpuSecond(
  make: () => Contender,
  parts: { sockets: number; groups: number; graphql: boolean; ms: number },
): Promise<number> {
  const contender = make();
  await new Promise<void>((resolve) => contender.http.listen(0, '127.0.0.1', 4096, resolve));
  const swarm = fork(fileURLToPath(new URL('lib/swarm.ts', import.meta.url)));
  const ask = async <T>(message: SwarmOrder | 'count'): Promise<T> => {
    swarm.send(message);
    return (await once(swarm, 'message'))[0] as T;
  };
  try {
    const { port } = contender.http.address() as AddressInfo;
    await ask({
      port,
      sockets: parts.sockets,
      groups: parts.groups,
      query: parts.graphql ? query : null,
    });
    const full = () => [...contender.sockets()].some((socket) => socket.writableLength > fullAbove);
    const publishFor = async (ms: number): Promise<number> => {
      let published = 0;
      for (const end = performance.now() + ms; performance.now() < end; published++) {
        await contender.publish();
        await settled();
        while (full()) await aMoment();
      }
      return published;
    };
    await publishFor(parts.ms / 3);
    const before = await ask<{ messages: number }>('count');
    const start = process.cpuUsage();
    const published = await publishFor(parts.ms);
    const { user, system } = process.cpuUsage(start);
    const after = await ask<{ messages: number }>('count');
    const reached = after.messages - before.messages;
    if (published === 0 || reached === 0) throw new Error('nothing was published');
    return reached / ((user + system) / 1e6);
  } finally {
    swarm.send('end');
    await once(swarm, 'exit');
    contender.close();
    contender.http.closeAllConnections();
    contender.http.close();
  }
}

async function compare(
  api: Api,
  rounds: number,
  parts: { sockets: number; groups: number; ms: number },
  goals: { stock: string; floor?: string },
): Promise<Measured[]> {
  const values = {
    floor: [],
    ours: [],
    stock: [],
    ...(await interleave(rounds, {
      ...(goals.floor ? { floor: () => messagesPerCpuSecond(floor, { ...parts, graphql: false }) } : {}),
      ours: () => messagesPerCpuSecond(() => ours(api), { ...parts, graphql: true }),
      stock: () => messagesPerCpuSecond(stock, { ...parts, graphql: true }),
    })),
  };
  const common = { bench, unit: 'messages/CPU-s' };
  const what = `${parts.sockets} subscribers in ${parts.groups} group${parts.groups > 1 ? 's' : ''}`;
  return [
    ...(goals.floor ? [{ ...common, metric: `prebuilt frame, ${what}`, values: values.floor }] : []),
    { ...common, metric: `stock graphql-ws, ${what}`, values: values.stock },
    {
      ...common,
      metric: `${goals.stock} ours, ${what}`,
      values: values.ours,
      to: { name: 'stock graphql-ws', values: values.stock },
    },
    ...(goals.floor
      ? [
          {
            ...common,
            metric: `${goals.floor} ours, ${what}`,
            values: values.ours,
            to: { name: 'prebuilt frame', values: values.floor },
          },
        ]
      : []),
  ];
}

const { rounds, quick } = benchOptions(process.argv.slice(2));
const api = await readApi();
const ms = quick ? 300 : 2_000;
const measured = [
  ...(await compare(api, rounds, { sockets: quick ? 50 : 1_000, groups: 1, ms }, { stock: 'W1', floor: 'W2' })),
  ...(await compare(api, rounds, { sockets: quick ? 50 : 1_000, groups: quick ? 5 : 50, ms }, { stock: 'W3' })),
];
for (const one of measured) console.log(JSON.stringify(result(one)));
