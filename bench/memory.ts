// node bench/memory.ts [--rounds N] [--quick]
// What a collector keeps: heap of a device's state beside all its parsed replies (R1), and memory of the whole process with 10,000 miners at 1,000
// polls a second beside the same with none (R2); besides memory and the schedule's lag at 1,000, 20,000 (each 30 s) and 50,000 miners, and the CPU of
// 1,000 polls.
import { benchOptions, interleave, type Measured, result } from './lib/interleave.ts';
import { runCollector, type Taken } from './lib/collector-process.ts';
import { writeMinerAnswers } from './lib/miner-answers.ts';
import { compile, fileOf, measure, scratch, simulate, skip } from './lib/native.ts';

const bench = 'memory';

async function heap(minerPort: number, devices: number, rounds: number): Promise<Measured[]> {
  const bytes = (what: string) =>
    measure(process.execPath, ['--expose-gc', fileOf('client/memory.ts'), minerPort, devices, what]);
  const { kept = [], state = [] } = await interleave(
    rounds,
    { kept: () => bytes('kept'), state: () => bytes('collector') },
    0,
  );
  const common = { bench, unit: 'bytes/device' };
  return [
    { ...common, metric: 'parsed replies kept', values: kept },
    { ...common, metric: 'R1 collector', values: state, to: { name: 'parsed replies kept', values: kept } },
  ];
}

async function resident(minerPort: number, rounds: number, quick: boolean): Promise<Measured[]> {
  let homes = 0;
  const run = async (devices: number): Promise<Taken> => {
    const pollEverySeconds = quick ? 1 : devices === 20_000 ? 30 : Math.max(10, devices / 1000);
    const ms = (quick ? 2 : 2.5) * pollEverySeconds * 1000;
    const taken = await runCollector(scratch(`home${homes++}`), { devices, pollEverySeconds, minerPort }, ms);
    if (taken.minerRows < devices) throw new Error(`only ${taken.minerRows} readings of ${devices} devices arrived`);
    return taken;
  };
  const cpu: number[] = [];
  const many = quick ? 100 : 10_000;
  const { idle = [], full = [] } = await interleave(
    rounds,
    {
      idle: async () => (await run(0)).rssMb,
      full: async () => {
        const { rssMb, cpuSeconds, minerRows } = await run(many);
        cpu.push((cpuSeconds / minerRows) * 1000);
        return rssMb;
      },
    },
    0,
  );
  const common = { bench, unit: 'MB' };
  const others: Measured[] = [];
  for (const devices of quick ? [] : [1000, 20_000, 50_000]) {
    const { rssMb, lag } = await run(devices);
    others.push({ ...common, metric: `collector with ${devices} miners`, values: [rssMb] });
    others.push({ bench, unit: 's', metric: `mean lag of a poll, ${devices} miners`, values: [lag.meanSeconds] });
    const within = `polls begun within a second of their moment, ${devices} miners`;
    others.push({ bench, unit: 'share', metric: within, values: [lag.withinASecond] });
  }
  return [
    { ...common, metric: 'collector without devices', values: idle },
    {
      ...common,
      metric: `R2 collector with ${many} miners`,
      values: full,
      to: { name: 'collector without devices', values: idle },
    },
    {
      bench,
      metric: `CPU of 1,000 polls, from socket to acknowledged row, start included, ${many} miners`,
      unit: 's',
      values: cpu,
    },
    ...others,
  ];
}

async function main(args: readonly string[]): Promise<Measured[]> {
  const { rounds, quick } = benchOptions(args);
  const [simulator] = compile(['sim/miner']) ?? [];
  if (!simulator) {
    skip(bench, 'R1 R2', 'no C compiler');
    return [];
  }
  writeMinerAnswers(scratch('answers'));
  const port = await simulate(simulator, ['0', scratch('answers')]);
  return [...(await heap(port, quick ? 200 : 10_000, rounds)), ...(await resident(port, Math.min(rounds, 3), quick))];
}

for (const measured of await main(process.argv.slice(2))) console.log(JSON.stringify(result(measured)));
process.exit();
