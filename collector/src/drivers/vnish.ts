import { type Board, type Fault, highest, type MinerReading, type Pool, sum } from '../reading.ts';
import { type Answers, entryAt, type Entry, flag, list, macOf, number, scaled, temperature, text } from './answers.ts';
import { commonReading, type MinerFamily } from './miner-family.ts';
import { isFee, poolStatus, withoutSecret } from './pools.ts';

const INFO = '/api/v1/info';
const SUMMARY = '/api/v1/summary';

/** Vnish 1.2 and on over HTTP, written after its own description of its API (xminer-api, 1.2.6). Rates are GH/s unless `hr_measure` says otherwise. */
export const vnish: MinerFamily = {
  id: 'vnish',
  devices: 'Vnish 1.2 and on',
  backing: 'documented',
  source: 'Vnish’s own description of its API (xminer-api 1.2.6); pyasic for its first builds',
  recognises: (answers) => /vnish|anthill/i.test(text(answers.get(INFO), 'fw_name') ?? ''),
  commands: [SUMMARY],
  rareCommands: [INFO],
  read: readVnish,
};

function readVnish(answers: Answers): MinerReading | null {
  const summary = answers.get(SUMMARY);
  const miner = entryAt(summary, 'miner');
  if (!miner) return null;
  const info = answers.get(INFO);
  const rate: Rate = (entry, ...names) => scaled(number(entry, ...names), perThs(text(info, 'hr_measure')));
  const status = entryAt(miner, 'miner_status');
  const state = text(status, 'miner_state');
  // Its first builds have TH/s under these names alone.
  const hashrateThs = rate(miner, 'hr_realtime') ?? number(miner, 'instant_hashrate');
  const powerW = number(miner, 'power_consumption', 'power_usage');
  // The firmware's model, but where it reads the power supply.
  const isMetered = flag(entryAt(miner, 'psu'), 'psu_power_metering') === true;
  // The first builds have it here; `info` is asked too rarely for an uptime.
  const system = entryAt(summary, 'system');
  const chains = list(miner, 'chains');
  const water = chains.map((chain) => temperature(number(chain, 'inlet_water_temp'))).filter((value) => value !== null);
  return {
    ...commonReading(answers),
    make: 'Bitmain',
    model: text(info, 'miner') ?? text(miner, 'miner_type')?.replace(/\s*\(vnish.*$/i, '') ?? null,
    firmware: 'vnish',
    firmwareVersion: text(info, 'fw_version'),
    serial: text(info, 'serial'),
    mac: macOf(text(entryAt(info, 'system', 'network_status') ?? entryAt(system, 'network_status'), 'mac')),
    hashing: isAtWork(state, hashrateThs),
    hashrateThs,
    hashrateAverageThs: rate(miner, 'hr_average') ?? number(miner, 'average_hashrate'),
    hashrateIdealThs: rate(miner, 'hr_nominal', 'hr_stock'),
    boards: chains.map((chain, at) => readBoard(chain, at, rate)),
    inletTemperatureC: water.length === 0 ? null : Math.min(...water),
    fansRpm: list(entryAt(miner, 'cooling'), 'fans').flatMap((fan) => number(fan, 'rpm') ?? []),
    powerW,
    powerKind: powerW === null ? null : isMetered ? 'MEASURED' : 'ESTIMATED',
    uptimeSeconds: uptimeOf(text(system, 'uptime')),
    pools: list(miner, 'pools').flatMap(readPool),
    hardwareErrors: number(miner, 'hw_errors'),
    faults: state === 'failure' ? [failure(status)] : [],
  };
}

type Rate = (entry: Entry, ...names: string[]) => number | null;

/** Scrypt machines count MH/s. */
function perThs(measure: string | null): number {
  if (/^MH/i.test(measure ?? '')) return 1e6;
  return /^TH/i.test(measure ?? '') ? 1 : 1e3;
}

/** "9 days,  3:58" and " 1:00", to the minute. */
function uptimeOf(words: string | null): number | null {
  const [, days = '0', hours, minutes] = /^(?:(\d+) days?,\s*)?(\d+):(\d\d)$/.exec(words ?? '') ?? [];
  return hours === undefined ? null : ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60;
}

function readBoard(chain: Entry, at: number, rate: Rate): Board {
  return {
    position: number(chain, 'id') ?? at,
    hashrateThs: rate(chain, 'hashrate_rt'),
    boardTemperatureC: hottest(chain, 'pcb_temp'),
    chipTemperatureC: hottest(chain, 'chip_temp'),
    chips: sum(['grey', 'orange', 'red'].map((grade) => number(entryAt(chain, 'chip_statuses'), grade))),
    serial: text(chain, 'serial'),
    state: CHAIN_STATES.get(text(entryAt(chain, 'status'), 'state') ?? '') ?? 'ok',
  };
}

/** Of a range, or of its single sensors where there is none; one that says "error" isn't among them. */
function hottest(chain: Entry, name: string): number | null {
  const sensors = list(chain, `${name}_sens`).filter((sensor) => text(sensor, 'status') === 'measure');
  return (
    temperature(number(entryAt(chain, name), 'max')) ??
    highest(sensors.map((sensor) => temperature(number(sensor, 'temp'))))
  );
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

/** "active" is the one that is mined to, "working" one that would be. */
function readPool(pool: Entry): Pool[] {
  const url = text(pool, 'url');
  // The firmware maker's own pool is nobody else's business.
  if (url === null || isFee(url) || (text(pool, 'pool_type') ?? 'UserPool') !== 'UserPool') return [];
  const status = text(pool, 'status') ?? '';
  return [
    {
      url: withoutSecret(url),
      worker: text(pool, 'user'),
      status: /^(active|working|online)$/i.test(status) ? 'alive' : poolStatus(status),
      active: /^active$/i.test(status),
      accepted: number(pool, 'accepted'),
      rejected: number(pool, 'rejected'),
    },
  ];
}

function failure(status: Entry | undefined): Fault {
  return { code: number(status, 'failure_code'), text: text(status, 'description') ?? 'failure' };
}
