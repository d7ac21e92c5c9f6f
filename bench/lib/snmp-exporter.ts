/** Prometheus' snmp_exporter as a peer: it asks our agent for the same objects, and is scraped over HTTP as it is in use. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { freePort } from './free-port.ts';
import { has, pinned, scratch } from './native.ts';
import { usageOf } from './usage.ts';

const ROOT = '1.3.6.1.4.1.99999.1.1';
const COLUMNS = 10;
const ROWS = 40;

export type Exporter = {
  /** OIDs that it read for each second of its CPU. */
  oidsPerCpuSecond(what: 'walk' | 'get', ms: number): Promise<number>;
  stop(): Promise<void>;
};

/** Its program, or why it can't be measured here. */
export function findExporter(): { program: string } | { reason: string } {
  const program = ['snmp_exporter', 'prometheus-snmp-exporter'].find(has);
  if (!program) return { reason: 'snmp_exporter is not installed' };
  const { stdout, stderr } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  const [, version = '', minor = ''] = /version (\d+\.(\d+)\.\d+)/.exec(stdout + stderr) ?? [];
  // From 0.23 on communities stand apart from modules.
  return version.startsWith('0.') && Number(minor) < 23
    ? { program }
    : { reason: `snmp_exporter ${version} reads another configuration` };
}

export async function startExporter(program: string, agentPort: number): Promise<Exporter> {
  const config = scratch('snmp.json');
  writeFileSync(config, JSON.stringify(modules())); // JSON is YAML
  const port = await freePort();
  const [command, args] = pinned(1, program, [`--config.file=${config}`, `--web.listen-address=127.0.0.1:${port}`]);
  const child = spawn(command, args, {
    env: { PATH: process.env.PATH, GOMAXPROCS: '1' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const listening = /Listening on/i;
  let said = '';
  for await (const text of child.stderr.iterator({ destroyOnReturn: false })) {
    said += String(text);
    if (listening.test(said)) break;
  }
  if (!listening.test(said)) throw new Error(`${program} ended: ${said}`);
  child.stderr.resume();

  const scrape = async (what: 'walk' | 'get') => {
    const url = `http://127.0.0.1:${port}/snmp?module=${what}&target=127.0.0.1:${agentPort}`;
    const text = await (await fetch(url, { headers: { 'accept-encoding': 'identity' } })).text();
    const [values, last] = what === 'walk' ? [COLUMNS * ROWS, ROWS] : [COLUMNS, 7];
    const found = text.match(/^cell\d+\{/gm)?.length;
    if (found !== values || !text.includes(`cell10{row="${last}"} ${10_000 + last}\n`))
      throw new Error(`${program} answered with ${found} values: ${text.slice(0, 500)}`);
    return values;
  };
  return {
    oidsPerCpuSecond: async (what, ms) => {
      const pid = child.pid ?? 0;
      const before = usageOf(pid).cpuSeconds;
      const ends = performance.now() + ms;
      let oids = 0;
      // One at a time: so it takes the least CPU for each, by far.
      do oids += await scrape(what);
      while (performance.now() < ends);
      return oids / Math.max(0.01, usageOf(pid).cpuSeconds - before);
    },
    stop: async () => {
      const closed = once(child, 'close');
      child.kill('SIGKILL');
      await closed;
    },
  };
}

/** The agent's table whole, and one row of it. */
function modules(): object {
  const columns = Array.from({ length: COLUMNS }, (_, at) => at + 1);
  const metrics = columns.map((column) => ({
    name: `cell${column}`,
    oid: `${ROOT}.${column}`,
    type: 'gauge',
    help: 'A cell of the table.',
    indexes: [{ labelname: 'row', type: 'gauge' }],
  }));
  const common = { metrics, version: 2, max_repetitions: ROWS, auth: { community: 'public' } };
  return {
    walk: { ...common, walk: [ROOT] },
    get: { ...common, get: columns.map((column) => `${ROOT}.${column}.7`) },
  };
}
