// PORT TARGETS IN_FLIGHT MS: the collector's miner sessions, each reading made into a row. Prints the polls a CPU-second.
import { collectorCode, loopback, perCpuSecond } from '../lib/collector.ts';

const [port = 0, targets = 0, inFlight = 0, ms = 0] = process.argv.slice(2).map(Number);
const { openMiner, minerRow, systemClock } = await collectorCode();
const sessions = Array.from({ length: targets }, (_, at) =>
  openMiner({ host: loopback(1, at), port, unit: 1, framing: 'tcp' }, {}, { clock: systemClock }),
);
const polls = await perCpuSecond(inFlight, targets, ms, async (target) => {
  const row = minerRow(String(target), new Date(), (await sessions[target]?.read()) ?? {});
  if (row.hashrateThs === null) throw new Error('no hashrate in the row');
});
console.log(polls);
