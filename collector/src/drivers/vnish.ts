import type { Board, Fault, MinerReading, Pool } from '../reading.ts';
import { type Answers, entryAt, type Entry, list, macOf, number, scaled, temperature, text } from './answers.ts';
import { commonReading, type MinerFamily } from './miner-family.ts';
import { isFee, withoutSecret } from './pools.ts';

const INFO = '/api/v1/info';
const SUMMARY = '/api/v1/summary';

/** Vnish 1.2 and on over HTTP, written after its API's description; no recording stands behind it. Rates are GH/s unless `hr_measure` says otherwise. */
export const vnish: MinerFamily = {
  id: 'vnish',
  devices: 'Vnish 1.2 and on',
  backing: 'documented',
  recognises: (answers) => /vnish|anthill/i.test(text(answers.get(INFO), 'fw_name') ?? ''),
  commands: [SUMMARY],
  rareCommands: [INFO],
  read: readVnish,
};

function readVnish(answers: Answers): MinerReading | null {
  const miner = entryAt(answers.get(SUMMARY), 'miner');
  if (!miner) return null;
  const info = answers.get(INFO);
  const perThs = /^TH/i.test(text(info, 'hr_measure') ?? '') ? 1 : 1000;
  const rate = (entry: Entry | undefined, ...names: string[]) => scaled(number(entry, ...names), perThs);
  const state = text(entryAt(miner, 'miner_status'), 'miner_state');
  const hashrateThs = rate(miner, 'hr_realtime', 'instant_hashrate');
  const powerW = number(miner, 'power_consumption', 'power_usage');
  return {
    ...commonReading(answers),
    make: 'Bitmain',
    model: text(info, 'miner') ?? text(miner, 'miner_type')?.replace(/\s*\(vnish.*$/i, '') ?? null,
    firmware: 'vnish',
    firmwareVersion: text(info, 'fw_version'),
    serial: text(info, 'serial'),
    mac: macOf(text(entryAt(info, 'system', 'network_status'), 'mac')),
    hashing: isAtWork(state, hashrateThs),
    hashrateThs,
    hashrateAverageThs: rate(miner, 'hr_average', 'average_hashrate'),
    hashrateIdealThs: rate(miner, 'hr_nominal', 'hr_stock'),
    boards: list(miner, 'chains').map((chain, at) => readBoard(chain, at, rate)),
    fansRpm: list(entryAt(miner, 'cooling'), 'fans').flatMap((fan) => number(fan, 'rpm') ?? []),
    powerW,
    // The firmware's model, not the power supply's measurement.
    powerKind: powerW === null ? null : 'ESTIMATED',
    pools: list(miner, 'pools').flatMap(readPool),
    hardwareErrors: number(miner, 'hw_errors'),
    faults: state === 'failure' ? [failure(text(entryAt(miner, 'miner_status'), 'description'))] : [],
  };
}

function readBoard(chain: Entry, at: number, rate: (entry: Entry, ...names: string[]) => number | null): Board {
  return {
    position: number(chain, 'id') ?? at,
    hashrateThs: rate(chain, 'hashrate_rt'),
    boardTemperatureC: temperature(number(entryAt(chain, 'pcb_temp'), 'max')),
    chipTemperatureC: temperature(number(entryAt(chain, 'chip_temp'), 'max')),
    chips: null,
    serial: text(chain, 'serial'),
    state: CHAIN_STATES.get(text(entryAt(chain, 'status'), 'state') ?? '') ?? 'ok',
  };
}

const CHAIN_STATES: ReadonlyMap<string, Board['state']> = new Map([
  ['disabled', 'disabled'],
  ['disconnected', 'missing'],
]);

/** "auto-tuning" hashes too. A miner that says it stands still does, whatever rate it still shows. */
function isAtWork(state: string | null, hashrateThs: number | null): boolean | null {
  if (state !== null && !/^(mining|auto-tuning)$/.test(state)) return false;
  return state === null || hashrateThs === null ? null : hashrateThs > 0;
}

function readPool(pool: Entry): Pool[] {
  const url = text(pool, 'url');
  // The firmware maker's own pool is nobody else's business.
  if (url === null || isFee(url)) return [];
  const status = text(pool, 'status') ?? '';
  const alive = /^(active|working|online)$/i.test(status);
  return [
    {
      url: withoutSecret(url),
      worker: text(pool, 'user'),
      status: alive ? 'alive' : /^disabled$/i.test(status) ? 'disabled' : 'dead',
      active: /^(active|working)$/i.test(status),
      accepted: number(pool, 'accepted'),
      rejected: number(pool, 'rejected'),
    },
  ];
}

function failure(description: string | null): Fault {
  return { code: null, text: description ?? 'failure' };
}
