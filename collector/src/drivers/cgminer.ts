import type { Board } from '../reading.ts';
import {
  type Answers,
  type Entry,
  isDisabled,
  list,
  number,
  shortestRateThs,
  statusOf,
  temperature,
  text,
} from './answers.ts';
import { type MinerFamily, commonReading, isHashing, mainOf, rateOf, summaryOf, versionOf } from './miner-family.ts';

/** Plain cgminer or bfgminer, and whatever speaks its API without a driver of its own: the fallback. */
export const cgminer: MinerFamily = {
  id: 'cgminer',
  devices: 'anything else that speaks the CGMiner API: cgminer, bfgminer',
  backing: 'recorded',
  source: 'cgminer 4.11.1 and bfgminer 5.5.0 as they answer; API-README of cgminer, README.RPC of bfgminer',
  recognises: (answers) => summaryOf(answers) !== undefined || versionOf(answers) !== undefined,
  commands: ['summary', 'devs', 'pools'],
  rareCommands: ['version'],
  read: (answers: Answers) => {
    const summary = mainOf(summaryOf(answers), answers, 'summary', 'devs');
    if (!summary) return null;
    const version = versionOf(answers);
    const bfgminer = isBfgminer(answers);
    const boards = list(answers.get('devs'), 'DEVS').map(readBoard);
    const hashrateThs = shortestRateThs(summary) ?? rateOf(boards);
    return {
      ...commonReading(answers),
      make: makeOf(answers),
      firmware: bfgminer ? 'bfgminer' : 'cgminer',
      firmwareVersion: text(version, 'BFGMiner', 'CGMiner'),
      apiVersion: text(version, 'API'),
      hashing: isHashing(hashrateThs),
      hashrateThs,
      boards,
    };
  },
};

function readBoard(board: Entry, at: number): Board {
  return {
    position: number(board, 'ASC', 'PGA', 'DEV') ?? at,
    hashrateThs: shortestRateThs(board),
    boardTemperatureC: temperature(number(board, 'Temperature', 'Tenperature')),
    chipTemperatureC: null,
    chips: null,
    serial: null,
    state: isDisabled(board) ? 'disabled' : 'ok',
  };
}

/** Makers whose program is a cgminer under a name of its own. */
const MAKES = { innominer: 'Innosilicon', kaonsu: 'Marathon' } as const;

function makeOf(answers: Answers): string | null {
  const version = versionOf(answers);
  const said = [
    ...Object.keys(version ?? {}),
    text(version, 'Miner', 'CGMiner'),
    statusOf(answers.get('summary')).description,
  ];
  const [, make = null] = Object.entries(MAKES).find(([name]) => new RegExp(name, 'i').test(said.join(' '))) ?? [];
  return make;
}

/** It names itself beside the version of the cgminer that it grew from. */
function isBfgminer(answers: Answers): boolean {
  const version = versionOf(answers);
  const names = [text(version, 'Miner'), statusOf(answers.get('summary')).description];
  return text(version, 'BFGMiner') !== null || names.some((name) => /^bfgminer/i.test(name ?? ''));
}
