import { type Board, type Fault, highest, type MinerReading } from '../reading.ts';
import {
  type Answers,
  type Entry,
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
import { antminerPower } from './antminer-power.ts';
import { type MinerFamily, commonReading, isHashing, versionOf } from './miner-family.ts';

/** A web page, for who has its password: the socket tells neither serial nor MAC. */
const SYSTEM_INFO = '/cgi-bin/get_system_info.cgi';

/**
 * Bitmain's stock firmware and those that keep its layout (Hiveon, Vnish 3, mskminer, asicseer). Rates are GH/s; the socket tells neither power nor
 * serial nor MAC. `devs` reads 0 on 19-series and later and the "total rate" means another window on each generation: neither is used.
 */
export const antminer: MinerFamily = {
  id: 'antminer',
  devices: 'Bitmain Antminer, stock firmware of all generations; Hiveon, Vnish 3, mskminer, asicseer',
  backing: 'recorded',
  recognises: (answers) =>
    /^antminer/i.test(typeOf(answers) ?? '') || /asicseer/i.test(text(versionOf(answers), 'BMMiner') ?? ''),
  commands: ['stats', 'summary', 'pools'],
  rareCommands: ['version', SYSTEM_INFO],
  read: readAntminer,
};

/** Board connectors are numbered up to 16 (S9 uses 6, 7, 8; later ones 1, 2, 3). */
const SLOTS = Array.from({ length: 16 }, (_, at) => at + 1);

function readAntminer(answers: Answers): MinerReading | null {
  const entries = list(answers.get('stats'), 'STATS');
  // Found by what it holds: its index differs, and pool entries may stand between.
  const stats = entries.find((entry) => pick(entry, 'chain_acn1') !== undefined || pick(entry, 'GHS 5s') !== undefined);
  if (!stats) return null;
  const type = typeOf(answers) ?? '';
  const model = modelOf(type);
  const divideBy = rateDivisor(model);
  const rate = (ths: number | null) => (divideBy === 1 ? ths : divideBy === null ? null : scaled(ths, divideBy));
  const now = rateThs(stats, '5s');
  const boards = readBoards(stats, rate);
  const common = commonReading(answers);
  return {
    ...common,
    make: 'Bitmain',
    model,
    ...firmwareOf(answers, type, stats),
    apiVersion: text(versionOf(answers), 'API'),
    serial: text(answers.get(SYSTEM_INFO), 'serinum'),
    mac: macOf(text(answers.get(SYSTEM_INFO), 'macaddr')),
    hashing: number(stats, 'Mode') === ASLEEP ? false : isHashing(now),
    hashrateThs: rate(now),
    hashrateAverageThs: rate(rateThs(stats, 'av')),
    hashrateIdealThs: rate(scaled(number(stats, 'total_rateideal'), 1000)),
    boards,
    ...antminerPower(stats),
    fansRpm: readFans(stats),
    processUptimeSeconds: number(stats, 'Elapsed'),
    hardwareErrors: number(stats, 'no_matching_work') ?? common.hardwareErrors,
    faults: faultsOf(stats, boards),
  };
}

/** The mode of a sleeping 17-series, which may go on showing its last rate. */
const ASLEEP = 254;

/**
 * All models write GHS. L3 and D3, which hash other algorithms, count MH/s under it; what later ones of their kind count (sol/s, kH/s) isn't
 * documented: null, no rate.
 */
function rateDivisor(model: string | null): number | null {
  if (model === null || /^Antminer [RSTV]\d/i.test(model)) return 1;
  return /^Antminer [LD]3/i.test(model) ? 1000 : null;
}

/** "Antminer S9\nV1.3.58": the stats header is nearer to the machine than the version answer. */
function typeOf(answers: Answers): string | null {
  const header = list(answers.get('stats'), 'STATS').find((entry) => text(entry, 'Type') !== null);
  return text(header, 'Type') ?? text(versionOf(answers), 'Type');
}

function modelOf(type: string): string | null {
  const model = (type.split(/[\n\r]/)[0] ?? '').replace(/\s*\((vnish|xilinx)[^)]*\)|\s+hiveon\b.*/i, '').trim();
  return model === '' ? null : model;
}

