import { highest, type MinerReading } from '../reading.ts';
import { type Answers, type Entry, flag, macOf, number, pick, scaled, temperature, text } from './answers.ts';
import { commonReading, isHashing, type MinerFamily } from './miner-family.ts';
import { withoutSecret } from './pools.ts';

const INFO = '/api/system/info';

/** BitAxe and kin (AxeOS): one answer over HTTP. Rates are GH/s. */
export const bitaxe: MinerFamily = {
  id: 'bitaxe',
  devices: 'BitAxe and kin (AxeOS)',
  backing: 'recorded',
  source: 'recording of a BM1368 board with AxeOS 2.4.5; AxeOS’s own source for later ones',
  recognises: (answers) => text(answers.get(INFO), 'ASICModel', 'deviceModel') !== null,
  commands: [INFO],
  rareCommands: [],
  read: readBitaxe,
};

function readBitaxe(answers: Answers): MinerReading | null {
  const info = answers.get(INFO);
  if (!info) return null;
  const hashrateThs = scaled(number(info, 'hashRate'), 1000);
  const powerW = number(info, 'power');
  const device = text(info, 'deviceModel');
  const fallback = flag(info, 'isUsingFallbackStratum') === true;
  const pool = fallback ? 'fallbackStratum' : 'stratum';
  const host = text(info, `${pool}URL`);
  const [accepted, rejected] = [number(info, 'sharesAccepted'), number(info, 'sharesRejected')];
  return {
    ...commonReading(answers),
    make: /nerd/i.test(device ?? '') ? 'NerdAxe' : 'Bitaxe',
    model: device ?? `${text(info, 'ASICModel')} (board ${text(info, 'boardVersion') ?? 'unknown'})`,
    firmware: 'axeos',
    firmwareVersion: text(info, 'version'),
    mac: macOf(text(info, 'macAddr')),
    hashing: flag(info, 'miningPaused') === true ? false : isHashing(hashrateThs),
    hashrateThs,
    hashrateIdealThs: scaled(number(info, 'expectedHashrate'), 1000),
    boards: [
      {
        position: 0,
        hashrateThs,
        // Of the voltage regulator, the hottest thing on it.
        boardTemperatureC: sensor(info, 'vrTemp'),
        chipTemperatureC: highest([sensor(info, 'temp'), sensor(info, 'temp2'), ...chipTemperatures(info)]),
        chips: number(info, 'asicCount'),
        serial: null,
        state: 'ok',
      },
    ],
    fansRpm: [number(info, 'fanrpm'), number(info, 'fan2rpm')].filter((rpm) => rpm !== null),
    powerW,
    powerKind: powerW === null ? null : 'MEASURED',
    uptimeSeconds: number(info, 'uptimeSeconds'),
    pools:
      host === null
        ? []
        : [
            {
              url: withoutSecret(
                `${/^\w[\w+]*:/.test(host) ? '' : 'stratum+tcp://'}${host}:${number(info, `${pool}Port`) ?? 3333}`,
              ),
              worker: text(info, `${pool}User`),
              status: 'alive',
              active: true,
              accepted,
              rejected,
            },
          ],
    accepted,
    rejected,
    faults: flag(info, 'overheat_mode') === true ? [{ code: null, text: 'overheated' }] : [],
  };
}

/** One for each chip, of a NerdQAxe. */
function chipTemperatures(info: Entry): (number | null)[] {
  const values = pick(info, 'asicTemps');
  return Array.isArray(values) ? values.map((value: unknown) => sensor({ value }, 'value')) : [];
}

/** -1 is a sensor that isn't read: at the start, or while the chip is off. */
function sensor(info: Entry, name: string): number | null {
  const value = number(info, name);
  return value === -1 ? null : temperature(value);
}
