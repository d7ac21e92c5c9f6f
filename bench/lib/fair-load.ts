/**
 * Goal P3: a whole collector polls at 80 % of what it can while one miner in twenty never answers and one in twenty takes two seconds for each of
 * its three answers. How many of the due polls of those that answer are done before the next one is due.
 */
import { collectorCode } from './collector.ts';
import { deviceId, type Load, startCollector } from './collector-process.ts';
import type { Measured } from './interleave.ts';
import { scratch } from './native.ts';

const LOAD = 0.8;
/** Slow miners hold a place for six seconds each: at hundreds of polls a second more than the 256 that are the default. */
const CONCURRENCY = 1024;
/** The first look at those that don't answer takes turns; by then each that does has its rhythm. */
const WARM_UP_INTERVALS = 6;
const INTERVALS = 2;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
/** As `sim/miner.c` has it. */
const isSilent = (at: number): boolean => ((at + 1) & 255) % 20 === 13;

export async function fairLoad(bench: string, minerPort: number, quick: boolean): Promise<Measured[]> {
  const can = quick ? null : await pollsPerSecond(minerPort);
  const pollEverySeconds = quick ? 1 : 20;
  const devices = can === null ? 100 : Math.min(60_000, Math.floor(can * LOAD * pollEverySeconds));
  const load: Load = { devices, pollEverySeconds, minerPort, network: 3, concurrency: CONCURRENCY };
  const { share, cores } = await dueAndDone(load, quick);
  return [
    ...(can === null
      ? []
      : [{ bench, metric: 'whole collector, what one core can', unit: 'polls/CPU-s', values: [can] }]),
    {
      bench,
      metric: `P3 due polls done within ${pollEverySeconds} s, ${devices} miners`,
      unit: 'share',
      values: [share],
    },
    { bench, metric: `what the collector got meanwhile, ${devices} miners`, unit: 'cores', values: [cores] },
  ];
}

/** Polls for each second of CPU, all of them answered at once. */
async function pollsPerSecond(minerPort: number): Promise<number> {
  let rows = 0;
  const load: Load = { devices: 1000, pollEverySeconds: 1, minerPort };
  const collector = await startCollector(scratch('can'), load, () => (rows += 1));
  try {
    await pause(10_000);
    const before = { rows, cpu: collector.usage().cpuSeconds };
    await pause(10_000);
    return (rows - before.rows) / (collector.usage().cpuSeconds - before.cpu);
  } finally {
    await collector.stop();
  }
}

async function dueAndDone(load: Load, quick: boolean): Promise<{ share: number; cores: number }> {
  const { phaseOf, nextSlot } = await collectorCode();
  const intervalMs = load.pollEverySeconds * 1000;
  const taken = new Map<string, number[]>();
  const collector = await startCollector(scratch('fair'), load, (id, at) => {
    const moments = taken.get(id);
    if (moments) moments.push(Date.parse(at));
    else taken.set(id, [Date.parse(at)]);
  });
  try {
    await pause((quick ? 1 : WARM_UP_INTERVALS) * intervalMs);
    const [from, cpuBefore] = [Date.now(), collector.usage().cpuSeconds];
    // The last poll's own interval, and its way up.
    await pause((INTERVALS + 1) * intervalMs + (quick ? 500 : 3000));
    const cores = ((collector.usage().cpuSeconds - cpuBefore) / (Date.now() - from)) * 1000;
    let [due, done] = [0, 0];
    for (let at = 0; at < load.devices; at += 1) {
      if (isSilent(at)) continue;
      const moments = taken.get(deviceId(at)) ?? [];
      const first = nextSlot(from, intervalMs, phaseOf(deviceId(at)));
      for (let moment = first; moment < first + INTERVALS * intervalMs; moment += intervalMs) {
        due += 1;
        if (moments.some((one) => one >= moment && one < moment + intervalMs)) done += 1;
      }
    }
    return { share: done / due, cores };
  } finally {
    await collector.stop();
  }
}
