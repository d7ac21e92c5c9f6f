import { type Board, highest, type MinerReading } from '../reading.ts';
import {
  type Answers,
  entryAt,
  type Entry,
  flag,
  isDisabled,
  list,
  macOf,
  number,
  pick,
  rateThs,
  scaled,
  temperature,
  text,
} from './answers.ts';
import { commonReading, isHashing, mainOf, type MinerFamily, rateOf, summaryOf, versionOf } from './miner-family.ts';

/** Luxor's firmware on Antminers. Its `stats` "total rate" is the average of the boards: never used. `devs` come in no order. */
export const luxos: MinerFamily = {
  id: 'luxos',
  devices: 'LuxOS',
  backing: 'recorded',
  source: 'recording of an S19k Pro of 2025.4; LuxOS API as read by asic-rs',
  recognises: (answers) => text(versionOf(answers), 'LUXminer') !== null,
  commands: ['summary', 'devs', 'stats', 'temps', 'fans', 'power', 'pools'],
  rareCommands: ['version', 'config'],
  read: readLuxos,
};

/** Corners of a board in `temps`. METADATA says which are at the intake; on the models seen the right ones are. */
const CORNERS = ['TopRight', 'BottomRight', 'TopLeft', 'BottomLeft'];
const USUAL_INTAKE = ['TopRight', 'BottomRight'];

function readLuxos(answers: Answers): MinerReading | null {
  const summary = mainOf(summaryOf(answers), answers, 'summary', 'devs');
  if (!summary) return null;
  const version = versionOf(answers);
  const config = list(answers.get('config'), 'CONFIG')[0];
  const stats = list(answers.get('stats'), 'STATS').find((entry) => pick(entry, 'GHS 5s') !== undefined);
  const temps = list(answers.get('temps'), 'TEMPS');
  const power = list(answers.get('power'), 'POWER')[0];
  const powerW = number(power, 'Watts');
  const boards = list(answers.get('devs'), 'DEVS')
    .map((board) => readBoard(board, temps, stats))
    .toSorted((a, b) => a.position - b.position);
  const hashrateThs = rateThs(summary, '5s', '1m') ?? rateOf(boards);
  const intake = intakeCorners(answers);
  const intakes = temps
    .flatMap((board) => intake.map((corner) => temperature(number(board, corner))))
    .filter((value) => value !== null);
  return {
    ...commonReading(answers),
    make: 'Bitmain',
    model: text(config, 'Model') ?? text(version, 'Type'),
    firmware: 'luxos',
    firmwareVersion: text(version, 'LUXminer'),
    apiVersion: text(version, 'API'),
    serial: text(config, 'SerialNumber'),
    mac: macOf(text(config, 'MACAddr')),
    hashing: isHashing(hashrateThs),
    hashrateThs,
    hashrateIdealThs: scaled(number(stats, 'total_rateideal'), 1000) ?? number(config, 'NameplateTHS'),
    boards,
    inletTemperatureC: intakes.length === 0 ? null : Math.min(...intakes),
    fansRpm: readFans(answers),
    powerW,
    // PSU false: modelled, not read from the power supply.
    powerKind: powerW === null ? null : flag(power, 'PSU') === true ? 'MEASURED' : 'ESTIMATED',
  };
}

function readBoard(board: Entry, temps: readonly Entry[], stats: Entry | undefined): Board {
  const position = number(board, 'ID') ?? 0;
  const corners = temps.find((entry) => number(entry, 'ID') === position);
  return {
    position,
    hashrateThs: rateThs(board, '5s', '1m'),
    boardTemperatureC:
      highest(CORNERS.map((corner) => temperature(number(corners, corner)))) ??
      temperature(number(board, 'Temperature', 'Tenperature')),
    chipTemperatureC: null,
    chips: number(stats, `chain_acn${position + 1}`),
    serial: text(board, 'SerialNumber'),
    state: isDisabled(board) ? 'disabled' : 'ok',
  };
}

function intakeCorners(answers: Answers): readonly string[] {
  const metadata = list(answers.get('temps'), 'METADATA')[0];
  const named = CORNERS.filter((corner) => /intake/i.test(text(entryAt(metadata, corner), 'Label') ?? ''));
  return named.length > 0 ? named : USUAL_INTAKE;
}

/** By connector name: the list isn't in the order of FAN1 to FAN4. */
function readFans(answers: Answers): number[] {
  const fans = list(answers.get('fans'), 'FANS').toSorted((a, b) =>
    (text(a, 'FAN') ?? '').localeCompare(text(b, 'FAN') ?? ''),
  );
  return fans.flatMap((fan) => number(fan, 'RPM') ?? []);
}
