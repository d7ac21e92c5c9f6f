import type { PduProfile } from '../../farm/catalog.ts';
import type { RunningPdu } from '../../farm/farm.ts';
import type { Mib } from './mib.ts';
import { raritanMib } from './raritan-pdu2.ts';
import { rpdu2Mib } from './apc-rpdu2.ts';
import { sentry4Mib } from './servertech-sentry4.ts';

const MAKE: Record<PduProfile, (outlets: number) => Mib> = {
  'raritan-pdu2': raritanMib,
  'servertech-sentry4': sentry4Mib,
  'apc-rpdu2': rpdu2Mib,
};
const made = new Map<string, Mib>();

/** The objects that a PDU has: the same for all of its kind with as many outlets, built once. */
export function mibOf({ device }: RunningPdu): Mib {
  const { profile } = device.model;
  const key = `${profile}/${device.outlets.length}`;
  const mib = made.get(key) ?? MAKE[profile](device.outlets.length);
  made.set(key, mib);
  return mib;
}
