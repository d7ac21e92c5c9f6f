// node bench/latency.ts [--rounds N] [--quick]     (after `npm run build`)
// From a device's answer to the browsers that watch it, through the real collector and the real API with its writes on: 5,000 miners every 10 seconds, 200
// sockets that each follow all of them, and the time is what the miners say in their readings. L1; then the same while PostgreSQL stands still. L2.
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import type { ReadersOrder, Seen } from './client/live-readers.ts';
import {
  end,
  hashOf,
  modelId,
  openSessions,
  organizationId,
  serveApi,
  siteId,
  startDatabase,
} from './lib/api-process.ts';
import { startClockedMiners } from './lib/clocked-miners.ts';
import { loopback } from './lib/collector.ts';
import { deviceId } from './lib/collector-process.ts';
import { freePort } from './lib/free-port.ts';
import { benchOptions, type Measured, median, result } from './lib/interleave.ts';
import { fileOf, scratch } from './lib/native.ts';

const bench = 'latency';
/** The collector's window (collector/src/gather.ts) and the API's tick (api/src/live/attach.ts): a reading may wait for both. */
const windowsMs = 200 + 500;
const standsStillMs = 5_000;
/** A session may have 50 sockets. */
const socketsEach = 40;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

type Size = { readonly miners: number; readonly everySeconds: number; readonly sockets: number; readonly ms: number };
type Database = Awaited<ReturnType<typeof startDatabase>>;

/** The site's collector with all its miners; answers its token. */
async function plan({ owner }: Database, { miners, everySeconds }: Size, minerPort: number): Promise<string> {
  const token = `hyc_${randomBytes(32).toString('base64url')}`;
  await owner.query(
    `insert into collector (id, organization_id, site_id, name, token_hash, poll_every_seconds, created_at)
       values ($3, $1, $2, 'Collector', $4, $5, now())`,
    [organizationId, siteId, deviceId(999_999), hashOf(token), everySeconds],
  );
  const all = Array.from({ length: miners }, (_, at) => at);
  await owner.query(
    `insert into miner (id, organization_id, site_id, model_id, collector_id, name, address, created_at)
       select id, $1, $2, $3, $4, 'M' || id, address, now() from unnest($5::uuid[], $6::text[]) as m (id, address)`,
    [
      organizationId,
      siteId,
      modelId,
      deviceId(999_999),
      all.map(deviceId),
      all.map((at) => `${loopback(1, at)}:${minerPort}`),
    ],
  );
  await owner.query('analyze');
  return token;
}

