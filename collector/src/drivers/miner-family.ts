import type { Backing } from '../profiles/snmp-pdu.profile.ts';
import { type Board, highest, type MinerReading, sum } from '../reading.ts';
import { type Answers, type Entry, list, number, rateThs } from './answers.ts';
import { readPools } from './pools.ts';

/** How a family of miners on the CGMiner API is recognised, asked and read. Pure but for its data: the session does the asking. */
export type MinerFamily = {
  readonly id: string;
  /** Makes and firmwares, for people. */
  readonly devices: string;
  readonly backing: Backing;
  /** Where its answers are known from, for people. */
  readonly source: string;
  /** Whether these answers, of whatever commands there are so far, come from it. */
  recognises(answers: Answers): boolean;
  /** Asked each poll, the one that it can't do without first. Of a list the first that the device has. */
  readonly commands: readonly (string | readonly string[])[];
  /** What is asked of this poll besides, after what came: where a firmware keeps something elsewhere. */
  further?(answers: Answers): readonly string[];
  /** Asked at identification, every six hours and after a restart: model, serial, firmware. */
  readonly rareCommands: readonly string[];
  /** Null: the answers don't hold what a reading needs. */
  read(answers: Answers): MinerReading | null;
};

/** How miners that speak one protocol are told apart. */
export type MinerProtocol = {
  /** Asked one after the other until a family knows its own. */
  readonly identifying: readonly string[];
  /** The most telling first. */
  readonly families: readonly MinerFamily[];
  /** Takes whatever speaks the protocol at all. */
  readonly fallback: MinerFamily | null;
};

export const summaryOf = (answers: Answers): Entry | undefined => list(answers.get('summary'), 'SUMMARY')[0];
export const versionOf = (answers: Answers): Entry | undefined => list(answers.get('version'), 'VERSION')[0];

const NOTHING: Entry = {};

/**
 * What a family reads first. Where only that command failed it is empty, and the rest is read: one command that fails doesn't void the others. Null: it was
 * answered as by another machine, or what could stand in for it failed too.
 */
export function mainOf(
  found: Entry | undefined,
  answers: Answers,
  command: string,
  ...substitutes: readonly string[]
): Entry | null {
  if (found) return found;
  return !answers.has(command) && substitutes.some((substitute) => answers.has(substitute)) ? NOTHING : null;
}

/** What every family has in common: pools, share counts and rates of the summary; the rest unknown. */
export function commonReading(answers: Answers): MinerReading {
  const summary = summaryOf(answers);
  const pools = readPools(answers.get('pools'));
  const total = (of: 'accepted' | 'rejected') => pools?.reduce((count, pool) => count + (pool[of] ?? 0), 0) ?? null;
  return {
    make: null,
    model: null,
    firmware: 'stock',
    firmwareVersion: null,
    apiVersion: null,
    serial: null,
    mac: null,
    hashing: null,
    hashrateThs: null,
    hashrateAverageThs: rateThs(summary, 'av'),
    hashrateIdealThs: null,
    boards: [],
    inletTemperatureC: null,
    fansRpm: [],
    psuFanRpm: null,
    powerW: null,
    powerKind: null,
    uptimeSeconds: null,
    processUptimeSeconds: number(summary, 'Elapsed'),
    pools,
    accepted: number(summary, 'Accepted') ?? total('accepted'),
    rejected: number(summary, 'Rejected') ?? total('rejected'),
    hardwareErrors: number(summary, 'Hardware Errors'),
    faults: [],
  };
}

/** Further apart than this two sensors of a machine don't read: one that reads below zero then is broken, while on a cold site all do. */
const BELOW_NEIGHBOURS_C = 40;

/** More than any machine, or all behind one controller, hash or draw: hundreds of times the largest of 2026. One such number would swallow a site's sum. */
const MOST_THS = 100_000;
const MOST_W = 1_000_000;

/** A reading without what can't be, whoever says it: 0 W of a machine that hashes, less than nothing, a sensor far below freezing beside warm ones. */
export function withoutTheImpossible(reading: MinerReading): MinerReading {
  const { hashing, boards, powerW, fansRpm } = reading;
  const isPower = powerW === null || (powerW > 0 && powerW <= MOST_W) || (powerW === 0 && hashing !== true);
  const warmest = {
    board: highest(boards.map(({ boardTemperatureC }) => boardTemperatureC)),
    chip: highest(boards.map(({ chipTemperatureC }) => chipTemperatureC)),
  };
  const believed = (value: number | null, among: number | null) =>
    value !== null && value < 0 && (among ?? value) - value > BELOW_NEIGHBOURS_C ? null : value;
  return {
    ...reading,
    ...(isPower ? {} : { powerW: null, powerKind: null }),
    hashrateThs: aRate(reading.hashrateThs),
    hashrateAverageThs: aRate(reading.hashrateAverageThs),
    hashrateIdealThs: aRate(reading.hashrateIdealThs),
    fansRpm: fansRpm.filter((rpm) => rpm >= 0),
    boards: boards.map((board) => ({
      ...board,
      hashrateThs: aRate(board.hashrateThs),
      boardTemperatureC: believed(board.boardTemperatureC, warmest.board),
      chipTemperatureC: believed(board.chipTemperatureC, warmest.chip),
    })),
  };
}

/** -1 is "unknown" in more places than are documented. */
function aRate(ths: number | null): number | null {
  return ths === null || ths < 0 || ths > MOST_THS ? null : ths;
}

/** Of the boards together, where no total is told. */
export function rateOf(boards: readonly Board[]): number | null {
  return sum(boards.map(({ hashrateThs }) => hashrateThs));
}

/** Hashing by what it does now; an unknown rate leaves it open. */
export function isHashing(hashrateThs: number | null): boolean | null {
  return hashrateThs === null ? null : hashrateThs > 0;
}
