import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Collector, startCollector } from '../src/collector.ts';
import { parseNetworks } from '../src/networks.ts';
import type { Plan, PlannedDevice } from '../src/plan.ts';
import { parsePorts } from '../src/ports.ts';
import { type ApiServer, startApi } from './api-server.ts';
import { antminerAnswers, type Miner, startMiner } from './miner.ts';
import { seal } from './seal.ts';
import { commandKey, signed } from './sign.ts';
import { startAgent } from './snmp-agent.ts';

let api: ApiServer;
let miner: Miner;
let home: string;
let collector: Collector | null;
beforeEach(async () => {
  api = await startApi();
  miner = await startMiner(antminerAnswers());
  home = mkdtempSync(join(tmpdir(), 'hashyard-collector-'));
  collector = null;
});
afterEach(async () => {
  await collector?.stop();
  await api.close();
  await miner.close();
  rmSync(home, { recursive: true });
});

function start(networks = '127.0.0.0/8', metricsPort: number | null = null, ports = '1-65535'): Promise<Collector> {
  return startCollector({
    api: api.url,
    token: 'secret-token',
    home,
    networks: parseNetworks(networks),
    ports: parsePorts(ports),
    concurrency: 16,
    networkRate: 1000,
    scanRate: 1000,
    modbus: { units: [1], framings: ['tcp'] },
    commandKey,
    spoolMaxBytes: 1e8,
    spoolMaxDays: 30,
    metricsPort,
  });
}

function device(changes: Partial<PlannedDevice> = {}): PlannedDevice {
  return {
    id: 'miner-1',
    kind: 'MINER',
    name: 'M1',
    address: `127.0.0.1:${miner.port}`,
    profile: null,
    sealedCredentials: null,
    outlets: [],
    phases: [],
    registerId: null,
    ...changes,
  };
}

function plan(devices: PlannedDevice[], revision = 1): Plan {
  return { revision, pollEverySeconds: 1, registerEverySeconds: 900, devices };
}

const minerRows = () =>
  api.batches.flatMap(({ miners }) =>
    miners
      ? miners.minerId.map((id, row) => ({
          id,
          answered: miners.answered[row],
          hashrateThs: miners.hashrateThs?.[row],
        }))
      : [],
  );

