import { type Board, type MinerReading, type Pool, sum } from '../reading.ts';
import { type Answers, entryAt, type Entry, flag, list, macOf, number, pick, temperature, text } from './answers.ts';
import { commonReading, isHashing, mainOf, type MinerFamily, rateOf } from './miner-family.ts';
import { poolStatus, withoutSecret } from './pools.ts';
import { modelWithoutVariant } from './whatsminer.ts';
import { whatsminerFaults } from './whatsminer-faults.ts';

const SUMMARY = 'get.miner.status summary';
const BOARDS = 'get.miner.status edevs';

/** MicroBT's API 3 on port 4433. Rates are TH/s already, where API 2 has MH/s. */
export const whatsminer3: MinerFamily = {
  id: 'whatsminer3',
  devices: 'MicroBT Whatsminer, API 3.x',
  backing: 'documented',
  source: 'MicroBT’s API 3, as read by asic-rs; of a real M60S only its device info',
  recognises: (answers) => entryAt(messageOf(answers, 'get.device.info'), 'miner') !== undefined,
  // Device info holds the faults and whether it works, so it belongs to each poll.
  commands: [SUMMARY, 'get.device.info', BOARDS, 'get.miner.status pools'],
  rareCommands: [],
  read: readWhatsminer3,
};

function readWhatsminer3(answers: Answers): MinerReading | null {
  const own = entryAt(messageOf(answers, SUMMARY), 'summary');
  const summary = mainOf(own, answers, SUMMARY, BOARDS);
  if (!summary) return null;
  const info = messageOf(answers, 'get.device.info');
  const [miner, system, network, power] = ['miner', 'system', 'network', 'power'].map((part) => entryAt(info, part));
  const isStopped = flag(miner, 'working') === false;
  const boards = list(messageOf(answers, BOARDS), 'edevs').map((board, at) =>
    readBoard(board, at, summary, miner, isStopped),
  );
  const hashrateThs = isStopped ? 0 : (number(summary, 'hash-realtime', 'hash-1min') ?? rateOf(boards));
  const powerW = number(summary, 'power-realtime', 'power-5min');
  const pools = readPools(messageOf(answers, 'get.miner.status pools'));
  return {
    ...commonReading(new Map()),
    make: 'MicroBT',
    model: modelWithoutVariant(text(miner, 'type')),
    firmwareVersion: text(system, 'fwversion'),
    apiVersion: text(system, 'api'),
    serial: text(miner, 'miner-sn'),
    mac: macOf(text(network, 'mac')),
    hashing: isHashing(hashrateThs),
    hashrateThs,
    hashrateAverageThs: number(summary, 'hash-average'),
    hashrateIdealThs: number(summary, 'factory-hash'),
    boards,
    inletTemperatureC: temperature(number(summary, 'environment-temperature')),
    fansRpm: ['fan-speed-in', 'fan-speed-out'].flatMap((fan) => number(summary, fan) ?? []),
    psuFanRpm: number(power, 'fanspeed'),
    powerW,
    powerKind: powerW === null ? null : 'MEASURED',
    // `bootup-time` is how long the start took, not since when it runs.
    processUptimeSeconds: number(summary, 'elapsed'),
    pools,
    accepted: sharesOf(pools, 'accepted'),
    rejected: sharesOf(pools, 'rejected'),
    faults: whatsminerFaults({}, { error_code: pick(info, 'error-code') }),
  };
}

/** Some firmware counts shares, some tells only what part was rejected. */
function sharesOf(pools: readonly Pool[] | null, of: 'accepted' | 'rejected'): number | null {
  return sum((pools ?? []).map((pool) => pool[of]));
}

function readBoard(board: Entry, at: number, summary: Entry, miner: Entry | undefined, isStopped: boolean): Board {
  const position = number(board, 'slot', 'id') ?? at;
  const temperatures = pick(summary, 'board-temperature');
  return {
    position,
    // Firmware of 3.0.0 tells a board's average alone.
    hashrateThs: isStopped ? 0 : number(board, 'hash-realtime', 'hash-average'),
    boardTemperatureC: temperature(Array.isArray(temperatures) ? number({ own: temperatures[at] }, 'own') : null),
    chipTemperatureC: temperature(number(board, 'chip-temp-max')),
    chips: number(board, 'effective-chips'),
    serial: text(miner, `pcbsn${position}`),
    state: 'ok',
  };
}

function readPools(message: Entry | undefined): readonly Pool[] | null {
  if (!message) return null;
  const pools = list(message, 'pools').filter((pool) => text(pool, 'url') !== null);
  return pools
    .toSorted((a, b) => (number(a, 'pool-priority') ?? 0) - (number(b, 'pool-priority') ?? 0))
    .map((pool) => ({
      url: withoutSecret(text(pool, 'url') ?? ''),
      worker: text(pool, 'account'),
      status: poolStatus(text(pool, 'status') ?? ''),
      active: flag(pool, 'stratum-active') === true,
      accepted: number(pool, 'accepted'),
      rejected: number(pool, 'rejected'),
    }));
}

/** The message of an answer with code 0; others say what went wrong. */
function messageOf(answers: Answers, command: string): Entry | undefined {
  const answer = answers.get(command);
  return number(answer, 'code') === 0 ? entryAt(answer, 'msg') : undefined;
}
