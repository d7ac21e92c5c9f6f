import { type Board, type Fault, type MinerReading, type Pool, sum } from '../reading.ts';
import {
  type Answers,
  entryAt,
  type Entry,
  flag,
  list,
  macOf,
  number,
  pick,
  scaled,
  temperature,
  text,
} from './answers.ts';
import { commonReading, isHashing, type MinerFamily } from './miner-family.ts';
import { withoutSecret } from './pools.ts';

/** ePIC's UMC boards: HTTP, on the port that others use for the CGMiner API. Rates are MH/s. */
export const epic: MinerFamily = {
  id: 'epic',
  devices: 'ePIC UMC boards',
  backing: 'recorded',
  source: 'recording of an S19 XP with a UMC board; asic-rs',
  recognises: (answers) => pick(answers.get('/summary'), 'HBStatus') !== undefined,
  commands: ['/summary'],
  rareCommands: ['/capabilities', '/network'],
  read: readEpic,
};

function readEpic(answers: Answers): MinerReading | null {
  const summary = answers.get('/summary');
  if (!summary) return null;
  const session = entryAt(summary, 'Session');
  const boards = readBoards(summary);
  const isAtRest = /^(idling|idle|stopped)$/i.test(text(entryAt(summary, 'Status'), 'Operating State') ?? '');
  // One that rests lists no boards.
  const hashrateThs =
    sum(boards.flatMap(({ state, hashrateThs: rate }) => (state === 'ok' ? [rate] : []))) ?? (isAtRest ? 0 : null);
  const powerW = number(entryAt(summary, 'Power Supply Stats'), 'Input Power');
  const fans = readFans(summary);
  const [accepted, rejected] = [number(session, 'Accepted'), number(session, 'Rejected')];
  return {
    ...commonReading(answers),
    make: 'Bitmain',
    model: text(answers.get('/capabilities'), 'Model')?.replace(/^AntMiner/, 'Antminer') ?? null,
    firmware: 'epic',
    firmwareVersion: text(summary, 'Software'),
    mac: macOf(
      text(entryAt(answers.get('/network'), 'dhcp') ?? entryAt(answers.get('/network'), 'static'), 'mac_address'),
    ),
    hashing: isAtRest ? false : isHashing(hashrateThs),
    hashrateThs,
    hashrateAverageThs: scaled(number(session, 'Average MHs'), 1e6),
    boards,
    fansRpm: fans,
    powerW,
    powerKind: powerW === null ? null : 'MEASURED',
    processUptimeSeconds: number(session, 'Uptime'),
    pools: readPools(summary, accepted, rejected),
    accepted,
    rejected,
    faults: faultsOf(summary, isAtRest, fans),
  };
}

/** At rest fans may stand, and the last error is why it rests; one that hashes has got over it. */
function faultsOf(summary: Entry, isAtRest: boolean, fans: readonly number[]): Fault[] {
  const why = text(entryAt(summary, 'Status'), 'Last Error');
  const words = isAtRest ? [why] : fans.map((rpm, at) => (rpm === 0 ? `fan ${at + 1} stands still` : null));
  return words.filter((word) => word !== null).map((word) => ({ code: null, text: word }));
}

function readBoards(summary: Entry): Board[] {
  const running = list(summary, 'HBs');
  return list(summary, 'HBStatus').map((status, at) => {
    const position = number(status, 'Index') ?? at;
    const board = running.find((entry) => number(entry, 'Index') === position);
    const rates = pick(board, 'Hashrate');
    // [MH/s, percent of the target, percent of errors]
    const megahashes = Array.isArray(rates) ? number({ now: rates[0] }, 'now') : null;
    return {
      position,
      hashrateThs: scaled(megahashes, 1e6),
      boardTemperatureC: temperature(number(board, 'Temperature')),
      chipTemperatureC: null,
      chips: null,
      serial: null,
      state: flag(status, 'Detected') === false ? 'missing' : flag(status, 'Enabled') === false ? 'disabled' : 'ok',
    };
  });
}

/** By number; null is a place without a fan, 0 one that stands still. */
function readFans(summary: Entry): number[] {
  const fans = entryAt(summary, 'Fans Rpm');
  return Array.from({ length: 12 }, (_, at) => number(fans, `Fans Speed ${at + 1}`)).filter((rpm) => rpm !== null);
}

function readPools(summary: Entry, accepted: number | null, rejected: number | null): Pool[] {
  const stratum = entryAt(summary, 'Stratum');
  const current = text(stratum, 'Current Pool');
  return list(summary, 'StratumConfigs').flatMap((config) => {
    const url = text(config, 'pool');
    if (url === null) return [];
    const active = current !== null && url.endsWith(current);
    const status = active && flag(stratum, 'IsPoolConnected') === false ? 'dead' : 'alive';
    return [
      {
        url: withoutSecret(url),
        worker: text(config, 'login'),
        status,
        active,
        accepted: active ? accepted : null,
        rejected: active ? rejected : null,
      },
    ];
  });
}
