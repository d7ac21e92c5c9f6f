import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Address, parseAddress } from '../src/address.ts';
import type { Plan, PlannedDevice } from '../src/plan.ts';
import { type ApiServer, startApi } from './api-server.ts';

/** The farm as a process of its own: its sockets are all that is shared with it. */
const SIMULATOR = join(import.meta.dirname, '../../simulator/src/main.ts');
const COLLECTOR = join(import.meta.dirname, '../src/main.ts');
const haveSimulator = existsSync(SIMULATOR);

type FarmDevice = {
  serial: string;
  kind: 'MINER' | 'PDU' | 'METER';
  name: string;
  family: string;
  address: string;
  profile: string | null;
  outlets?: { number: number }[];
};

async function started(
  file: string,
  env: Record<string, string>,
): Promise<{ child: ChildProcess; ready: Record<string, string> }> {
  const child = fork(file, [], {
    execArgv: [],
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let errors = '';
  child.stderr?.on('data', (chunk) => (errors += String(chunk)));
  const ended = once(child, 'exit').then(() => Promise.reject(new Error(`${file} ended: ${errors}`)));
  const [ready] = (await Promise.race([once(child, 'message'), ended])) as [Record<string, string>];
  ended.catch(() => {});
  return { child, ready };
}

async function stopped(child: ChildProcess | undefined): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  await exit;
}

function planOf(farm: readonly FarmDevice[]): Plan {
  const devices = farm.map((device): PlannedDevice => {
    const outlets = (device.outlets ?? []).map(({ number }) => ({
      id: `${device.serial}/${number}`,
      number,
      registerId: `${device.serial}/${number}/register`,
    }));
    return {
      id: device.serial,
      kind: device.kind,
      name: device.name,
      address: device.address,
      profile: device.kind === 'METER' ? device.profile : null,
      sealedCredentials: null,
      registerId: device.kind === 'MINER' ? null : `${device.serial}/register`,
      outlets,
      phases: [],
    };
  });
  return { revision: 1, pollEverySeconds: 2, registerEverySeconds: 900, devices };
}

describe.skipIf(!haveSimulator)(
  haveSimulator ? 'against the simulated farm' : 'against the simulated farm (skipped: no simulator/src/main.ts)',
  () => {
    let api: ApiServer;
    let simulator: ChildProcess;
    let collector: ChildProcess;
    let control: string;
    let farm: FarmDevice[];
    const home = mkdtempSync(join(tmpdir(), 'hashyard-collector-'));

    const minersSaid = () =>
      api.batches.flatMap(({ miners }) =>
        miners
          ? miners.minerId.map((id, row) => ({
              id,
              answered: miners.answered[row],
              hashrateThs: miners.hashrateThs?.[row],
              powerW: miners.powerW?.[row],
            }))
          : [],
      );
    const sourcesSaid = () =>
      api.batches.flatMap(({ electrical }) =>
        electrical ? electrical.sourceId.map((id, row) => ({ id, powerW: electrical.powerW?.[row] })) : [],
      );
    const registersSaid = () =>
      api.batches.flatMap(({ registers }) =>
        registers ? registers.registerId.map((id, row) => ({ id, wh: Number(registers.registerWh[row]) })) : [],
      );
    const change = async (serial: string, body: object) => {
      const response = await fetch(`${control}/devices/${serial}`, { method: 'PATCH', body: JSON.stringify(body) });
      expect(response.status).toBe(200);
    };

    beforeAll(async () => {
      api = await startApi();
      const farmed = await started(SIMULATOR, { HASHYARD_FARM: 'miners=24,pdus=3,meters=1' });
      simulator = farmed.child;
      control = farmed.ready.control ?? '';
      const answer = (await (await fetch(`${control}/devices`)).json()) as FarmDevice[] | { devices: FarmDevice[] };
      farm = Array.isArray(answer) ? answer : answer.devices;
      api.plan = planOf(farm);
      const collecting = await started(COLLECTOR, {
        COLLECTOR_API: api.url.href,
        COLLECTOR_TOKEN: 'secret-token',
        COLLECTOR_HOME: home,
        COLLECTOR_NETWORKS: '127.0.0.0/8',
        COLLECTOR_SCAN_RATE: '1000',
      });
      collector = collecting.child;
    }, 60_000);
    afterAll(async () => {
      await stopped(collector);
      await stopped(simulator);
      await api?.close();
      rmSync(home, { recursive: true });
    });

    test('every miner answers with a hashrate', async () => {
      const miners = farm.filter(({ kind }) => kind === 'MINER').map(({ serial }) => serial);
      await api.until(() =>
        miners.every((serial) =>
          minersSaid().some(({ id, answered, hashrateThs }) => id === serial && answered && (hashrateThs ?? 0) > 0),
        ),
      );
      expect(new Set(farm.map(({ family }) => family)).size).toBeGreaterThan(5);
    });

    test('every PDU, outlet and meter has watts and a register', async () => {
      const sources = farm
        .filter(({ kind }) => kind !== 'MINER')
        .flatMap(({ serial, outlets }) => [serial, ...(outlets ?? []).map(({ number }) => `${serial}/${number}`)]);
      await api.until(() =>
        sources.every((source) => sourcesSaid().some(({ id, powerW }) => id === source && typeof powerW === 'number')),
      );
      await api.until(() => sources.every((source) => registersSaid().some(({ id }) => id === `${source}/register`)));
      expect(registersSaid().every(({ wh }) => Number.isInteger(wh))).toBe(true);
    });

    test('what a miner is set to is what the API gets', async () => {
      const miner = farm.find(({ family }) => /antminer/i.test(family))?.serial ?? '';
      await change(miner, { hashrateThs: 123.4, wander: false });
      await api.until(() => minersSaid().some(({ id, hashrateThs }) => id === miner && hashrateThs === 123.4));
    });

    test('a scan finds every device of the farm while it is polled', async () => {
      const places = farm.map(({ address, kind }) => ({ ...(parseAddress(address) as Address), kind }));
      const ports = [...new Set(places.flatMap(({ port }) => port ?? []))];
      api.scans = [{ id: 'scan', networks: places.map(({ host }) => `${host}/32`), ports }];
      api.announce();
      const reports = () => api.reports.flatMap(({ scans = [] }) => scans);
      await api.until(() => reports().some(({ done, total }) => total > 0 && done === total));
      const found = reports().flatMap((report) => report.found);
      const kindAt = new Map(found.map(({ address, kind }) => [address.replace(/^\w+:\/\/|\?.*$/g, ''), kind]));
      for (const { host, port, kind } of places)
        expect({ host, kind: kindAt.get(`${host}:${port}`) }).toEqual({ host, kind });
      expect(found.filter(({ kind }) => kind === 'MINER').every(({ make }) => make !== null)).toBe(true);
    });

    test('a miner that hangs is a failed poll, never a zero', async () => {
      const miner = farm.find(({ family }) => /whatsminer/i.test(family))?.serial ?? '';
      await change(miner, { fault: 'api-hung' });
      await api.until(() => minersSaid().some(({ id, answered }) => id === miner && answered === false));
      expect(minersSaid().find(({ id, answered }) => id === miner && answered === false)).toMatchObject({
        hashrateThs: null,
        powerW: null,
      });
    });

    test('it reports its networks and its key, and ends within three seconds with an empty spool', async () => {
      expect(api.reports[0]).toMatchObject({ version: '0.1.0', allowedNetworks: ['127.0.0.0/8'], refused: [] });
      expect(Buffer.from(api.reports[0]?.sealingKey ?? '', 'base64')).toHaveLength(32);
      const before = Date.now();
      await stopped(collector);
      expect(Date.now() - before).toBeLessThan(3000);
      expect(collector.exitCode).toBe(0);
    });
  },
);
