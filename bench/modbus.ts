// node bench/modbus.ts [--rounds N] [--quick]
// Polls of Modbus TCP meters on kept connections: the collector's meter sessions up to the reading, and a C client that sends the same reads and
// decodes nothing. Goal M1.
import { execFileSync } from 'node:child_process';
import { benchOptions, interleave, type Measured, result } from './lib/interleave.ts';
import { compile, fileOf, measure, measureOurs, simulate, skip } from './lib/native.ts';

const bench = 'modbus';
const CONNECTIONS = 64;

/** The reads of one poll, as the collector's session makes them: function, then start and count of each. */
function readsOfAPoll(port: number): number[] {
  const out = execFileSync(process.execPath, [fileOf('client/modbus.ts'), String(port), '1', '0', '--plan'], {
    encoding: 'utf8',
  });
  const reads = (JSON.parse(out) as string[]).map((read) => read.split(/[:+]/).map(Number));
  return [reads[0]?.[0] ?? 3, ...reads.flatMap(([, start = 0, count = 0]) => [start, count])];
}

async function main(args: readonly string[]): Promise<Measured[]> {
  const { rounds, quick } = benchOptions(args);
  const programs = compile(['sim/modbus', 'floor/modbus']);
  if (!programs) {
    skip(bench, 'M1', 'no C compiler');
    return [];
  }
  const [simulator = '', floor = ''] = programs;
  const port = await simulate(simulator, ['0']);
  const reads = readsOfAPoll(port);
  const ms = quick ? 300 : 3000;
  const { floor: floors = [], ours = [] } = await interleave(rounds, {
    floor: () => measure(floor, [port, CONNECTIONS, ms, ...reads]),
    ours: () => measureOurs('client/modbus.ts', [port, CONNECTIONS, ms]),
  });
  const common = { bench, unit: 'polls/CPU-s' };
  return [
    { ...common, metric: 'C client without decoding', values: floors },
    { ...common, metric: 'M1 collector', values: ours, to: { name: 'C client without decoding', values: floors } },
  ];
}

for (const measured of await main(process.argv.slice(2))) console.log(JSON.stringify(result(measured)));
process.exit();
