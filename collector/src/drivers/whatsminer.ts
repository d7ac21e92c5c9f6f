import type { Board, MinerReading } from '../reading.ts';
import {
  type Answers,
  type Entry,
  flag,
  isDisabled,
  isEntry,
  list,
  macOf,
  number,
  pick,
  rateThs,
  scaled,
  statusOf,
  temperature,
  text,
} from './answers.ts';
import { type MinerFamily, commonReading, isHashing, mainOf, rateOf, summaryOf } from './miner-family.ts';
import { whatsminerFaults } from './whatsminer-faults.ts';

/**
 * MicroBT's btminer, API 1.x and 2.x on port 4028. Two envelopes: cgminer's for summary, devs and pools, and one with an object in `Msg`
 * for get_* and status. MHS are MH/s at any size.
 */
export const whatsminer: MinerFamily = {
  id: 'whatsminer',
  devices: 'MicroBT Whatsminer, API 1.x and 2.x',
  backing: 'recorded',
  source: 'recordings of an M20S, an M31S and an M3x of API 1.4; MicroBT’s API papers 1.3.8, 2.0.4 and 2.0.5',
  recognises: (said) => {
    const answers = unwrapped(said);
    const summary = summaryOf(answers);
    return (
      [...answers.values()].some((document) => /btminer|bitmicro|whatsminer/i.test(statusOf(document).description)) ||
      text(messageOf(answers, 'get_version'), 'fw_ver', 'api_ver') !== null ||
      // Fans of an M3 of 2018, which calls itself cgminer throughout.
      pick(summary, 'HS RT', 'Factory GHS', 'Chip Data', 'Fan Speed In') !== undefined
    );
  },
  commands: ['summary', ['edevs', 'devs'], 'pools', 'status', 'get_error_code'],
  further: (answers) => [
    ...(pick(summaryOf(unwrapped(answers)), 'Power Fanspeed') === undefined ? ['get_psu'] : []),
    // The oldest have no edevs and devs that tell boards apart.
    ...(answers.has('edevs') || answers.has('devs') ? [] : ['stats']),
  ],
  rareCommands: ['get_version', 'devdetails', 'get_miner_info'],
  read: readWhatsminer,
};

function readWhatsminer(said: Answers): MinerReading | null {
  const answers = unwrapped(said);
  const summary = mainOf(summaryOf(answers), answers, 'summary', 'edevs', 'devs');
  if (!summary) return null;
  const version = messageOf(answers, 'get_version');
  const status = messageOf(answers, 'status');
  const info = messageOf(answers, 'get_miner_info');
  // The miner was stopped, and the summary may hold what was before.
  const stopped = flag(status, 'btmineroff', 'mineroff') === true;
  // The 5 s window is share noise (92.8 on a 76.7 TH/s machine); builds without HS RT have nothing better.
  const boards = boardsOf(answers, stopped);
  const told = scaled(number(summary, 'HS RT'), 1e6) ?? rateThs(summary, '5s', '1m');
  const hashrateThs = stopped ? 0 : (told ?? rateOf(boards));
  const powerW = number(summary, 'Power', 'Power_RT');
  const liquid = flag(summary, 'Liquid Cooling') === true;
  return {
    ...commonReading(answers),
    make: 'MicroBT',
    model: modelOf(answers),
    firmwareVersion:
      (
        text(summary, 'Firmware Version') ??
        text(version, 'fw_ver') ??
        text(status, 'Firmware Version', 'FirmwareVersion')
      )?.replaceAll("'", '') ?? null,
    apiVersion: text(version, 'api_ver')?.replace(/^whatsminer v/i, '') ?? null,
    serial: text(info, 'minersn'),
    mac: macOf(text(summary, 'MAC') ?? text(info, 'mac')),
    hashing: isHashing(hashrateThs),
    hashrateThs,
    hashrateIdealThs: scaled(number(summary, 'Factory GHS'), 1000) ?? scaled(number(summary, 'Target MHS'), 1e6),
    boards,
    inletTemperatureC: temperature(number(summary, 'Env Temp')),
    fansRpm: liquid ? [] : ['Fan Speed In', 'Fan Speed Out'].flatMap((fan) => number(summary, fan) ?? []),
    psuFanRpm: number(summary, 'Power Fanspeed') ?? number(messageOf(answers, 'get_psu'), 'fan_speed'),
    powerW,
    powerKind: powerW === null ? null : 'MEASURED',
    uptimeSeconds: number(summary, 'Uptime'),
    faults: whatsminerFaults(summary, messageOf(answers, 'get_error_code')),
  };
}

