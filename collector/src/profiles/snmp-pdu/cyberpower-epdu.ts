import { snmpPdu, switchedBy } from '../snmp-pdu.profile.ts';

/** Two trees: ePDU (3) and ePDU2 (6). Watts are watts here, where APC's look-alike counts 10 W. */
export const cyberpowerEpdu = snmpPdu({
  id: 'cyberpower-epdu',
  vendor: 'CyberPower',
  family: 'CPS-MIB ePDU/ePDU2',
  source: 'CPS-MIB; recording of a PDU81005 with firmware 1.3.4',
  backing: 'recorded',
  sysObjectIds: ['1.3.6.1.4.1.3808.1.1.3', '1.3.6.1.4.1.3808.1.1.6'],
  root: '1.3.6.1.4.1.3808.1.1',
  model: { oid: '3.1.5.0' },
  serial: { oid: '3.1.6.0' },
  firmware: { oid: '3.1.3.0' },
  device: [
    { index: '6.3.4.1.9', values: { energyWh: { column: '6.3.4.1.9', unit: 'kWh', multiplyBy: 0.1 } } },
    { index: '6.4.4.1.7', values: { powerW: { column: '6.4.4.1.7', unit: 'W' } } },
    // Phases, then banks, in one table: bank 0 is a phase.
    {
      index: '3.2.3.1.1.7',
      having: { column: '3.2.3.1.1.5', value: 0 },
      values: {
        powerW: { column: '3.2.3.1.1.7', unit: 'W' },
        energyWh: { column: '3.2.3.1.1.10', unit: 'kWh', multiplyBy: 0.1 },
      },
    },
    {
      // Without the banks' numbers: of two rows the first is the only phase; of more it can't be told which are phases.
      index: '3.2.3.1.1.7',
      only: { indices: ['1'], of: 2 },
      values: {
        powerW: { column: '3.2.3.1.1.7', unit: 'W' },
        // The MIB's text says apparent power; it is energy.
        energyWh: { column: '3.2.3.1.1.10', unit: 'kWh', multiplyBy: 0.1 },
      },
    },
  ],
  phases: [
    {
      index: '3.2.3.1.1.7',
      having: { column: '3.2.3.1.1.5', value: 0 },
      values: {
        currentA: { column: '3.2.3.1.1.2', unit: 'A', multiplyBy: 0.1 },
        voltageV: { column: '3.2.3.1.1.6', unit: 'V', multiplyBy: 0.1 },
        powerW: { column: '3.2.3.1.1.7', unit: 'W' },
        energyWh: { column: '3.2.3.1.1.10', unit: 'kWh', multiplyBy: 0.1 },
      },
    },
    { index: '6.4.4.1.7', otherwise: true, values: { powerW: { column: '6.4.4.1.7', unit: 'W' } } },
  ],
  outlets: [
    {
      index: '6.6.2.4.1.7',
      values: {
        currentA: { column: '6.6.2.4.1.6', unit: 'A', multiplyBy: 0.1 },
        powerW: { column: '6.6.2.4.1.7', unit: 'W' },
        energyWh: { column: '6.6.2.4.1.11', unit: 'kWh', multiplyBy: 0.1 },
      },
      // 1 on, 2 off: the other way round than APC's rPDU2.
      state: { column: '6.6.1.4.1.5', on: [1], off: [2] },
      switching: switchedBy('6.6.1.5.1.5', { on: 1, off: 2, cycle: 3 }),
    },
    {
      index: '6.6.1.4.1.5',
      values: {},
      state: { column: '6.6.1.4.1.5', on: [1], off: [2] },
      switching: switchedBy('6.6.1.5.1.5', { on: 1, off: 2, cycle: 3 }),
    },
  ],
});
