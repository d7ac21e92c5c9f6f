import type { MinerReading } from '../reading.ts';
import { type Answers, flag, macOf, number, scaled, temperature, text } from './answers.ts';
import { commonReading, isHashing, type MinerFamily } from './miner-family.ts';

const INFO = '/api/system/info';

/** BitAxe and kin (AxeOS): one answer over HTTP. Rates are GH/s. */
export const bitaxe: MinerFamily = {
  id: 'bitaxe',
  devices: 'BitAxe and kin (AxeOS)',
  backing: 'recorded',
  recognises: (answers) => text(answers.get(INFO), 'ASICModel') !== null,
  commands: [INFO],
  rareCommands: [],
  read: readBitaxe,
};

function readBitaxe(answers: Answers): MinerReading | null {
  const info = answers.get(INFO);
  if (!info) return null;
  const hashrateThs = scaled(number(info, 'hashRate'), 1000);
  const powerW = number(info, 'power');
  const fallback = flag(info, 'isUsingFallbackStratum') === true;
  const pool = fallback ? 'fallbackStratum' : 'stratum';
  const host = text(info, `${pool}URL`);
  const [accepted, rejected] = [number(info, 'sharesAccepted'), number(info, 'sharesRejected')];
  return {
    ...commonReading(answers),
    make: 'Bitaxe',
    model: `${text(info, 'ASICModel')} (board ${text(info, 'boardVersion') ?? 'unknown'})`,
    firmware: 'axeos',
    firmwareVersion: text(info, 'version'),
    mac: macOf(text(info, 'macAddr')),
    hashing: isHashing(hashrateThs),
    hashrateThs,
    boards: [
      {
        position: 0,
        hashrateThs,
        // Of the voltage regulator, the hottest thing on it.
        boardTemperatureC: temperature(number(info, 'vrTemp')),
        chipTemperatureC: temperature(number(info, 'temp')),
        chips: number(info, 'asicCount'),
        serial: null,
        state: 'ok',
      },
    ],
    fansRpm: [number(info, 'fanrpm')].filter((rpm) => rpm !== null),
    powerW,
    powerKind: powerW === null ? null : 'MEASURED',
    uptimeSeconds: number(info, 'uptimeSeconds'),
    pools:
      host === null
        ? []
        : [
            {
              url: `stratum+tcp://${host}:${number(info, `${pool}Port`) ?? 3333}`,
              worker: text(info, `${pool}User`),
              status: 'alive',
              active: true,
              accepted,
              rejected,
            },
          ],
    accepted,
    rejected,
  };
}
