import { type Board, type Fault, highest, type MinerReading, sum } from '../reading.ts';
import { type Answers, type Entry, list, macOf, number, pick, rateThs, scaled, temperature, text } from './answers.ts';
import { modelAndFirmware, numbersOf, totalOf, type Unit, unitsOf } from './avalon-units.ts';
import { type MinerFamily, commonReading, isHashing, summaryOf, versionOf } from './miner-family.ts';

/**
 * Canaan Avalon on cgminer 4.11. What matters is one text, `MM ID0`, of NAME[value ...] pairs; it comes with `estats`, on some models with
 * `stats`. Older controllers serve several units: one address, one reading, and each unit in it as a board with its DNA.
 */
export const avalon: MinerFamily = {
  id: 'avalon',
  devices: 'Canaan Avalon',
  backing: 'recorded',
  source:
    'recordings of an A1047, an A15-194 and a sleeping Avalon Q; the 7 to 9 series as pyasic and foreman-apps read them',
  recognises: (answers) => {
    const version = versionOf(answers);
    return (
      /avalon/i.test(text(version, 'PROD') ?? '') ||
      pick(version, 'PROD', 'MODEL', 'DNA') !== undefined ||
      unitsOf(answers).length > 0
    );
  },
  commands: [['estats', 'stats'], ['summary', 'devs'], 'pools'],
  further: (answers) => (unitsOf(answers).length === 0 ? ['stats'] : []),
  rareCommands: ['version'],
  read: readAvalon,
};

function readAvalon(answers: Answers): MinerReading | null {
  const summary = summaryOf(answers);
  const devs = list(answers.get('devs'), 'DEVS');
  const units = unitsOf(answers);
  const [unit] = units;
  // Without its units the summary is read alone, where they were not answered otherwise: as by another machine.
  const isSilent = !answers.has('estats') && !answers.has('stats');
  if (!unit && !(isSilent && (summary || devs.length > 0))) return null;
  const version = versionOf(answers);
  const { model, firmware } = unit ? modelAndFirmware(unit) : UNKNOWN;
  const hashrateThs = (summary ? rateNow(summary) : sum(devs.map(rateNow))) ?? scaled(totalOf(units, 'GHSspd'), 1000);
  const powerW = sum(units.map(wallPowerW));
  const common = commonReading(answers);
  return {
    ...common,
    make: 'Canaan',
    model: modelOf(version) ?? (model ? `Avalon ${model}` : null),
    firmwareVersion: text(version, 'LVERSION', 'VERSION') ?? firmware,
    apiVersion: text(version, 'API'),
    // A controller of several units has none of its own.
    serial: units.length <= 1 ? dnaOf(unit?.values.get('DNA') ?? text(version, 'DNA')) : null,
    mac: macOf(text(version, 'MAC')),
    hashing: units.length > 0 && !units.some(isWorking) ? false : isHashing(hashrateThs),
    hashrateThs,
    hashrateAverageThs: summary ? common.hashrateAverageThs : sum(devs.map((entry) => rateThs(entry, 'av'))),
    hashrateIdealThs: scaled(totalOf(units, 'GHSmm'), 1000),
    boards: readBoards(units),
    inletTemperatureC: coolestInlet(units),
    fansRpm: units.flatMap(readFans),
    powerW,
    powerKind: powerW === null ? null : 'MEASURED',
    processUptimeSeconds:
      common.processUptimeSeconds ?? number(list(answers.get('estats') ?? answers.get('stats'), 'STATS')[0], 'Elapsed'),
    hardwareErrors: number(summary ?? devs[0], 'Hardware Errors'),
    faults: units.flatMap(faultsOf),
  };
}

const UNKNOWN = { model: null, firmware: null };

/** 30 s is the shortest window of most, 5 s of older ones; since-start averages stay high for hours after a stop. */
function rateNow(entry: Entry): number | null {
  return rateThs(entry, '30s', '5s', '1m');
}

function modelOf(version: Entry | undefined): string | null {
  const model = text(version, 'MODEL');
  return text(version, 'PROD') ?? (model === null || /avalon/i.test(model) ? model : `Avalon ${model}`);
}

function isWorking({ values }: Unit): boolean {
  return /In Work/i.test(values.get('SYSTEMSTATU') ?? 'In Work');
}

/** Numbered as they come; units that have no boards of their own by their own numbers, where those differ. */
function readBoards(units: readonly Unit[]): readonly Board[] {
  const ofUnits = units.map((unit) => boardsOf(unit, units.length > 1));
  const numbers = new Set(units.map((unit) => unit.number));
  const areUnits = units.length > 1 && ofUnits.every((boards) => boards.length === 1) && numbers.size === units.length;
  return ofUnits.flat().map((board, at) => ({ ...board, position: areUnits ? (units[at]?.number ?? at) : at }));
}

function boardsOf(unit: Unit, isOneOfMany: boolean): Omit<Board, 'position'>[] {
  const rates = numbersOf(unit, 'MGHS');
  const hottest = numbersOf(unit, 'MTmax');
  const ofUnit = numbersOf(unit, 'TMax')[0] ?? null;
  const chips = numbersOf(unit, 'TA')[0] ?? null;
  const count = Math.max(rates.length, hottest.length, ofUnit === null && chips === null ? 0 : 1);
  return Array.from({ length: count }, (_, at) => ({
    // Since the start: it says nothing of a board that rests.
    hashrateThs: isWorking(unit) ? scaled(rates[at] ?? null, 1000) : null,
    boardTemperatureC: null,
    chipTemperatureC: temperature(hottest[at] ?? (count === 1 ? ofUnit : null)),
    chips: chips === null ? null : Math.round(chips / count),
    serial: isOneOfMany ? dnaOf(unit.values.get('DNA') ?? null) : null,
    state: 'ok',
  }));
}

function coolestInlet(units: readonly Unit[]): number | null {
  const inlets = units.map((unit) => temperature(numbersOf(unit, 'ITemp')[0] ?? numbersOf(unit, 'Temp')[0] ?? null));
  const warmest = highest(inlets.map((inlet) => (inlet === null ? null : -inlet)));
  return warmest === null ? null : -warmest;
}

/** Fan1 and on; the 7, 8 and 9 series have one, without a number. */
function readFans(unit: Unit): number[] {
  const names = [...unit.values.keys()].filter((name) => /^Fan\d*$/.test(name));
  return names.flatMap((name) => numbersOf(unit, name).slice(0, 1));
}

/** The seventh of PS, or WALLPOWER: the fifth is the DC output, 5 to 10 % lower. All zeros is a supply that can't be read. */
function wallPowerW(unit: Unit): number | null {
  const supply = numbersOf(unit, 'PS');
  const wall = numbersOf(unit, 'WALLPOWER')[0] ?? supply[6];
  const output = supply[4] ?? 0;
  return wall === undefined || wall <= 0 || wall < output || supply.every((value) => value === 0) ? null : wall;
}

function faultsOf(unit: Unit): Fault[] {
  const supply = numbersOf(unit, 'PS')[0] ?? 0;
  const fans = numbersOf(unit, 'FanErr').some((value) => value !== 0);
  return [
    ...(supply === 0 ? [] : [{ code: supply, text: `power supply fault (code ${supply})` }]),
    ...(fans ? [{ code: null, text: 'fan fault' }] : []),
  ];
}

/** Letters and digits; anything else is a redaction or a placeholder. */
function dnaOf(value: string | null): string | null {
  return value !== null && /^[0-9a-z]{8,}$/i.test(value) ? value : null;
}
