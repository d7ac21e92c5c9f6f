import { openMiner } from '../src/miners.ts';
import type { MinerReading } from '../src/reading.ts';
import type { MinerProtocolId } from '../src/registry.ts';
import { ManualClock } from './clock.ts';
import { type Miner, startHttpMiner, startMiner, startWhatsminer3 } from './miner.ts';

const SERVERS = { cgminer: startMiner, http: startHttpMiner, whatsminer3: startWhatsminer3 };

/** What the collector reads of a miner that gives these answers, over real sockets and with nothing told of what it is. */
export async function readServed(protocol: MinerProtocolId, answers: Miner['answers']): Promise<MinerReading> {
  const server = await SERVERS[protocol](answers);
  const address = { host: '127.0.0.1', port: server.port, unit: 1, framing: 'tcp' } as const;
  return openMiner(address, {}, { clock: new ManualClock(), only: protocol })
    .read()
    .finally(() => server.close());
}
