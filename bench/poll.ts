// node bench/poll.ts [--rounds N] [--quick]
// Polls of miners, three connections each as an Antminer is read: the collector's sessions up to the finished row, a C client that reads and
// parses nothing, and a client as Python's libraries are written, all by the CPU that they take. Who answers is a C simulator on a core of its own. Goals P1 and P2.
// Besides the whole collector at 80 % of what it can, with silent and slow miners among the others: goal P3.
import { fairLoad } from './lib/fair-load.ts';
import { benchOptions, interleave, type Measured, result } from './lib/interleave.ts';
import { writeMinerAnswers } from './lib/miner-answers.ts';
import { compile, fileOf, has, measure, measureOurs, scratch, simulate, skip } from './lib/native.ts';

const bench = 'poll';
const COMMANDS = ['stats', 'summary', 'pools'];
const IN_FLIGHT = 256;

async function main(args: readonly string[]): Promise<Measured[]> {
  const { rounds, quick } = benchOptions(args);
  const programs = compile(['sim/miner', 'floor/poll']);
  if (!programs) {
    skip(bench, 'P1 P2 P3', 'no C compiler');
    return [];
  }
  const [simulator = '', floor = ''] = programs;
  writeMinerAnswers(scratch('answers'));
  const port = await simulate(simulator, ['0', scratch('answers')]);
  const [targets, ms] = quick ? [50, 300] : [2000, 3000];
  const withPython = has('python3');
  if (!withPython) skip(bench, 'P2', 'no Python');
  const values = await interleave(rounds, {
    floor: () => measure(floor, [port, targets, IN_FLIGHT, ms, ...COMMANDS]),
    ours: () => measureOurs('client/poll.ts', [port, targets, IN_FLIGHT, ms]),
    ...(withPython
      ? {
          asyncio: () =>
            measure('python3', [fileOf('peer/poll_asyncio.py'), port, targets, IN_FLIGHT, ms, ...COMMANDS]),
        }
      : {}),
  });
  const { floor: floors = [], ours = [], asyncio } = values;
  const common = { bench, unit: 'polls/CPU-s' };
  return [
    { ...common, metric: 'C client without parsing', values: floors },
    { ...common, metric: 'P1 collector', values: ours, to: { name: 'C client without parsing', values: floors } },
    ...(asyncio
      ? [
          { ...common, metric: 'asyncio client', values: asyncio },
          { ...common, metric: 'P2 collector', values: ours, to: { name: 'asyncio client', values: asyncio } },
        ]
      : []),
    ...(await fairLoad(bench, port, quick)),
  ];
}

for (const measured of await main(process.argv.slice(2))) console.log(JSON.stringify(result(measured)));
process.exit();
