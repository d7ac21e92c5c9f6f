// PORT get|walk SESSIONS MS: the collector's SNMP sessions: GETs of ten OIDs, or walks of a table of ten columns and forty rows. Prints the OIDs a CPU-second.
import { collectorCode, perCpuSecond } from '../lib/collector.ts';

const [port, what, sessions, ms] = process.argv.slice(2);
const { openSnmp } = await collectorCode();
const ROOT = '1.3.6.1.4.1.99999.1.1';
const REPETITIONS = 40;
const CELLS = 400;
const oids = Array.from({ length: 10 }, (_, at) => `${ROOT}.${at + 1}.7`);
const open = Array.from({ length: Number(sessions) }, () =>
  openSnmp({
    host: '127.0.0.1',
    port: Number(port),
    security: { version: '2c', community: 'public' },
    timeoutMs: 2000,
    retries: 2,
  }),
);
const get = async (target: number) => {
  const values = await open[target]?.get(oids);
  if (values?.size !== oids.length || values.get(oids[9] ?? '') !== 10_007) throw new Error('another value');
};
const walk = async (target: number) => {
  const rows = await open[target]?.walk(ROOT, REPETITIONS);
  if (rows?.size !== CELLS || rows.get('10.40') !== 10_040) throw new Error('another value');
};
const rounds = await perCpuSecond(open.length, open.length, Number(ms), what === 'walk' ? walk : get);
for (const session of open) session.close();
console.log(rounds * (what === 'walk' ? CELLS : oids.length));
