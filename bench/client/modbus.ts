// PORT CONNECTIONS MS [--plan]: the collector's meter sessions on kept connections. Prints the polls a CPU-second, or with --plan the reads of a poll.
import { collectorCode, loopback, perCpuSecond } from '../lib/collector.ts';

const [port = 0, connections = 0, ms = 0] = process.argv.slice(2).map(Number);
const { openMeter } = await collectorCode();
const everything = { live: true, registers: true };
const open = (at: number, observe?: (what: string) => void) =>
  openMeter({ host: loopback(1, at), port, unit: 1, framing: 'tcp' }, 'eastron-sdm630', observe);

if (process.argv.includes('--plan')) {
  const reads: string[] = [];
  const meter = open(0, (what) => reads.push(what));
  await meter.read(everything);
  meter.close();
  console.log(JSON.stringify(reads));
} else {
  const meters = Array.from({ length: connections }, (_, at) => open(at));
  const polls = await perCpuSecond(connections, connections, ms, async (target) => {
    const reading = await meters[target]?.read(everything);
    if (reading?.device.powerW !== 1 || reading.device.energyWh !== 1000) throw new Error('another reading');
  });
  for (const meter of meters) meter.close();
  console.log(polls);
}