async function startCollector(apiPort: number, token: string) {
  const metricsPort = await freePort();
  const child = spawn(process.execPath, [fileOf('../collector/src/main.ts')], {
    env: {
      PATH: process.env.PATH,
      COLLECTOR_API: `http://127.0.0.1:${apiPort}/graphql`,
      COLLECTOR_TOKEN: token,
      COLLECTOR_HOME: scratch('collector'),
      COLLECTOR_NETWORKS: '127.0.0.0/8',
      COLLECTOR_METRICS_PORT: String(metricsPort),
    },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  await once(child, 'message');
  const metric = async (name: string): Promise<number> => {
    const text = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
    return Number(
      text
        .split('\n')
        .find((line) => line.startsWith(`${name} `))
        ?.split(' ')
        .at(-1) ?? 0,
    );
  };
  return {
    child,
    answered: () => metric('collector_polls_total{kind="miner",outcome="answered"}'),
    waiting: () => metric('collector_spool_rows'),
  };
}

/** What the readers' sockets were told within a time. */
async function told(readers: ChildProcess, within: () => Promise<unknown>): Promise<Seen> {
  readers.send('begin');
  await within();
  readers.send('end');
  const [seen] = (await once(readers, 'message')) as [Seen];
  return seen;
}

/** Within it the database server and all its connections do nothing, as on a disk that hangs. */
async function whileItStandsStill({ pid }: Database, within: () => Promise<unknown>): Promise<void> {
  const isChild = (name: string): boolean => {
    try {
      return /^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${name}/status`, 'utf8'))?.[1] === String(pid);
    } catch {
      return false; // it has just gone
    }
  };
  const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && isChild(name));
  const all = [pid, ...children.map(Number)];
  for (const one of all) process.kill(one, 'SIGSTOP');
  try {
    await within();
  } finally {
    for (const one of all) process.kill(one, 'SIGCONT');
  }
}

async function until(isSo: () => Promise<boolean>, what: string): Promise<void> {
  for (const ends = performance.now() + 120_000; performance.now() < ends; await pause(200)) if (await isSo()) return;
  throw new Error(`${what} did not come about within two minutes`);
}

async function main(args: readonly string[]): Promise<Measured[]> {
  const { rounds, quick } = benchOptions(args);
  const size: Size = quick
    ? { miners: 100, everySeconds: 2, sockets: 20, ms: 2_000 }
    : { miners: 5_000, everySeconds: 10, sockets: 200, ms: 10_000 };
  const miners = await startClockedMiners();
  const database = await startDatabase();
  const token = await plan(database, size, miners.port);
  const tokens = await openSessions(database.owner, Math.ceil(size.sockets / socketsEach));
  const api = await serveApi(database.appUrl);
  const collector = await startCollector(api.port, token);
  const readers = fork(fileOf('client/live-readers.ts'));
  try {
    const order: ReadersOrder = { port: api.port, tokens, sockets: size.sockets };
    readers.send(order);
    await once(readers, 'message');
    await until(async () => (await collector.answered()) >= 2 * size.miners, 'two rounds of polls');

    const before: Seen[] = [];
    for (let round = 0; round < rounds; round += 1) before.push(await told(readers, () => pause(size.ms)));
    const during = await told(readers, () => whileItStandsStill(database, () => pause(standsStillMs)));
    const after = await told(readers, () => pause(size.ms));

    miners.close(); // no further answers: what was said until now has to be kept
    await pause(1_000);
    const answered = await collector.answered();
    await until(async () => (await collector.waiting()) === 0, 'an empty spool');
    const { rows } = await database.owner.query<{ stored: number }>(
      'select coalesce(sum(answered), 0)::int as stored from miner_5min',
    );
    const lost = answered - (rows[0]?.stored ?? 0);
    if (before.some(({ readings }) => readings < (size.sockets * size.miners) / 10)) throw new Error('little was told');
    return measured(size, before, during, after, lost);
  } finally {
    for (const child of [collector.child, readers]) {
      child.kill('SIGKILL');
      await once(child, 'close');
    }
    await end(api);
    await database.stop();
  }
}

function measured(
  { miners, everySeconds, sockets, ms }: Size,
  before: Seen[],
  during: Seen,
  after: Seen,
  lost: number,
): Measured[] {
  const load = `${miners / everySeconds} polls/s, ${sockets} sockets`;
  const windows = { name: 'the windows on the way', values: before.map(() => windowsMs) };
  const usual = { name: 'p99 before', values: [Math.max(...before.map(({ p99 }) => p99))] };
  return [
    { bench, metric: `answer to browser, p50, ${load}`, unit: 'ms', values: before.map(({ p50 }) => p50) },
    {
      bench,
      metric: `L1 answer to browser, p99, ${load}`,
      unit: 'ms',
      values: before.map(({ p99 }) => p99),
      to: windows,
    },
    {
      bench,
      metric: 'readings told while PostgreSQL stands still, of those told in as long before',
      unit: 'share',
      values: [during.readings / standsStillMs / (median(before.map(({ readings }) => readings)) / ms)],
    },
    { bench, metric: 'p99 while it stands still', unit: 'ms', values: [during.p99], to: usual },
    { bench, metric: 'p99 once it goes on', unit: 'ms', values: [after.p99], to: usual },
    { bench, metric: 'L2 readings lost of 5 s in which PostgreSQL stood still', unit: 'readings', values: [lost] },
  ];
}

for (const one of await main(process.argv.slice(2))) console.log(JSON.stringify(result(one)));
process.exit();
