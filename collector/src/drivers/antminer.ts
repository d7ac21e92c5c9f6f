import { type Board, type Fault, highest, type MinerReading } from '../reading.ts';
import { type Answers, type Entry, list, macOf, number, pick, rateThs, scaled, temperature, text } from './answers.ts';
import { readFans } from './antminer-fans.ts';
import { firmwareOf, isAntminer, modelOf, typeOf } from './antminer-identity.ts';
import { antminerPower } from './antminer-power.ts';
import { type MinerFamily, commonReading, isHashing, mainOf, summaryOf, versionOf } from './miner-family.ts';

/** A web page, for who has its password: the socket tells neither serial nor MAC. */
const SYSTEM_INFO = '/cgi-bin/get_system_info.cgi';

/**
 * Bitmain's stock firmware and those that keep its layout (Hiveon, Vnish 3, mskminer, asicseer, the first Braiins OS). Rates are GH/s; the socket tells
 * neither power nor serial nor MAC. `devs` reads 0 on 19-series and later and the "total rate" means another window on each generation: neither is used.
 */
export const antminer: MinerFamily = {
  id: 'antminer',
  devices:
    'Bitmain Antminer, stock firmware of all generations; Hiveon, Vnish 3, mskminer, asicseer, Braiins OS of 2018',
  backing: 'recorded',
  source:
    'recordings of S9, S9k, S17 Pro, S19, S19 Pro, S21 XP Hydro and of an S9 with Hiveon; the other firmwares as foreman-apps and pyasic read them',
  recognises: isAntminer,
  commands: ['stats', 'summary', 'pools'],
  rareCommands: ['version', SYSTEM_INFO],
  read: readAntminer,
};

/** Board connectors are numbered up to 16 (S9 uses 6, 7, 8; later ones 1, 2, 3). */
const SLOTS = Array.from({ length: 16 }, (_, at) => at + 1);

function readAntminer(answers: Answers): MinerReading | null {
  const entries = list(answers.get('stats'), 'STATS');
  // Found by what it holds: its index differs, and pool entries may stand between.
  const own = entries.find((entry) => pick(entry, 'chain_acn1') !== undefined || pick(entry, 'GHS 5s') !== undefined);
  const stats = mainOf(own, answers, 'stats', 'summary');
  if (!stats) return null;
  const type = typeOf(answers) ?? '';
  const model = modelOf(type);
  const divideBy = rateDivisor(model);
  const rate = (ths: number | null) => (divideBy === 1 ? ths : divideBy === null ? null : scaled(ths, divideBy));
  const now = rateThs(stats, '5s') ?? rateThs(summaryOf(answers), '5s');
  const boards = readBoards(stats, model, rate);
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
    hashrateAverageThs: rate(rateThs(stats, 'av') ?? common.hashrateAverageThs),
    hashrateIdealThs: rate(unitless(stats, 'total_rateideal')),
    boards,
    ...antminerPower(stats),
    fansRpm: readFans(stats, model),
    processUptimeSeconds: number(stats, 'Elapsed') ?? common.processUptimeSeconds,
    hardwareErrors: number(stats, 'no_matching_work') ?? common.hardwareErrors,
    faults: faultsOf(stats, boards, now),
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

/** Keys without a unit count in `rate_unit`, which older firmware doesn't name: GH/s. */
function unitless(stats: Entry, key: string): number | null {
  const perThs = { KH: 1e9, MH: 1e6, GH: 1e3, TH: 1 }[text(stats, 'rate_unit')?.slice(0, 2).toUpperCase() ?? 'GH'];
  return scaled(number(stats, key), perThs ?? 1e3);
}

type Rate = (ths: number | null) => number | null;

/** Fitted boards, and an absent one where its neighbours show that it should be there: three are usual. */
function readBoards(stats: Entry, model: string | null, rate: Rate): readonly Board[] {
  const fitted = SLOTS.filter((slot) => (number(stats, `chain_acn${slot}`) ?? 0) > 0);
  const first = isOldNumbering(fitted) ? 6 : 1;
  const expected = fitted.length >= USUAL_BOARDS || HAS_FEWER.test(model ?? '') ? [] : [first, first + 1, first + 2];
  return SLOTS.filter((slot) => fitted.includes(slot) || (fitted.length > 0 && expected.includes(slot))).map((slot) =>
    fitted.includes(slot) ? readBoard(stats, slot, rate) : missingBoard(slot),
  );
}

const USUAL_BOARDS = 3;
/** Models of two boards. */
const HAS_FEWER = /^Antminer (S[1-5]\+?|S7-LN|R4)$/i;

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
    hashrateThs: rate(unitless(stats, `chain_rate${slot}`)),
    boardTemperatureC: corners(`temp_pcb${slot}`) ?? temperature(number(stats, `temp${slot}`)),
    // temp2_N is the coolest chip on S9k and T15: the corners, where given, hold the hottest. Others have a second sensor in temp3_N.
    chipTemperatureC:
      corners(`temp_chip${slot}`) ??
      highest(['temp2_', 'temp3_'].map((sensor) => temperature(number(stats, `${sensor}${slot}`)))),
    chips: number(stats, `chain_acn${slot}`),
    serial: null,
    state: 'ok',
  };
}

/** "2--1-20-22" is 2, -1, 20, 22: a minus is a sign at the start and after another minus, else a separator. "-" is no sensor. */
export function splitTemperatures(value: string | null): number[] {
  return (value ?? '').split(/(?<=\d)-/).flatMap((part) => (/^-?\d/.test(part) ? Number.parseInt(part, 10) : []));
}

/** A chip that hot, on a machine that has stopped hashing, is why it stopped. */
const TOO_HOT_C = 90;

function faultsOf(stats: Entry, boards: readonly Board[], nowThs: number | null): readonly Fault[] {
  const ofBoards = boards.flatMap(({ position, state }) => {
    if (state === 'missing') return [fault(`board ${position} is missing`)];
    const bad = (text(stats, `chain_acs${position}`)?.match(/x/g) ?? []).length;
    return bad === 0 ? [] : [fault(`board ${position}: ${bad} chips failing`)];
  });
  const hottest = highest(boards.map(({ chipTemperatureC }) => chipTemperatureC)) ?? 0;
  // Hiveon's ASIC Hub builds and mskminer: "PSU OK", "PSU power lost".
  const supply = text(stats, 'psu_status');
  return [
    ...ofBoards,
    ...(nowThs === 0 && hottest > TOO_HOT_C ? [fault(`stopped with chips at ${hottest} °C`)] : []),
    ...(supply === null || /\bok\b/i.test(supply) ? [] : [fault(supply)]),
  ];
}

function fault(words: string): Fault {
  return { code: null, text: words };
}
