import type { Board, MinerReading } from '../reading.ts';
import {
  type Answers,
  type Entry,
  isDisabled,
  list,
  number,
  rateThs,
  scaled,
  statusOf,
  temperature,
  text,
} from './answers.ts';
import { type MinerFamily, commonReading, isHashing, mainOf, rateOf, summaryOf, versionOf } from './miner-family.ts';
import { sum } from '../reading.ts';

/** Braiins OS on port 4028 (bosminer). The version answer names the program by its key; the model is in `devdetails` where there is one. */
export const braiins: MinerFamily = {
  id: 'braiins',
  devices: 'Braiins OS (bosminer, port 4028)',
  backing: 'recorded',
  source: 'recording of an S9 with Braiins OS+; pyasic and foreman-apps',
  recognises: (answers) =>
    versionKey(answers) !== undefined || /^bos(miner|er)/i.test(statusOf(answers.get('summary')).description),
  commands: ['summary', 'devs', 'temps', 'fans', 'pools', 'tunerstatus'],
  rareCommands: ['version', 'devdetails'],
  read: readBraiins,
};

function readBraiins(answers: Answers): MinerReading | null {
  const summary = mainOf(summaryOf(answers), answers, 'summary', 'devs');
  if (!summary) return null;
  const version = versionOf(answers);
  const devs = list(answers.get('devs'), 'DEVS');
  const tuner = list(answers.get('tunerstatus'), 'TUNERSTATUS')[0];
  const model =
    list(answers.get('devdetails'), 'DEVDETAILS')
      .map((entry) => text(entry, 'Model'))
      .find((name) => name !== null) ?? null;
  const boards = readBoards(devs, list(answers.get('temps'), 'TEMPS'));
  const hashrateThs = rateThs(summary, '5s', '1m') ?? rateOf(boards);
  // The tuner's model of the machine, not a reading of its power supply.
  const powerW = number(tuner, 'ApproximateMinerPowerConsumption');
  return {
    ...commonReading(answers),
    make: model === null ? null : 'Bitmain',
    model,
    firmware: 'braiins',
    firmwareVersion: text(version, versionKey(answers) ?? ''),
    apiVersion: text(version, 'API'),
    hashing: isHashing(hashrateThs),
    hashrateThs,
    hashrateIdealThs: scaled(sum(devs.map((entry) => number(entry, 'Nominal MHS'))), 1e6),
    boards,
    // Headers without a fan read 0 too: the device doesn't tell which are fitted.
    fansRpm: list(answers.get('fans'), 'FANS').flatMap((fan) => number(fan, 'RPM') ?? []),
    powerW,
    powerKind: powerW === null ? null : 'ESTIMATED',
  };
}

function versionKey(answers: Answers): string | undefined {
  return Object.keys(versionOf(answers) ?? {}).find((key) => /^bos(miner|er)/i.test(key));
}

/** Boards and their temperatures are told apart by ID (6 to 8 on an S9), not by order. */
function readBoards(devs: readonly Entry[], temps: readonly Entry[]): readonly Board[] {
  return devs.map((board, at) => {
    const position = number(board, 'ID') ?? at;
    const heat = temps.find((entry) => number(entry, 'ID') === position);
    return {
      position,
      hashrateThs: rateThs(board, '5s', '1m'),
      boardTemperatureC: temperature(number(heat, 'Board')),
      chipTemperatureC: temperature(number(heat, 'Chip')),
      chips: null,
      serial: null,
      state: isDisabled(board) ? 'disabled' : 'ok',
    };
  });
}
