/** A collector as it runs at a site, with a plan from its own disk and an API that takes everything. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { loopback } from './collector.ts';
import { freePort } from './free-port.ts';
import { fileOf } from './native.ts';
import { usageOf } from './usage.ts';

export type Load = {
  readonly devices: number;
  readonly pollEverySeconds: number;
  readonly minerPort: number;
  /** Of the simulated miners: 1 where all answer, 3 where some are slow and some silent. */
  readonly network?: 1 | 3;
  readonly concurrency?: number;
};
/** When polls began after their moment: the mean, and the share within a second. */
export type Lag = { readonly meanSeconds: number; readonly withinASecond: number };
/** What it took; `minerRows` reached the API. */
export type Taken = {
  readonly rssMb: number;
  readonly cpuSeconds: number;
  readonly minerRows: number;
  readonly lag: Lag;
};
export type Running = { usage(): { rssMb: number; cpuSeconds: number }; lag(): Promise<Lag>; stop(): Promise<void> };

/** The id of a device of its plan. */
export const deviceId = (at: number): string => `01970000-0000-7000-8000-${String(at).padStart(12, '0')}`;

/** Runs it for that long; memory and CPU at the end. */
export async function runCollector(home: string, load: Load, ms: number): Promise<Taken> {
  let minerRows = 0;
  const collector = await startCollector(home, load, () => (minerRows += 1));
  try {
    await new Promise((resolve) => setTimeout(resolve, ms));
    return { ...collector.usage(), minerRows, lag: await collector.lag() };
  } finally {
    await collector.stop();
  }
}

/** Starts it; `answered` is told of each reading that reached the API. */
export async function startCollector(
  home: string,
  { devices, pollEverySeconds, minerPort, network = 1, concurrency = 256 }: Load,
  answered: (minerId: string, takenAt: string) => void,
): Promise<Running> {
  const plan = {
    revision: 1,
    pollEverySeconds,
    registerEverySeconds: 900,
    devices: Array.from({ length: devices }, (_, at) => ({
      id: deviceId(at),
      kind: 'MINER',
      name: `M${at}`,
      address: `${loopback(network, at)}:${minerPort}`,
      profile: null,
      sealedCredentials: null,
      outlets: [],
      registerId: null,
    })),
  };
  mkdirSync(home, { recursive: true });
  writeFileSync(`${home}/plan.json`, JSON.stringify(plan));
  const api = await acceptingApi(answered);
  const metricsPort = await freePort();
  const child = spawn(process.execPath, startArguments(), {
    cwd: fileOf('../collector'),
    env: {
      PATH: process.env.PATH,
      COLLECTOR_API: `http://127.0.0.1:${(api.address() as AddressInfo).port}/graphql`,
      COLLECTOR_TOKEN: 'bench',
      COLLECTOR_HOME: home,
      COLLECTOR_NETWORKS: '127.0.0.0/8',
      COLLECTOR_CONCURRENCY: String(concurrency),
      COLLECTOR_METRICS_PORT: String(metricsPort),
    },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  await once(child, 'message');
  return {
    usage: () => usageOf(child.pid ?? 0),
    lag: () => lagOf(metricsPort),
    stop: async () => {
      child.kill('SIGKILL');
      await once(child, 'close');
      api.closeAllConnections();
      api.close();
    },
  };
}

/** Node's, as the collector's own start script has them. */
function startArguments(): string[] {
  const { scripts } = JSON.parse(readFileSync(fileOf('../collector/package.json'), 'utf8')) as {
    scripts: { start: string };
  };
  return scripts.start.split(' ').slice(1);
}

async function lagOf(port: number): Promise<Lag> {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const value = (name: string) =>
    Number(
      text
        .split('\n')
        .find((line) => line.startsWith(`collector_poll_lag_seconds_${name} `))
        ?.split(' ')[1],
    );
  const polls = value('count');
  return polls === 0
    ? { meanSeconds: 0, withinASecond: 1 }
    : { meanSeconds: value('sum') / polls, withinASecond: value('bucket{le="1.0"}') / polls };
}

/** Acknowledges every batch and knows no newer plan. */
async function acceptingApi(answered: (minerId: string, takenAt: string) => void): Promise<Server> {
  const server = createServer((request, response) => {
    // The WebSocket of its instructions: there are none.
    if (request.method !== 'POST') return void response.writeHead(404).end();
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { query, variables } = JSON.parse(Buffer.concat(chunks).toString()) as {
        query: string;
        variables: {
          input?: { sequence?: number; miners?: { minerId: string[]; takenAt: string[]; answered: boolean[] } };
        };
      };
      const { minerId = [], takenAt = [], answered: didAnswer = [] } = variables.input?.miners ?? {};
      for (const [row, did] of didAnswer.entries()) if (did) answered(minerId[row] ?? '', takenAt[row] ?? '');
      const recorded = {
        __typename: 'ReadingsRecorded',
        acknowledgedSequence: variables.input?.sequence ?? 0,
        accepted: 1,
        duplicates: 0,
        retryAfterMs: 0,
        rejects: [],
      };
      const data = query.includes('recordReadings')
        ? { recordReadings: recorded }
        : { collectorPlan: null, reportCollector: { __typename: 'Collector' } };
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ data }));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}
