import { type Board, highest, type MinerReading } from '../reading.ts';
import {
  type Answers,
  type Entry,
  isDisabled,
  list,
  macOf,
  number,
  rateThs,
  statusOf,
  temperature,
  text,
} from './answers.ts';
import { commonReading, isHashing, mainOf, type MinerFamily, rateOf, summaryOf, versionOf } from './miner-family.ts';

/** Auradine's FluxOS (GCMiner). Values of the power supply are texts with units ("58.94W"). */
export const auradine: MinerFamily = {
  id: 'auradine',
  devices: 'Auradine Teraflux (FluxOS)',
  backing: 'documented',
  source: 'the samples of Auradine’s API document (AT1500), as kept in asic-rs',
  recognises: (answers) => text(versionOf(answers), 'GCMiner') !== null || isGcminer(answers.get('summary')),
  commands: ['summary', 'devs', 'temperature', 'fan', 'psu', 'pools', 'mode'],
  rareCommands: ['version', 'ipreport'],
  read: readAuradine,
};

/** The same answers over HTTP, usually on port 8080: a command is a path. */
export const auradineHttp: MinerFamily = {
  ...auradine,
  id: 'auradine-http',
  devices: 'Auradine Teraflux (FluxOS), over HTTP',
  recognises: (answers) => auradine.recognises(withoutSlashes(answers)),
  commands: auradine.commands.map((command) => `/${String(command)}`),
  rareCommands: auradine.rareCommands.map((command) => `/${command}`),
  read: (answers) => readAuradine(withoutSlashes(answers)),
};

function withoutSlashes(answers: Answers): Answers {
  return new Map([...answers].map(([path, answer]) => [path.replace(/^\//, ''), answer]));
}

function isGcminer(answer: Entry | undefined): boolean {
  return /^gcminer/i.test(statusOf(answer).description);
}

function readAuradine(answers: Answers): MinerReading | null {
  const summary = mainOf(summaryOf(answers), answers, 'summary', 'devs');
  if (!summary) return null;
  const report = list(answers.get('ipreport'), 'IPReport')[0];
  const asleep = text(list(answers.get('mode'), 'Mode')[0], 'Sleep') === 'on';
  const boards = list(answers.get('devs'), 'DEVS').map((board, at) =>
    readBoard(board, at, list(answers.get('temperature'), 'Temperature')),
  );
  const hashrateThs = rateThs(summary, '5s', '1m') ?? rateOf(boards);
  const powerW = withUnit(text(list(answers.get('psu'), 'PSU')[0], 'PowerIn'), 'W');
  return {
    ...commonReading(answers),
    make: 'Auradine',
    model: text(report, 'model'),
    firmware: 'fluxos',
    firmwareVersion: text(report, 'version'),
    apiVersion: text(versionOf(answers), 'API'),
    serial: text(report, 'SerialNo'),
    mac: macOf(text(report, 'mac')),
    hashing: asleep ? false : isHashing(hashrateThs),
    hashrateThs,
    boards,
    fansRpm: list(answers.get('fan'), 'Fan').flatMap((fan) => number(fan, 'Speed') ?? []),
    powerW,
    powerKind: powerW === null ? null : 'MEASURED',
  };
}

function readBoard(board: Entry, at: number, temperatures: readonly Entry[]): Board {
  const position = number(board, 'DEV', 'ID') ?? at;
  const sensors = temperatures.find((entry) => number(entry, 'ID') === position);
  return {
    position,
    hashrateThs: rateThs(board, '5s', '1m'),
    boardTemperatureC: temperature(number(board, 'Temperature')),
    chipTemperatureC: highest(list(sensors, 'ChipTemp').map((chip) => temperature(number(chip, 'Temperature')))),
    chips: null,
    serial: null,
    state: isDisabled(board) ? 'disabled' : 'ok',
  };
}

function withUnit(value: string | null, unit: string): number | null {
  const digits = value?.endsWith(unit) ? value.slice(0, -unit.length).trim() : '';
  return /^\d+(\.\d+)?$/.test(digits) ? Number(digits) : null;
}