describe('a collector', () => {
  test('delivers what a miner says, with its boards under its row', async () => {
    api.plan = plan([device()]);
    collector = await start();
    await api.until(() => minerRows().length > 0);
    const [batch] = api.batches;
    expect(batch?.miners).toMatchObject({
      minerId: ['miner-1'],
      answered: [true],
      hashing: [true],
      hashrateThs: [110.56689],
      powerW: [null],
      temperatureC: [73],
      uptimeSeconds: [50_474],
      pool: ['stratum+tcp://pool.example:3333'],
      worker: ['acme.rig1'],
      faults: [[]],
      fansRpm: [[6000, 5880, 5040, 5040]],
    });
    expect(batch?.boards).toMatchObject({ row: [0, 0, 0], position: [1, 2, 3], chipTemperatureC: [71, 72, 73] });
  });

  test('a miner that is away is a row that says so', async () => {
    api.plan = plan([device()]);
    await miner.close();
    collector = await start();
    await api.until(() => minerRows().length > 0);
    expect(minerRows()[0]).toEqual({ id: 'miner-1', answered: false, hashrateThs: null });
    miner = await startMiner(antminerAnswers());
  });

  test('never connects outside its own networks, and reports what it refused', async () => {
    api.plan = plan([
      device({ id: 'inside', address: '127.0.0.1:1' }),
      device({ id: 'outside' }),
      device({ id: 'named', address: 'localhost:4028' }),
    ]);
    collector = await start('10.0.0.0/8');
    await api.until(() => api.reports.length > 1);
    expect(api.reports.at(-1)).toMatchObject({
      allowedNetworks: ['10.0.0.0/8'],
      refused: ['inside', 'outside', 'named'],
    });
    await collector.stop();
    expect(miner.commands).toEqual([]);
  });

  test('never connects to a port that it may not reach, and reports what it refused', async () => {
    api.plan = plan([device({ id: 'odd-port' })]);
    collector = await start('127.0.0.0/8', null, '80,161,502,4028,4433,8080');
    await api.until(() => api.reports.some(({ refused }) => refused?.includes('odd-port')));
    expect(miner.commands).toEqual([]);
  });

  test('a scan of a port that it may not reach is not begun', async () => {
    api.scans = [{ id: 'scan-1', networks: ['127.0.0.1/32'], ports: [4028, miner.port] }];
    collector = await start('127.0.0.0/8', null, '4028');
    await api.until(() => api.reports.some(({ scans }) => scans?.some(({ done, total }) => done === total)));
    expect(miner.commands).toEqual([]);
  });

  test('follows a new plan as soon as it is told of one', async () => {
    api.plan = plan([]);
    collector = await start();
    await api.until(() => api.reports.length > 0);
    api.plan = plan([device()], 2);
    await expect
      .poll(() => {
        api.announce();
        return minerRows().length;
      })
      .toBeGreaterThan(0);
  });

  test('polls by the plan that it knows while the API is away, and delivers afterwards', async () => {
    api.plan = plan([device()]);
    collector = await start();
    await api.until(() => minerRows().length > 0);
    await collector.stop();
    const { port } = api.url;
    await api.close();
    collector = await start();
    miner.commands.length = 0;
    await expect
      .poll(() => miner.commands.filter((command) => command === 'stats').length, { timeout: 5000 })
      .toBeGreaterThan(1);
    api = await startApi(Number(port));
    await api.until(() => minerRows().length > 1);
    expect(api.batches.every(({ sequence }) => sequence > 0)).toBe(true);
  });

  test('opens a PDU’s community that is sealed to its key, and none that is not', async () => {
    api.plan = plan([]);
    collector = await start();
    await api.until(() => api.reports.length > 0);
    const recipient = Buffer.from(api.reports[0]?.sealingKey ?? '', 'base64');
    const agent = await startAgent(
      new Map<string, number | string>([
        ['1.3.6.1.2.1.1.2.0', '1.3.6.1.4.1.1718.4'],
        ['1.3.6.1.4.1.1718.4.1.3.2.1.2.1.1', 'AA'],
        ['1.3.6.1.4.1.1718.4.1.3.3.1.3.1.1', 1701],
      ]),
    );
    agent.community = 's3cret';
    const pdu = device({
      id: 'pdu-1',
      kind: 'PDU',
      address: `127.0.0.1:${agent.port}`,
      sealedCredentials: seal('{"community":"s3cret"}', recipient),
    });
    api.plan = plan([pdu], 2);
    api.announce();
    await api.until(() => api.batches.some(({ electrical }) => electrical?.sourceId.includes('pdu-1')));
    expect(api.batches.flatMap(({ electrical }) => electrical?.powerW ?? [])[0]).toBe(1701);
    await collector.stop();
    await agent.close();
  });

  test('a plan that seals the same credentials anew does not make it learn a PDU again', async () => {
    api.plan = plan([]);
    collector = await start();
    await api.until(() => api.reports.length > 0);
    const recipient = Buffer.from(api.reports[0]?.sealingKey ?? '', 'base64');
    const agent = await startAgent(
      new Map<string, number | string>([
        ['1.3.6.1.2.1.1.2.0', '1.3.6.1.4.1.1718.4'],
        ['1.3.6.1.4.1.1718.4.1.3.2.1.2.1.1', 'AA'],
        ['1.3.6.1.4.1.1718.4.1.3.3.1.3.1.1', 1701],
      ]),
    );
    const pdu = () =>
      device({
        id: 'pdu-1',
        kind: 'PDU',
        address: `127.0.0.1:${agent.port}`,
        sealedCredentials: seal('{"community":"public"}', recipient),
      });
    const told = () => api.batches.flatMap(({ electrical }) => electrical?.sourceId ?? []).length;
    api.plan = plan([pdu()], 2);
    api.announce();
    await api.until(() => told() > 0);
    const walks = agent.requests.filter(({ type }) => type === 'bulk').length;
    api.plan = plan([pdu()], 3);
    api.announce();
    const before = told();
    await api.until(() => told() > before + 1);
    expect(agent.requests.filter(({ type }) => type === 'bulk')).toHaveLength(walks);
    await collector.stop();
    await agent.close();
  });

  test('tells at its first answer what a PDU is, and reads outlets and phases once they are planned', async () => {
    const sentry = '1.3.6.1.4.1.1718.4.1';
    const agent = await startAgent(
      new Map<string, number | string>([
        ['1.3.6.1.2.1.1.2.0', '1.3.6.1.4.1.1718.4'],
        [`${sentry}.2.2.1.4.1`, 'SN-7'],
        [`${sentry}.2.2.1.5.1`, 'C2S42CE'],
        [`${sentry}.3.2.1.2.1.1`, 'AA'],
        [`${sentry}.3.3.1.3.1.1`, 1701],
        [`${sentry}.5.2.1.4.1.1.1`, 'AA:L1-N'],
        [`${sentry}.5.3.1.3.1.1.1`, 2400],
        [`${sentry}.5.3.1.6.1.1.1`, 709],
        [`${sentry}.5.3.1.8.1.1.1`, 1701],
        [`${sentry}.8.2.1.2.1.1.1`, 'AA1'],
        [`${sentry}.8.2.1.3.1.1.1`, 'M-001'],
        [`${sentry}.8.3.1.7.1.1.1`, 1690],
        [`${sentry}.8.3.1.14.1.1.1`, 77_000],
      ]),
    );
    const pdu = (parts: Partial<PlannedDevice> = {}) =>
      device({ id: 'pdu-1', kind: 'PDU', address: `127.0.0.1:${agent.port}`, ...parts });
    api.plan = plan([pdu()]);
    collector = await start();
    const told = () => api.reports.flatMap(({ devices = [] }) => devices);
    await api.until(() => told().length > 0);
    expect(told()[0]).toEqual({
      deviceId: 'pdu-1',
      profile: 'servertech-sentry4',
      evidence: 'RECORDED',
      model: 'Server Technology C2S42CE',
      serial: 'SN-7',
      outlets: [{ number: 1, label: 'M-001', hasRegister: true }],
      phases: ['AA:L1-N'],
    });

    const outlets = [{ id: 'outlet-1', number: 1, registerId: null }];
    api.plan = plan([pdu({ outlets, phases: [{ id: 'phase-1', name: 'AA:L1-N' }] })], 2);
    api.announce();
    const said = () =>
      api.batches.flatMap(({ electrical }) =>
        (electrical?.sourceId ?? []).map((id, row) => ({
          id,
          powerW: electrical?.powerW?.[row],
          currentA: electrical?.currentA?.[row],
          voltageV: electrical?.voltageV?.[row],
        })),
      );
    await api.until(() => said().some(({ id }) => id === 'phase-1'));
    expect(said().find(({ id }) => id === 'phase-1')).toMatchObject({ powerW: 1701, currentA: 7.09, voltageV: 240 });
    expect(said().find(({ id }) => id === 'outlet-1')).toMatchObject({ powerW: 1690 });
    expect(told()).toHaveLength(1);
    await collector.stop();
    await agent.close();
  });

  test('tells of its polls and its spool at /metrics', async () => {
    api.plan = plan([device(), device({ id: 'away', address: '127.0.0.1:1' })]);
    const port = await freePort();
    collector = await start('127.0.0.0/8', port);
    await api.until(() => new Set(minerRows().map(({ id }) => id)).size === 2);
    const answer = await fetch(`http://127.0.0.1:${port}/metrics`);
    expect(answer.headers.get('content-type')).toContain('openmetrics');
    const text = await answer.text();
    expect(text).toMatch(/^collector_polls_total\{kind="miner",outcome="answered"\} [1-9]/m);
    expect(text).toMatch(/^collector_polls_total\{kind="miner",outcome="refused"\} [1-9]/m);
    expect(text).toMatch(/^collector_spool_rows \d+$/m);
    expect(text.endsWith('# EOF\n')).toBe(true);
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
    expect((await fetch(`http://127.0.0.1:${port}/spool.sqlite`)).status).toBe(404);
  });

  test('executes a scan order within its networks and reports what it found, once', async () => {
    api.scans = [
      { id: 'scan-1', networks: ['127.0.0.0/30'], ports: [miner.port] },
      { id: 'scan-2', networks: ['10.0.0.0/24'], ports: [miner.port] },
    ];
    collector = await start();
    const reports = () => api.reports.flatMap(({ scans = [] }) => scans);
    await api.until(() => reports().some(({ scanId, done }) => scanId === 'scan-2' && done === 1));
    await api.until(() => reports().some(({ scanId, done }) => scanId === 'scan-1' && done === 4));
    const found = reports().flatMap((report) => report.found);
    expect(found).toMatchObject([{ kind: 'MINER', address: `cgminer://127.0.0.1:${miner.port}`, make: 'Bitmain' }]);
    // Outside: ended, which the API knows by done and total, and no packet left for it.
    expect(reports().findLast(({ scanId }) => scanId === 'scan-2')).toMatchObject({ done: 1, total: 1, found: [] });
    const before = miner.commands.length;
    api.announce();
    api.plan = plan([], 7);
    api.announce();
    await api.until(() => api.reports.length > 2);
    expect(miner.commands).toHaveLength(before);
  });

  test('a scan’s report that the API refuses keeps no plan away', async () => {
    api.scans = [{ id: 'scan-1', networks: ['127.0.0.1/32'], ports: [miner.port] }];
    api.refusesScans = true;
    collector = await start();
    await api.until(() => api.reports.some(({ scans }) => scans));
    api.plan = plan([device()], 2);
    api.announce();
    await api.until(() => minerRows().length > 0);
  });

  test('executes a signed command for a device of its plan and reports it', async () => {
    const agent = await startAgent(
      new Map<string, number | string>([
        ['1.3.6.1.2.1.1.2.0', '1.3.6.1.4.1.1718.4'],
        ['1.3.6.1.4.1.1718.4.1.8.2.1.2.1.1.7', 'AA7'],
        ['1.3.6.1.4.1.1718.4.1.8.3.1.1.1.1.7', 1],
      ]),
    );
    const outlets = [{ id: 'outlet-7', number: 7, registerId: null }];
    api.plan = plan([device({ id: 'pdu-1', kind: 'PDU', address: `snmp://127.0.0.1:${agent.port}`, outlets })]);
    collector = await start();
    await api.until(() => api.reports.length > 1);
    api.commands = [signed({ expiresAt: new Date(Date.now() + 60_000).toISOString() })];
    api.announce();
    const reports = () => api.reports.flatMap(({ commands = [] }) => commands);
    await api.until(() => reports().length > 0);
    expect(reports()).toMatchObject([{ commandId: 'command-1', state: 'DONE', message: null }]);
    expect(agent.written).toEqual([['1.3.6.1.4.1.1718.4.1.8.5.1.2.1.1.7', 3]]);
    await agent.close();
  });

  test('keeps its folder to itself', async () => {
    api.plan = plan([device()]);
    collector = await start();
    await api.until(() => minerRows().length > 0);
    expect(statSync(home).mode & 0o777).toBe(0o700);
    for (const file of readdirSync(home)) expect(statSync(join(home, file)).mode & 0o077).toBe(0);
  });

  test('can be stopped twice', async () => {
    api.plan = plan([device()]);
    collector = await start();
    await api.until(() => minerRows().length > 0);
    await Promise.all([collector.stop(), collector.stop()]);
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
