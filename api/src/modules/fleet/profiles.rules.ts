import type { ProfileEvidence } from './fleet.entity.ts';

/** What the API has to know of a collector's profile: what it reads, what backs it, and whether it counts energy. */
export type DeviceProfile = {
  readonly kind: 'PDU' | 'METER';
  readonly evidence: ProfileEvidence;
  /** Of a PDU: its outlets have energy registers, each its own. A meter's profile always has one. */
  readonly countsEnergy: boolean;
};

const pdu = (evidence: ProfileEvidence, countsEnergy = true): DeviceProfile => ({
  kind: 'PDU',
  evidence,
  countsEnergy,
});
const meter = (evidence: ProfileEvidence): DeviceProfile => ({ kind: 'METER', evidence, countsEnergy: true });

/** The profiles that collectors have, by id. A test compares this list with theirs. */
export const profiles: ReadonlyMap<string, DeviceProfile> = new Map([
  ['apc-easy', pdu('RECORDED', false)],
  ['apc-rpdu2', pdu('RECORDED')],
  ['cyberpower-epdu', pdu('RECORDED')],
  ['dell-rpdu', pdu('RECORDED')],
  ['eaton-epdu', pdu('RECORDED')],
  ['enlogic-en', pdu('RECORDED')],
  ['entity-sensor', pdu('DOCUMENTED', false)],
  ['gude-epc', pdu('RECORDED', false)],
  ['hpe-pdu2', pdu('RECORDED')],
  ['hpe-pdu3', pdu('DOCUMENTED')],
  ['janitza-umg96', pdu('RECORDED', false)],
  ['panduit-g5', pdu('RECORDED')],
  ['raritan-pdu2', pdu('RECORDED')],
  ['raritan-px1', pdu('RECORDED')],
  ['schleifenbauer-ring', pdu('DOCUMENTED')],
  ['servertech-sentry3', pdu('RECORDED')],
  ['servertech-sentry4', pdu('RECORDED')],
  ['ups-mib', pdu('DOCUMENTED', false)],
  ['vertiv-v5', pdu('RECORDED')],
  ['abb-b23', meter('DOCUMENTED')],
  ['carlo-gavazzi-em24', meter('DOCUMENTED')],
  ['carlo-gavazzi-em340', meter('DOCUMENTED')],
  ['eastron-sdm120', meter('DOCUMENTED')],
  ['eastron-sdm630', meter('DOCUMENTED')],
  ['eastron-sdm72', meter('DOCUMENTED')],
  ['janitza-umg', meter('DOCUMENTED')],
  ['schneider-iem3000', meter('DOCUMENTED')],
  ['schneider-pm5000', meter('UNVERIFIED')],
  ['siemens-pac2200', meter('DOCUMENTED')],
  ['siemens-pac3200', meter('UNVERIFIED')],
  ['sunspec-meter', meter('DOCUMENTED')],
]);
