import { apcAndKin } from './apc-and-kin.ts';
import { apcVariations } from './apc-variations.ts';
import { otherPdus } from './other-pdus.ts';
import type { PduRecording } from './pdu-recording.ts';
import { pduVariations } from './pdu-variations.ts';

export const pduRecordings: readonly PduRecording[] = [...apcAndKin, ...apcVariations, ...otherPdus, ...pduVariations];
