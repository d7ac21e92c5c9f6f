import { antminer } from './drivers/antminer.ts';
import { auradine, auradineHttp } from './drivers/auradine.ts';
import { avalon } from './drivers/avalon.ts';
import { bitaxe } from './drivers/bitaxe.ts';
import { braiins } from './drivers/braiins.ts';
import { braiinsRest } from './drivers/braiins-rest.ts';
import { cgminer } from './drivers/cgminer.ts';
import { epic } from './drivers/epic.ts';
import { luxos } from './drivers/luxos.ts';
import type { MinerFamily, MinerProtocol } from './drivers/miner-family.ts';
import { sealminer, sealminerHttp } from './drivers/sealminer.ts';
import { vnish } from './drivers/vnish.ts';
import { whatsminer } from './drivers/whatsminer.ts';
import { whatsminer3 } from './drivers/whatsminer3.ts';
import { abbB23 } from './profiles/modbus-meter/abb-b23.ts';
import { carloGavazziEm24 } from './profiles/modbus-meter/carlo-gavazzi-em24.ts';
import { carloGavazziEm340 } from './profiles/modbus-meter/carlo-gavazzi-em340.ts';
import { eastronSdm120 } from './profiles/modbus-meter/eastron-sdm120.ts';
import { eastronSdm72 } from './profiles/modbus-meter/eastron-sdm72.ts';
import { eastronSdm630 } from './profiles/modbus-meter/eastron-sdm630.ts';
import { janitzaUmg } from './profiles/modbus-meter/janitza-umg.ts';
import { schneiderIem3000 } from './profiles/modbus-meter/schneider-iem3000.ts';
import { schneiderPm5000 } from './profiles/modbus-meter/schneider-pm5000.ts';
import { siemensPac2200 } from './profiles/modbus-meter/siemens-pac2200.ts';
import { siemensPac3200 } from './profiles/modbus-meter/siemens-pac3200.ts';
import type { ModbusMeterProfile } from './profiles/modbus-meter.profile.ts';
import { apcEasy } from './profiles/snmp-pdu/apc-easy.ts';
import { apcRpdu2 } from './profiles/snmp-pdu/apc-rpdu2.ts';
import { cyberpowerEpdu } from './profiles/snmp-pdu/cyberpower-epdu.ts';
import { dellRpdu } from './profiles/snmp-pdu/dell-rpdu.ts';
import { eatonEpdu } from './profiles/snmp-pdu/eaton-epdu.ts';
import { enlogicEn } from './profiles/snmp-pdu/enlogic-en.ts';
import { entitySensor } from './profiles/snmp-pdu/entity-sensor.ts';
import { gudeEpc } from './profiles/snmp-pdu/gude-epc.ts';
import { janitzaUmg96 } from './profiles/snmp-pdu/janitza-umg96.ts';
import { panduitG5 } from './profiles/snmp-pdu/panduit-g5.ts';
import { raritanPdu2 } from './profiles/snmp-pdu/raritan-pdu2.ts';
import { raritanPx1 } from './profiles/snmp-pdu/raritan-px1.ts';
import { schleifenbauerRing } from './profiles/snmp-pdu/schleifenbauer-ring.ts';
import { servertechSentry3 } from './profiles/snmp-pdu/servertech-sentry3.ts';
import { servertechSentry4 } from './profiles/snmp-pdu/servertech-sentry4.ts';
import { upsMib } from './profiles/snmp-pdu/ups-mib.ts';
import { vertivV5 } from './profiles/snmp-pdu/vertiv-v5.ts';
import { hpePdu2, hpePdu3 } from './profiles/snmp-pdu/hpe-pdu.ts';
import type { Backing, SnmpPduProfile } from './profiles/snmp-pdu.profile.ts';

export type MinerProtocolId = 'cgminer' | 'whatsminer3' | 'http';
export const minerProtocols: Readonly<Record<MinerProtocolId, MinerProtocol>> = {
  cgminer: {
    // Old Whatsminers refuse `version`.
    identifying: ['version', 'get_version', 'stats', 'devdetails', 'summary'],
    // LuxOS and Hiveon keep the Antminer's layout: the more special before the more general.
    families: [braiins, luxos, sealminer, auradine, whatsminer, avalon, antminer],
    fallback: cgminer,
  },
  whatsminer3: { identifying: ['get.device.info'], families: [whatsminer3], fallback: null },
  http: {
    identifying: [
      '/api/system/info',
      '/summary',
      '/api/v1/info',
      '/api/v1/miner/details',
      '/cgi-bin/get_system_info.php',
    ],
    families: [bitaxe, epic, auradineHttp, vnish, braiinsRest, sealminerHttp],
    fallback: null,
  },
};
export const minerFamilies: readonly MinerFamily[] = unique(
  Object.values(minerProtocols).flatMap(({ families, fallback }) => (fallback ? [...families, fallback] : families)),
);
export const snmpPduProfiles: readonly SnmpPduProfile[] = unique([
  apcEasy,
  apcRpdu2,
  cyberpowerEpdu,
  dellRpdu,
  eatonEpdu,
  enlogicEn,
  gudeEpc,
  hpePdu2,
  hpePdu3,
  janitzaUmg96,
  panduitG5,
  raritanPdu2,
  raritanPx1,
  schleifenbauerRing,
  servertechSentry3,
  servertechSentry4,
  vertivV5,
  upsMib,
  // After UPS-MIB, which knows what its rows are.
  entitySensor,
]);
export const modbusMeterProfiles: readonly ModbusMeterProfile[] = unique([
  abbB23,
  carloGavazziEm24,
  carloGavazziEm340,
  eastronSdm120,
  eastronSdm72,
  eastronSdm630,
  janitzaUmg,
  schneiderIem3000,
  schneiderPm5000,
  siemensPac2200,
  siemensPac3200,
]);

const backings: ReadonlyMap<string, Backing> = new Map(
  [...snmpPduProfiles, ...modbusMeterProfiles].map(({ id, backing }) => [id, backing]),
);
/** What stands behind a profile. That of SunSpec is the maker's own self-description, as the standard has it. */
export const backingOf = (profile: string): Backing => backings.get(profile) ?? 'documented';

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
