import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ApiServer, recorded, startApi } from './api-server.ts';
import { antminerAnswers, type Miner, startMiner } from './miner.ts';
import { freeTcpPort } from './ports.ts';

/** The collector as it is run: a process of its own, that can be killed. */
const MAIN = join(import.meta.dirname, '../src/main.ts');

let api: ApiServer;
let miner: Miner;
let home: string;
let running: ChildProcess | null;
beforeEach(async () => {
  api = await startApi();
  miner = await startMiner(antminerAnswers());
  home = mkdtempSync(join(tmpdir(), 'hashyard-process-'));
  running = null;
  api.plan = {
    revision: 1,
    pollEverySeconds: 1,
    registerEverySeconds: 900,
    devices: [
      {
        id: 'miner-1',
        kind: 'MINER',
        name: 'M1',
        address: `127.0.0.1:${miner.port}`,
        profile: null,
        sealedCredentials: null,
        outlets: [],
        phases: [],
        registerId: null,
      },
    ],
  };
});
afterEach(async () => {
  if (running) await end('SIGKILL');
  await api.close();
  await miner.close();
  rmSync(home, { recursive: true });
});

async function start(more: Record<string, string> = {}): Promise<void> {
  running = fork(MAIN, [], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: {
      ...process.env,
      COLLECTOR_API: api.url.href,
      COLLECTOR_TOKEN: 'secret-token',
      COLLECTOR_HOME: home,
      COLLECTOR_NETWORKS: '127.0.0.0/8',
      ...more,
    },
  });
  await once(running, 'message');
}

async function end(signal: NodeJS.Signals): Promise<number | null> {
  const process = running;
  running = null;
  if (!process) return null;
  const exit = once(process, 'exit');
  process.kill(signal);
  const [code] = (await exit) as [number | null];
  return code;
}

/** When each row of a miner was taken, as far as the API has acknowledged it. */
const delivered = () => api.batches.flatMap(({ miners }) => miners?.takenAt ?? []).map(String);

describe('the collector’s process', () => {
  test('killed without warning, it delivers after its restart what it had read before', async () => {
    const refused: string[] = [];
    api.answer = ({ miners }) => {
      refused.push(...(miners?.takenAt ?? []).map(String));
      return { status: 503, body: {} };
    };
    await start();
    await api.until(() => refused.length > 0);
    await end('SIGKILL');
    api.batches.length = 0;
    api.answer = (input) => recorded(input);
    await start();
    await api.until(() => refused.every((takenAt) => delivered().includes(takenAt)));
  }, 20_000);

  test('polls by the plan on its disk when it starts and the API is away, and delivers when that is back', async () => {
    await start();
    await api.until(() => delivered().length > 0);
    await end('SIGKILL');
    const { port } = api.url;
    await api.close();
    miner.commands.length = 0;
    await start();
    await expect.poll(() => miner.commands.length, { timeout: 10_000 }).toBeGreaterThan(0);
    const { plan } = api;
    api = await startApi(Number(port));
    api.plan = plan;
    await api.until(() => delivered().length > 0);
  }, 30_000);

  test('ends by itself when it is told to, with what it had read in its spool', async () => {
    await start();
    await api.until(() => delivered().length > 0);
    expect(await end('SIGTERM')).toBe(0);
  }, 20_000);

  test('tells a probe of the machine that it lives, and a monitor what it did', async () => {
    const port = await freeTcpPort();
    api.plan = api.plan && {
      ...api.plan,
      devices: api.plan.devices.flatMap((device) => [device, { ...device, id: 'away', address: '127.0.0.1:1' }]),
    };
    await start({ COLLECTOR_METRICS_PORT: String(port) });
    await api.until(() => delivered().length > 2);
    const health = await fetch(`http://127.0.0.1:${port}/healthz`);
    expect({ status: health.status, text: await health.text() }).toEqual({ status: 200, text: 'ok\n' });
    const metrics = await fetch(`http://127.0.0.1:${port}/metrics`);
    expect(metrics.headers.get('content-type')).toContain('application/openmetrics-text');
    const text = await metrics.text();
    for (const line of [
      /^collector_polls_total\{kind="miner",outcome="answered"\} [1-9]/m,
      /^collector_polls_total\{kind="miner",outcome="refused"\} [1-9]/m,
      /^collector_poll_lag_seconds_bucket\{le="30\.0"\} [1-9]/m,
      /^collector_poll_lag_seconds_bucket\{le="\+Inf"\} [1-9]/m,
      /^collector_poll_lag_seconds_sum \d/m,
      /^collector_poll_lag_seconds_count [1-9]/m,
      /^collector_spool_rows \d/m,
      /^collector_spool_bytes \d/m,
      /^collector_spool_age_seconds \d/m,
      /^collector_clock_steps_total 0$/m,
      /# EOF\n$/,
    ])
      expect(text).toMatch(line);
  }, 20_000);
});
