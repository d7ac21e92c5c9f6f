import type { ProfileEvidence } from './fleet.entity.ts';

/** What the API has to know of a collector's profile: what it reads, what backs it, and whether it counts energy. */
export type DeviceProfile = {
  readonly kind: 'PDU' | 'METER';
  /** Maker and family or models, as people know them. */
  readonly label: string;
  readonly evidence: ProfileEvidence;
  /** Of a PDU: its outlets have energy registers, each its own. A meter's profile always has one. */
  readonly countsEnergy: boolean;
};

const pdu = (label: string, evidence: ProfileEvidence, countsEnergy = true): DeviceProfile => ({
  kind: 'PDU',
  label,
  evidence,
  countsEnergy,
});
const meter = (label: string, evidence: ProfileEvidence): DeviceProfile => ({
  kind: 'METER',
  label,
  evidence,
  countsEnergy: true,
});

/** The profiles that collectors have, by id. A test compares this list with theirs. */
export const profiles: ReadonlyMap<string, DeviceProfile> = new Map([
  ['apc-easy', pdu('APC Easy ePDU (EPDU1000)', 'RECORDED', false)],
  ['apc-rpdu2', pdu('APC rPDU2', 'RECORDED')],
  ['cyberpower-epdu', pdu('CyberPower CPS-MIB ePDU/ePDU2', 'RECORDED')],
  ['dell-rpdu', pdu('Dell DellrPDU', 'RECORDED')],
  ['eaton-epdu', pdu('Eaton EATON-EPDU', 'RECORDED')],
  ['enlogic-en', pdu('Enlogic (nVent) ENLOGIC-PDU', 'RECORDED')],
  ['entity-sensor', pdu('Any maker, ENTITY-SENSOR-MIB', 'DOCUMENTED', false)],
  ['gude-epc', pdu('GUDE GUDEADS-EPC', 'RECORDED', false)],
  ['hpe-pdu2', pdu('HPE CPQPOWER pdu2', 'RECORDED')],
  ['hpe-pdu3', pdu('HPE CPQPOWER pdu3', 'DOCUMENTED')],
  ['janitza-umg96', pdu('Janitza JANITZA-MIB-UMG96', 'RECORDED', false)],
  ['panduit-g5', pdu('Panduit PANDUIT-MIB G5', 'RECORDED')],
  ['raritan-pdu2', pdu('Raritan PDU2-MIB (PX2, PX3, PX4)', 'RECORDED')],
  ['raritan-px1', pdu('Raritan PDU-MIB (PX1)', 'RECORDED')],
  ['schleifenbauer-ring', pdu('Schleifenbauer databus (hPDU, DPM)', 'DOCUMENTED')],
  ['servertech-sentry3', pdu('Server Technology Sentry3', 'RECORDED')],
  ['servertech-sentry4', pdu('Server Technology Sentry4', 'RECORDED')],
  ['ups-mib', pdu('Any maker, UPS-MIB', 'DOCUMENTED', false)],
  ['vertiv-v5', pdu('Vertiv/Geist VERTIV-V5', 'RECORDED')],
  ['abb-b23', meter('ABB B23, B24, A43, A44', 'DOCUMENTED')],
  ['carlo-gavazzi-em24', meter('Carlo Gavazzi EM24 (RS-485)', 'DOCUMENTED')],
  ['carlo-gavazzi-em340', meter('Carlo Gavazzi EM24-E1 (Ethernet), EM330, EM340, ET340', 'DOCUMENTED')],
  ['eastron-sdm120', meter('Eastron SDM120, SDM220, SDM230', 'DOCUMENTED')],
  ['eastron-sdm630', meter('Eastron SDM630', 'DOCUMENTED')],
  ['eastron-sdm72', meter('Eastron SDM72 v2', 'DOCUMENTED')],
  ['janitza-umg', meter('Janitza UMG 96RM, UMG 604, UMG 512', 'DOCUMENTED')],
  ['schneider-iem3000', meter('Schneider iEM3100, iEM3200, iEM3300', 'DOCUMENTED')],
  ['schneider-pm5000', meter('Schneider PM3200, PM5000', 'UNVERIFIED')],
  ['siemens-pac2200', meter('Siemens SENTRON PAC2200', 'DOCUMENTED')],
  ['siemens-pac3200', meter('Siemens SENTRON PAC3200, PAC4200', 'UNVERIFIED')],
  ['sunspec-meter', meter('Any maker, SunSpec Modbus', 'DOCUMENTED')],
]);
