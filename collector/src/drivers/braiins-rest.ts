import type { Board, MinerReading, Pool } from '../reading.ts';
import { type Answers, entryAt, type Entry, flag, list, macOf, number, scaled, temperature, text } from './answers.ts';
import { commonReading, isHashing, mainOf, type MinerFamily, rateOf } from './miner-family.ts';
import { withoutSecret } from './pools.ts';

const API = '/api/v1';

/** Braiins OS 23 and on over REST. Rates are nested GH/s; the watts are the tuner's estimate. */
export const braiinsRest: MinerFamily = {
  id: 'braiins-rest',
  devices: 'Braiins OS 23 and on',
  backing: 'recorded',
  source: 'recording of an S19 XP with Braiins OS 25.07; Braiins’ Public REST API',
  recognises: (answers) => entryAt(answers.get(`${API}/miner/details`), 'bos_version') !== undefined,
  // The details hold how long it runs, so they belong to each poll.
  commands: [
    `${API}/miner/stats`,
    `${API}/miner/details`,
    `${API}/miner/hw/hashboards`,
    `${API}/cooling/state`,
    `${API}/pools`,
  ],
  rareCommands: [`${API}/version`],
  read: readBraiinsRest,
};

function readBraiinsRest(answers: Answers): MinerReading | null {
  const own = answers.get(`${API}/miner/stats`);
  const stats = mainOf(own, answers, `${API}/miner/stats`, `${API}/miner/hw/hashboards`);
  if (!stats) return null;
  const details = answers.get(`${API}/miner/details`);
  const version = answers.get(`${API}/version`);
  const rates = entryAt(stats, 'miner_stats');
  const hashboards = list(answers.get(`${API}/miner/hw/hashboards`), 'hashboards');
  const boards = hashboards.map(readBoard);
  const hashrateThs = rate(entryAt(rates, 'real_hashrate', 'last_5s')) ?? rateOf(boards);
  const powerW = number(entryAt(stats, 'power_stats', 'approximated_consumption'), 'watt');
  const inlets = hashboards
    .map((board) => temperature(number(entryAt(board, 'lowest_inlet_temp'), 'degree_c')))
    .filter((value) => value !== null);
  const shares = entryAt(stats, 'pool_stats');
  return {
    ...commonReading(answers),
    make: 'Bitmain',
    model: text(entryAt(details, 'miner_identity'), 'miner_model', 'name'),
    firmware: 'braiins',
    firmwareVersion: text(entryAt(details, 'bos_version'), 'current'),
    apiVersion: version ? ['major', 'minor', 'patch'].map((part) => number(version, part)).join('.') : null,
    serial: text(details, 'serial_number'),
    mac: macOf(text(details, 'mac_address')),
    hashing: isHashing(hashrateThs),
    hashrateThs,
    hashrateAverageThs: rate(entryAt(rates, 'real_hashrate', 'since_restart')),
    hashrateIdealThs: rate(entryAt(rates, 'nominal_hashrate')),
    boards,
    inletTemperatureC: inlets.length === 0 ? null : Math.min(...inlets),
    fansRpm: list(answers.get(`${API}/cooling/state`), 'fans').flatMap((fan) => number(fan, 'rpm') ?? []),
    powerW,
    powerKind: powerW === null ? null : 'ESTIMATED',
    uptimeSeconds: number(details, 'system_uptime_s', 'system_uptime'),
    processUptimeSeconds: number(details, 'bosminer_uptime_s'),
    pools: readPools(answers.get(`${API}/pools`)),
    accepted: number(shares, 'accepted_shares'),
    rejected: number(shares, 'rejected_shares'),
  };
}

function readBoard(board: Entry, at: number): Board {
  return {
    position: number(board, 'id') ?? at,
    hashrateThs: rate(entryAt(board, 'stats', 'real_hashrate', 'last_5s')),
    boardTemperatureC: temperature(number(entryAt(board, 'board_temp'), 'degree_c')),
    chipTemperatureC: temperature(number(entryAt(board, 'highest_chip_temp', 'temperature'), 'degree_c')),
    chips: number(board, 'chips_count'),
    serial: text(board, 'serial_number'),
    state: flag(board, 'enabled') === false ? 'disabled' : 'ok',
  };
}

function readPools(document: Entry | undefined): readonly Pool[] | null {
  if (!document) return null;
  return list(document, 'list').flatMap((group) =>
    list(group, 'pools').map((pool) => ({
      url: withoutSecret(text(pool, 'url') ?? ''),
      worker: text(pool, 'user'),
      status: flag(pool, 'enabled') === false ? 'disabled' : flag(pool, 'alive') === true ? 'alive' : 'dead',
      active: flag(pool, 'active') === true,
      accepted: number(entryAt(pool, 'stats'), 'accepted_shares'),
      rejected: number(entryAt(pool, 'stats'), 'rejected_shares'),
    })),
  );
}

function rate(entry: Entry | undefined): number | null {
  return scaled(number(entry, 'gigahash_per_second'), 1000);
}
