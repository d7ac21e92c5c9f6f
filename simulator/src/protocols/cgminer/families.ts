import type { RunningMiner } from '../../farm/farm.ts';
import type { MinerFamily } from '../../farm/catalog.ts';
import { answerAntminer } from './antminer.ts';
import { takeSnapshot, type Snapshot } from './snapshot.ts';

const ANSWER: Record<MinerFamily, (request: string, snapshot: Snapshot) => string> = {
  'antminer-stock': answerAntminer,
  whatsminer: answerAntminer,
  avalon: answerAntminer,
  braiins: answerAntminer,
};

export function answerMiner(seed: number, miner: RunningMiner, ms: number, request: string): string {
  return ANSWER[miner.device.model.family](request, takeSnapshot(seed, miner, ms));
}
