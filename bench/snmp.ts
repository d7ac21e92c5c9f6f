// node bench/snmp.ts [--rounds N] [--quick]
// SNMP v2c against a small agent in C: the collector's sessions beside net-snmp's own C library, GETs of ten OIDs and walks of a table, by the CPU
// that they take. Goals S1 and S2; where Prometheus' snmp_exporter is installed, the same beside it, S3 and S4.
import { benchOptions, interleave, type Measured, result } from './lib/interleave.ts';
import { compile, measure, measureOurs, simulate, skip } from './lib/native.ts';
import { findExporter, startExporter } from './lib/snmp-exporter.ts';

const bench = 'snmp';
const SESSIONS = 64;
const GOALS = { walk: 'S1', get: 'S2' } as const;

async function compare(
  what: 'walk' | 'get',
  port: number,
  floor: string,
  rounds: number,
  ms: number,
): Promise<Measured[]> {
  const { floor: floors = [], ours = [] } = await interleave(rounds, {
    floor: () => measure(floor, [port, what, SESSIONS, ms]),
    ours: () => measureOurs('client/snmp.ts', [port, what, SESSIONS, ms]),
  });
  const common = { bench, unit: 'OIDs/CPU-s' };
  const name = `net-snmp C library, ${what}`;
  return [
    { ...common, metric: name, values: floors },
    { ...common, metric: `${GOALS[what]} collector, ${what}`, values: ours, to: { name, values: floors } },
  ];
}

async function besideExporter(port: number, rounds: number, ms: number): Promise<Measured[]> {
  const found = findExporter();
  if ('reason' in found) {
    skip(bench, 'S3 S4', found.reason);
    return [];
  }
  const exporter = await startExporter(found.program, port);
  try {
    const measured: Measured[] = [];
    for (const what of ['walk', 'get'] as const) {
      const { theirs = [], ours = [] } = await interleave(rounds, {
        theirs: () => exporter.oidsPerCpuSecond(what, ms),
        ours: () => measureOurs('client/snmp.ts', [port, what, SESSIONS, ms]),
      });
      const name = `snmp_exporter, ${what}`;
      const [goal, costGoal] = what === 'walk' ? ['S3 ', 'S4 '] : ['', ''];
      const cost = (values: readonly number[]) => values.map((value) => 1e6 / value);
      const beside = `collector beside snmp_exporter, ${what}`;
      measured.push(
        { bench, unit: 'OIDs/CPU-s', metric: name, values: theirs },
        { bench, unit: 'OIDs/CPU-s', metric: `${goal}${beside}`, values: ours, to: { name, values: theirs } },
        {
          bench,
          unit: 'CPU-ms/1,000 OIDs',
          metric: `${costGoal}${beside}`,
          values: cost(ours),
          to: { name, values: cost(theirs) },
        },
      );
    }
    return measured;
  } finally {
    await exporter.stop();
  }
}

async function main(args: readonly string[]): Promise<Measured[]> {
  const { rounds, quick } = benchOptions(args);
  const [agent] = compile(['sim/agent']) ?? [];
  const [floor] = compile(['floor/snmp'], ['netsnmp']) ?? [];
  if (!agent || !floor) {
    skip(bench, 'S1 S2 S3 S4', agent ? "no headers of net-snmp's library (libsnmp-dev)" : 'no C compiler');
    return [];
  }
  const port = await simulate(agent, ['0', '40']);
  const ms = quick ? 300 : 3000;
  return [
    ...(await compare('walk', port, floor, rounds, ms)),
    ...(await compare('get', port, floor, rounds, ms)),
    ...(await besideExporter(port, rounds, ms)),
  ];
}

for (const measured of await main(process.argv.slice(2))) console.log(JSON.stringify(result(measured)));
process.exit();