/** The firmware's own version where it names one, else its compile time as opaque text (a year "20266" was seen). */
function firmwareOf(
  answers: Answers,
  type: string,
  stats: Entry,
): { firmware: string; firmwareVersion: string | null } {
  const header = list(answers.get('stats'), 'STATS').find((entry) => text(entry, 'Type') !== null);
  const version = versionOf(answers);
  const miner = text(version, 'BMMiner') ?? text(header, 'BMMiner') ?? '';
  if (/hiveon/i.test(type)) return { firmware: 'hiveon', firmwareVersion: miner || null };
  const build = text(stats, 'build_version');
  if (/vnish/i.test(type + statusOf(answers.get('stats')).description) || build !== null)
    return { firmware: 'vnish', firmwareVersion: build ?? (miner || null) };
  if (/asicseer/i.test(miner)) return { firmware: 'asicseer', firmwareVersion: miner };
  if (/rwglr/i.test(miner)) return { firmware: 'mskminer', firmwareVersion: miner };
  return { firmware: 'stock', firmwareVersion: text(header, 'CompileTime') ?? text(version, 'CompileTime') };
}

type Rate = (ths: number | null) => number | null;

/** Fitted boards, and an absent one where its neighbours show that it should be there: three are usual. */
function readBoards(stats: Entry, rate: Rate): readonly Board[] {
  const fitted = SLOTS.filter((slot) => (number(stats, `chain_acn${slot}`) ?? 0) > 0);
  const first = isOldNumbering(fitted) ? 6 : 1;
  const expected = fitted.length >= USUAL_BOARDS ? [] : [first, first + 1, first + 2];
  return SLOTS.filter((slot) => fitted.includes(slot) || (fitted.length > 0 && expected.includes(slot))).map((slot) =>
    fitted.includes(slot) ? readBoard(stats, slot, rate) : missingBoard(slot),
  );
}

const USUAL_BOARDS = 3;

/** S9 and its kin sit at 6 and up, or anywhere above 3 of the 16. */
function isOldNumbering(fitted: readonly number[]): boolean {
  return fitted.length > 0 && fitted.every((slot) => slot > 3);
}

function missingBoard(position: number): Board {
  return {
    position,
    hashrateThs: null,
    boardTemperatureC: null,
    chipTemperatureC: null,
    chips: 0,
    serial: null,
    state: 'missing',
  };
}

function readBoard(stats: Entry, slot: number, rate: Rate): Board {
  const corners = (key: string) => highest(splitTemperatures(text(stats, key)).map(temperature));
  return {
    position: slot,
    hashrateThs: rate(scaled(number(stats, `chain_rate${slot}`), 1000)),
    boardTemperatureC: corners(`temp_pcb${slot}`) ?? temperature(number(stats, `temp${slot}`)),
    // temp2_N is the coolest chip on S9k and T15: the corners, where given, hold the hottest.
    chipTemperatureC: corners(`temp_chip${slot}`) ?? temperature(number(stats, `temp2_${slot}`)),
    chips: number(stats, `chain_acn${slot}`),
    serial: null,
    state: 'ok',
  };
}

/** "2--1-20-22" is 2, -1, 20, 22: a minus is a sign at the start and after another minus, else a separator. "-" is no sensor. */
export function splitTemperatures(value: string | null): number[] {
  return [...(value ?? '').matchAll(/(?:^|-)(-?\d+)/g)].map((match) => Number(match[1]));
}

/**
 * `fan_num` of them, from where the first turns (fan5 and fan6 on S9): the 16 places are mostly padding. Zero among them is a stopped
 * fan; zeros alone are a liquid-cooled model.
 */
function readFans(stats: Entry): readonly number[] {
  const speeds = SLOTS.map((slot) => number(stats, `fan${slot}`) ?? 0);
  const firstTurning = speeds.findIndex((rpm) => rpm > 0);
  if (firstTurning === -1) return [];
  const fitted = number(stats, 'fan_num') ?? 0;
  const first = firstTurning < fitted ? 0 : firstTurning;
  const end = Math.max(first + fitted, speeds.findLastIndex((rpm) => rpm > 0) + 1);
  return speeds.slice(first, end);
}

function faultsOf(stats: Entry, boards: readonly Board[]): readonly Fault[] {
  return boards.flatMap(({ position, state }) => {
    if (state === 'missing') return [{ code: null, text: `board ${position} is missing` }];
    const bad = (text(stats, `chain_acs${position}`)?.match(/x/g) ?? []).length;
    return bad === 0 ? [] : [{ code: null, text: `board ${position}: ${bad} chips failing` }];
  });
}
