import { antminer } from './drivers/antminer.ts';
import { avalon } from './drivers/avalon.ts';
import { braiins } from './drivers/braiins.ts';
import { cgminer } from './drivers/cgminer.ts';
import type { CgminerFamily } from './drivers/cgminer-family.ts';
import { whatsminer } from './drivers/whatsminer.ts';
import { eastronSdm630 } from './profiles/modbus-meter/eastron-sdm630.ts';
import type { ModbusMeterProfile } from './profiles/modbus-meter.profile.ts';
import { apcRpdu2 } from './profiles/snmp-pdu/apc-rpdu2.ts';
import { raritanPdu2 } from './profiles/snmp-pdu/raritan-pdu2.ts';
import { servertechSentry4 } from './profiles/snmp-pdu/servertech-sentry4.ts';
import type { SnmpPduProfile } from './profiles/snmp-pdu.profile.ts';

/** The most telling first; the last takes whatever speaks the API at all. */
export const minerFamilies: readonly CgminerFamily[] = unique([braiins, whatsminer, avalon, antminer, cgminer]);
export const snmpPduProfiles: readonly SnmpPduProfile[] = unique([raritanPdu2, servertechSentry4, apcRpdu2]);
export const modbusMeterProfiles: readonly ModbusMeterProfile[] = unique([eastronSdm630]);

unique([...minerFamilies, ...snmpPduProfiles, ...modbusMeterProfiles]);

/** A duplicate id would let one model be read as another: it stops the start. */
function unique<T extends { readonly id: string }>(entries: readonly T[]): readonly T[] {
  const ids = new Set<string>();
  for (const { id } of entries) {
    if (ids.has(id)) throw new Error(`The registry lists "${id}" twice.`);
    ids.add(id);
  }
  return entries;
}
