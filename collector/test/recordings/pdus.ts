import { apcAndKin } from './apc-and-kin.ts';
import { apcVariations } from './apc-variations.ts';
import { otherPdus } from './other-pdus.ts';
import type { PduRecording } from './pdu-recording.ts';
import { pduVariations } from './pdu-variations.ts';

export const pduRecordings: readonly PduRecording[] = [...apcAndKin, ...apcVariations, ...otherPdus, ...pduVariations];

/** All that its agent serves, by OID. */
export function objectsOf({ sysObjectId, sysDescr, below, objects }: PduRecording): Map<string, number | string> {
  return new Map([
    ['1.3.6.1.2.1.1.1.0', sysDescr ?? ''],
    ['1.3.6.1.2.1.1.2.0', sysObjectId],
    ...Object.entries(objects).map(([oid, value]) => [`${below}.${oid}`, value] as const),
  ]);
}
