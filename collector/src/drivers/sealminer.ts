import { type Board, type Fault, highest, type MinerReading } from '../reading.ts';
import {
  type Answers,
  type Entry,
  flag,
  list,
  macOf,
  number,
  pick,
  rateThs,
  scaled,
  temperature,
  text,
} from './answers.ts';
import { commonReading, isHashing, mainOf, type MinerFamily, summaryOf, versionOf } from './miner-family.ts';

/** Bitdeer Sealminer (bdminer, a cgminer fork). All is in one entry of `stats`, with a board's or a fan's number before its keys. */
export const sealminer: MinerFamily = {
  id: 'sealminer',
  devices: 'Bitdeer Sealminer',
  backing: 'recorded',
  source: 'recording of a Sealminer A2; asic-rs',
  recognises: (answers) => text(versionOf(answers), 'BDMiner') !== null,
  commands: ['stats', 'summary', 'pools'],
  rareCommands: ['version'],
  read: readSealminer,
};

const INFO = '/cgi-bin/get_system_info.php';
const SUPPLY = '/cgi-bin/miner_psu_status.php';

/** What its web pages tell: who it is and what it draws, also while the miner's program doesn't run. */
export const sealminerHttp: MinerFamily = {
  id: 'sealminer-http',
  devices: 'Bitdeer Sealminer, over HTTP (identity and power)',
  backing: 'recorded',
  source: 'recording of a Sealminer A2; asic-rs',
  recognises: (answers) => /sealminer/i.test(text(answers.get(INFO), 'brand') ?? ''),
  commands: [INFO, SUPPLY],
  rareCommands: [],
  read: readSealminerPages,
};

function readSealminerPages(answers: Answers): MinerReading | null {
  const info = answers.get(INFO);
  if (!info) return null;
  const supply = answers.get(SUPPLY);
  const powerW = flag(supply, 'Online') === false ? null : number(supply, 'Power');
  const model = text(info, 'miner_type');
  return {
    ...commonReading(new Map()),
    make: 'Bitdeer',
    model: model === null ? null : `Sealminer ${model}`,
    firmwareVersion: text(info, 'firmware_version'),
    // The key is misspelt.
    serial: text(info, 'crtl_sn', 'ctrl_sn'),
    mac: macOf(text(info, 'macaddr')),
    inletTemperatureC: temperature(number(supply, 'Temp')),
    powerW,
    powerKind: powerW === null ? null : 'MEASURED',
    faults: faultOf(supplyFault(text(supply, 'StatusCode'))),
  };
}

function readSealminer(answers: Answers): MinerReading | null {
  const own = list(answers.get('stats'), 'STATS').find((entry) => pick(entry, 'MHS(30s)') !== undefined);
  const stats = mainOf(own, answers, 'stats', 'summary');
  if (!stats) return null;
  const version = versionOf(answers);
  const common = commonReading(answers);
  const model = text(stats, 'Model');
  const boards = Array.from({ length: Math.min(number(stats, 'Board Count') ?? 0, 16) }, (_, at) =>
    readBoard(stats, at),
  );
  // The summary's 5 s window is share noise (368 on a 220 TH/s machine).
  const hashrateThs = scaled(number(stats, 'MHS(30s)'), 1e6) ?? rateThs(summaryOf(answers), '1m', '5m', '5s');
  // At the wall; the output beside it is DC.
  const powerW = number(stats, 'PSU Input Power');
  return {
    ...common,
    make: 'Bitdeer',
    model: model === null ? null : `Sealminer ${model}`,
    firmwareVersion: text(stats, 'Firmware'),
    apiVersion: text(version, 'API'),
    serial: text(stats, 'Ctrl Board SN'),
    mac: macOf(text(stats, 'MAC')),
    // Asleep its 30 s go on for a while.
    hashing: /suspend|sleep|stop/i.test(text(stats, 'PM State') ?? '') ? false : isHashing(hashrateThs),
    hashrateThs,
    hashrateAverageThs: scaled(number(stats, 'MHS(Avg)'), 1e6) ?? common.hashrateAverageThs,
    hashrateIdealThs: scaled(number(stats, 'MHS(Ideal)'), 1e6),
    boards,
    inletTemperatureC: temperature(number(stats, 'PSU Temp AMB')),
    fansRpm: Array.from(
      { length: flag(stats, 'Liquid Cooling') === true ? 0 : Math.min(number(stats, 'Fan Count') ?? 0, 16) },
      (_, at) => number(stats, `${at} Speed`) ?? 0,
    ),
    psuFanRpm: number(stats, 'PSU Fan Speed'),
    powerW,
    powerKind: powerW === null ? null : 'MEASURED',
    uptimeSeconds: number(stats, 'System Uptime'),
    processUptimeSeconds: number(stats, 'Elapsed') ?? common.processUptimeSeconds,
    faults: faultsOf(stats, boards),
  };
}

/** Codes are hexadecimal; zeros and nothing mean well. */
function faultsOf(stats: Entry, boards: readonly Board[]): readonly Fault[] {
  const own = text(stats, 'Error Code') ?? '';
  const ofBoards = boards.flatMap(({ position, state }) => {
    if (state === 'missing') return [`board ${position} is missing`];
    const bad = number(stats, `${position} Bad Chip Count`) ?? 0;
    return bad > 0 ? [`board ${position}: ${bad} chips failing`] : [];
  });
  const words = [NO_FAULT.test(own) ? null : own, supplyFault(text(stats, 'PSU Error')), ...ofBoards];
  return words.flatMap(faultOf);
}

const faultOf = (word: string | null): Fault[] => (word === null ? [] : [{ code: null, text: word }]);

/** The supply's own, where it is any. */
function supplyFault(code: string | null): string | null {
  return code === null || NO_FAULT.test(code) ? null : `power supply fault (${code})`;
}

const NO_FAULT = /^(0x)?0*$/i;

/** Sensors 0 and 1 are taken for the board's, 2 and 3 for the chips': an inference from their values. */
function readBoard(stats: Entry, position: number): Board {
  const sensors = (numbers: readonly number[]) =>
    highest(numbers.map((sensor) => temperature(number(stats, `${position} Temp ${sensor}`))));
  return {
    position,
    hashrateThs: scaled(number(stats, `${position} MHS(Sample)`), 1e6),
    boardTemperatureC: sensors([0, 1]),
    chipTemperatureC: sensors([2, 3]),
    chips: number(stats, `${position} Chip Count`),
    serial: text(stats, `${position} SN`),
    state: flag(stats, `${position} Online`) === false ? 'missing' : 'ok',
  };
}