const SECTIONS: Readonly<Record<string, string>> = {
  summary: 'SUMMARY',
  devs: 'DEVS',
  edevs: 'DEVS',
  pools: 'POOLS',
  devdetails: 'DEVDETAILS',
};

/** From API 2.0.5 on some firmware puts these too into `Msg`, as they are or under their usual name. */
function unwrapped(answers: Answers): Answers {
  return new Map(
    [...answers].map(([command, document]) => {
      const section = SECTIONS[command];
      const message = pick(document, 'Msg');
      if (section === undefined || document[section] !== undefined || typeof message !== 'object')
        return [command, document];
      const inner = isEntry(message) ? (pick(message, section) ?? message) : message;
      return [command, { ...document, [section]: Array.isArray(inner) ? inner : [inner] }];
    }),
  );
}

function boardsOf(answers: Answers, stopped: boolean): readonly Board[] {
  const devices = [...list(answers.get('edevs'), 'DEVS'), ...list(answers.get('devs'), 'DEVS')].filter(isFirstOfSlot);
  if (devices.length > 0) return devices.map((board, at) => readBoard(board, at, stopped));
  return list(answers.get('stats'), 'STATS')
    .filter((entry) => /^SM\d+$/.test(text(entry, 'ID') ?? ''))
    .map((entry, at) => ({
      position: number(entry, 'slot') ?? at,
      hashrateThs: null,
      boardTemperatureC: temperature(number(entry, 'temp_now_max', 'temp_1')),
      chipTemperatureC: null,
      chips: number(entry, 'chip_model_effective_count', 'chip_num'),
      serial: null,
      state: 'ok',
    }));
}

function readBoard(board: Entry, at: number, stopped: boolean): Board {
  const serial = text(board, 'PCB SN');
  return {
    position: number(board, 'Slot', 'ASC') ?? at,
    // Where no shorter window is told, the average since the start; of a machine that stands it would be of before.
    hashrateThs: stopped ? 0 : rateThs(board, '5s', '1m', 'av'),
    boardTemperatureC: temperature(number(board, 'Temperature')),
    chipTemperatureC: temperature(number(board, 'Chip Temp Max')),
    chips: number(board, 'Effective Chips'),
    serial: serial !== null && serial.length > 4 ? serial : null,
    state: isDisabled(board) ? 'disabled' : 'ok',
  };
}

/** Where a device answers both edevs and devs, the first tells more. */
function isFirstOfSlot(board: Entry, at: number, all: readonly Entry[]): boolean {
  const slot = number(board, 'Slot', 'ASC');
  return all.findIndex((other) => number(other, 'Slot', 'ASC') === slot) === at;
}

function modelOf(answers: Answers): string | null {
  const models = list(answers.get('devdetails'), 'DEVDETAILS').map((entry) => text(entry, 'Model'));
  return modelWithoutVariant(models.find((model) => model !== null) ?? null);
}

/** "M30S+V40", "M30S+_V40" and "M60S_VK40" are a model and its variant. */
export function modelWithoutVariant(model: string | null): string | null {
  return model?.replace(/_?V[A-Z]*\d+$/i, '') ?? null;
}

function messageOf(answers: Answers, command: string): Entry | undefined {
  const message = pick(answers.get(command), 'Msg');
  return isEntry(message) ? message : undefined;
}
