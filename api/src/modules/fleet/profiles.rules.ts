import type { ProfileEvidence } from './fleet.entity.ts';

type OutletAction = 'OUTLET_ON' | 'OUTLET_OFF' | 'OUTLET_CYCLE';

/** What the API has to know of a collector's profile: what it reads, what backs it, and whether it counts energy. */
export type DeviceProfile = {
  readonly kind: 'PDU' | 'METER';
  /** Maker and family or models, as people know them. */
  readonly label: string;
  readonly evidence: ProfileEvidence;
  /** Of a PDU: its outlets have energy registers, each its own. A meter's profile always has one. */
  readonly countsEnergy: boolean;
  /** What its outlets can be told. */
  readonly switches: readonly OutletAction[];
};

const onAndOff: readonly OutletAction[] = ['OUTLET_ON', 'OUTLET_OFF'];
const andCycle: readonly OutletAction[] = [...onAndOff, 'OUTLET_CYCLE'];

const pdu = (
  label: string,
  evidence: ProfileEvidence,
  { countsEnergy = true, switches = [] }: Partial<Pick<DeviceProfile, 'countsEnergy' | 'switches'>> = {},
): DeviceProfile => ({ kind: 'PDU', label, evidence, countsEnergy, switches });
const meter = (label: string, evidence: ProfileEvidence): DeviceProfile => ({
  kind: 'METER',
  label,
  evidence,
  countsEnergy: true,
  switches: [],
});

/** The profiles that collectors have, by id. A test compares this list with theirs. */
export const profiles: ReadonlyMap<string, DeviceProfile> = new Map([
  ['apc-easy', pdu('APC Easy ePDU (EPDU1000)', 'RECORDED', { countsEnergy: false })],
  ['apc-rpdu2', pdu('APC rPDU2', 'RECORDED', { switches: andCycle })],
  ['cyberpower-epdu', pdu('CyberPower CPS-MIB ePDU/ePDU2', 'RECORDED', { switches: andCycle })],
  ['dell-rpdu', pdu('Dell DellrPDU', 'RECORDED', { switches: andCycle })],
  ['eaton-epdu', pdu('Eaton EATON-EPDU', 'RECORDED', { switches: andCycle })],
  ['enlogic-en', pdu('Enlogic (nVent) ENLOGIC-PDU', 'RECORDED', { switches: andCycle })],
  ['entity-sensor', pdu('Any maker, ENTITY-SENSOR-MIB', 'DOCUMENTED', { countsEnergy: false })],
  ['gude-epc', pdu('GUDE GUDEADS-EPC', 'RECORDED', { countsEnergy: false, switches: onAndOff })],
  ['hpe-pdu2', pdu('HPE CPQPOWER pdu2', 'RECORDED', { switches: andCycle })],
  ['hpe-pdu3', pdu('HPE CPQPOWER pdu3', 'DOCUMENTED', { switches: andCycle })],
  ['janitza-umg96', pdu('Janitza JANITZA-MIB-UMG96', 'RECORDED', { countsEnergy: false })],
  ['panduit-g5', pdu('Panduit PANDUIT-MIB G5', 'RECORDED', { switches: andCycle })],
  ['raritan-pdu2', pdu('Raritan PDU2-MIB (PX2, PX3, PX4)', 'RECORDED', { switches: andCycle })],
  ['raritan-px1', pdu('Raritan PDU-MIB (PX1)', 'RECORDED', { switches: andCycle })],
  ['schleifenbauer-ring', pdu('Schleifenbauer databus (hPDU, DPM)', 'DOCUMENTED', { switches: andCycle })],
  ['servertech-sentry3', pdu('Server Technology Sentry3', 'RECORDED', { switches: andCycle })],
  ['servertech-sentry4', pdu('Server Technology Sentry4', 'RECORDED', { switches: andCycle })],
  ['ups-mib', pdu('Any maker, UPS-MIB', 'DOCUMENTED', { countsEnergy: false })],
  ['vertiv-v5', pdu('Vertiv/Geist VERTIV-V5', 'RECORDED', { switches: andCycle })],
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
