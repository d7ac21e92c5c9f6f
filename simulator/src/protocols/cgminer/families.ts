import type { RunningMiner } from '../../farm/farm.ts';
import type { MinerFamily } from '../../farm/catalog.ts';
import { answerAntminer } from './antminer.ts';
import { answerAvalon } from './avalon.ts';
import { answerBraiins } from './braiins.ts';
import { takeSnapshot, type Snapshot } from './snapshot.ts';
import { answerWhatsminer } from './whatsminer.ts';

const ANSWER: Record<MinerFamily, (request: string, snapshot: Snapshot) => string> = {
  'antminer-stock': answerAntminer,
  whatsminer: answerWhatsminer,
  avalon: answerAvalon,
  braiins: answerBraiins,
};

export function answerMiner(seed: number, miner: RunningMiner, ms: number, request: string): string {
  return ANSWER[miner.device.model.family](request, takeSnapshot(seed, miner, ms));
}
