import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startPostgres } from '../../scripts/postgres.mjs';
import { setDeviceAt as setDevice } from './world.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

export type FarmDevice = {
  readonly serial: string;
  readonly kind: 'MINER' | 'PDU' | 'METER';
  readonly name: string;
  readonly address: string;
  readonly position: { readonly rack: string; readonly row: number; readonly column: number } | null;
  readonly outlets: readonly { readonly number: number; readonly minerSerial: string | null }[] | null;
};

/** A site full of devices and an installation that knows none of them, as its operator has them on the first day. */
export type EmptyInstallation = {
  /** Where the one-time link of the start leads; its token stands behind the `#`. */
  readonly setupLink: string;
  readonly graphql: string;
  readonly farm: readonly FarmDevice[];
  /** Networks in which the farm's devices answer, and at which ports. */
  readonly networks: readonly string[];
  readonly ports: readonly number[];
  /** Sets a simulated device: an exact hashrate, a fault. */
  setDevice(serial: string, change: Record<string, unknown>): Promise<void>;
  /** Runs a collector with the token that the console or API showed. */
  runCollector(token: string): void;
  stop(): Promise<void>;
};

/** Starts a database, `npm run serve` on it, and a simulated farm; nothing is seeded. */
export async function startEmpty(farm: string): Promise<EmptyInstallation> {
  const home = mkdtempSync(join(tmpdir(), 'hashyard-empty-'));
  const database = await startPostgres({ volatile: true });
  const children: ChildProcess[] = [];
  const run = (file: string, env: Record<string, string>) => {
    const child = spawn(process.execPath, [file], {
      cwd: root,
      env: { ...process.env, NODE_OPTIONS: '', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    children.push(child);
    return child;
  };
  const stop = async () => {
    // The collector and the farm first, the installation last.
    for (const child of [...children].reverse()) await ended(child);
    await database.stop();
    rmSync(home, { recursive: true, force: true });
  };
  try {
    const simulator = run('simulator/src/main.ts', { HASHYARD_FARM: farm, HOST: '127.0.0.1', CONTROL_PORT: '0' });
    const serve = run('scripts/serve.mjs', {
      DATABASE_URL: database.url,
      HASHYARD_HOME: home,
      HOST: '127.0.0.1',
      PORT: '0',
      PUBLIC_URL: '',
      SMTP_URL: '',
    });
    const [[, control = ''], [, setupLink = '', base = '']] = await Promise.all([
      said(simulator, /"control":"([^"]+)"/),
      said(serve, /((http:\S+)\/console\/setup#[\w-]{43})/),
    ]);
    const { devices } = (await (await fetch(new URL('/devices', control))).json()) as { devices: FarmDevice[] };
    const graphql = `${base}/graphql`;
    return {
      setupLink,
      graphql,
      farm: devices,
      ...placesOf(devices),
      setDevice: (serial, change) => setDevice(control, serial, change),
      runCollector: (token) =>
        void run('collector/src/main.ts', {
          COLLECTOR_API: graphql,
          COLLECTOR_TOKEN: token,
          COLLECTOR_HOME: join(home, 'collector'),
          COLLECTOR_NETWORKS: '127.0.0.0/8',
          COLLECTOR_SCAN_RATE: '1000',
          COLLECTOR_NETWORK_RATE: '1000',
        }),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What a child's output says, as soon as it does; all of it when the child ends before. */
function said(child: ChildProcess, pattern: RegExp): Promise<RegExpExecArray> {
  let output = '';
  return new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => {
        output += text;
        const found = pattern.exec(output);
        if (found) resolve(found);
      });
    child.once('exit', () => reject(new Error(`${child.spawnargs.at(-1)} ended:\n${output}`)));
  });
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGINT');
  await gone;
}

/** The smallest networks that hold the farm's addresses, so that a scan is soon through, and the ports that stand in them. */
function placesOf(devices: readonly FarmDevice[]): { networks: string[]; ports: number[] } {
  const highest = new Map<string, number>();
  const ports = new Set<number>();
  for (const { address } of devices) {
    const [, net = '', host, port] = /\/\/((?:\d+\.){3})(\d+):(\d+)/.exec(address) ?? [];
    highest.set(net, Math.max(highest.get(net) ?? 0, Number(host)));
    ports.add(Number(port));
  }
  const bits = (host: number) => 32 - Math.ceil(Math.log2(host + 2));
  return { networks: [...highest].map(([net, host]) => `${net}0/${bits(host)}`), ports: [...ports] };
}
