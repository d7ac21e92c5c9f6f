import { snmpPdu, switchedAfterDelay } from '../snmp-pdu.profile.ts';

/** Rows are counted from 0 (unit) and unit.row. */
export const hpePdu2 = snmpPdu({
  id: 'hpe-pdu2',
  vendor: 'HPE',
  family: 'CPQPOWER pdu2',
  source: 'CPQPOWER-MIB, pdu2; recording of a 3.6 kVA maPDU with firmware 2.0.44 (no registers in it)',
  backing: 'recorded',
  sysObjectIds: ['1.3.6.1.4.1.232.165.7'],
  root: '1.3.6.1.4.1.232.165',
  model: [{ oid: '1.2.2.0' }, { sysDescr: /^(.+)$/ }],
  serial: { oid: '1.2.7.0' },
  firmware: { oid: '1.2.3.0' },
  evidence: '7.2.1.1.5.0',
  device: [
    {
      index: '7.2.1.1.5',
      values: {
        powerW: { column: '7.2.1.1.5', unit: 'W' },
        powerFactor: { column: '7.2.1.1.8', unit: 'ratio', multiplyBy: 0.001 },
        energyWh: { column: '7.2.1.1.6', unit: 'Wh' },
      },
    },
  ],
  phases: [
    {
      index: '7.2.2.1.21',
      values: {
        voltageV: { column: '7.2.2.1.3', unit: 'mV' },
        currentA: { column: '7.2.2.1.11', unit: 'mA' },
        powerW: { column: '7.2.2.1.21', unit: 'W' },
        energyWh: { column: '7.2.2.1.22', unit: 'Wh' },
      },
    },
  ],
  outlets: [
    {
      index: '7.5.1.1.14',
      name: '7.5.1.1.2',
      values: {
        currentA: { column: '7.5.1.1.5', unit: 'mA' },
        powerW: { column: '7.5.1.1.14', unit: 'W' },
        energyWh: { column: '7.5.1.1.15', unit: 'Wh' },
      },
      state: { column: '7.5.2.1.1', on: [2], off: [1] },
      switching: switchedAfterDelay({ on: '7.5.2.1.3', off: '7.5.2.1.2', cycle: '7.5.2.1.4' }),
    },
  ],
});

/** The same names in other units under another root. */
export const hpePdu3 = snmpPdu({
  id: 'hpe-pdu3',
  vendor: 'HPE',
  family: 'CPQPOWER pdu3',
  source: 'CPQPOWER-MIB, pdu3; its watts by LibreNMS, checked with a recording of a P9S18A kept there',
  backing: 'documented',
  sysObjectIds: ['1.3.6.1.4.1.232.165.11'],
  root: '1.3.6.1.4.1.232.165',
  model: [{ oid: '1.2.2.0' }, { sysDescr: /^(.+)$/ }],
  serial: { oid: '1.2.7.0' },
  firmware: { oid: '1.2.3.0' },
  evidence: '11.2.1.1.5.1',
  device: [
    {
      index: '11.2.1.1.5',
      padding: [{ column: '11.2.1.1.1', values: [0] }],
      values: {
        powerW: { column: '11.2.1.1.5', unit: 'W' },
        powerFactor: { column: '11.2.1.1.9', unit: 'ratio', multiplyBy: 0.01 },
        energyWh: { column: '11.2.1.1.6', unit: 'kWh' },
      },
    },
    {
      index: '11.2.2.1.20',
      padding: [{ column: '11.2.2.1.1', values: [0] }],
      values: { powerW: { column: '11.2.2.1.20', unit: 'W' } },
    },
  ],
  phases: [
    {
      index: '11.2.2.1.20',
      padding: [{ column: '11.2.2.1.1', values: [0] }],
      values: {
        voltageV: { column: '11.2.2.1.3', unit: 'V', multiplyBy: 0.1 },
        currentA: { column: '11.2.2.1.11', unit: 'A', multiplyBy: 0.01 },
        powerW: { column: '11.2.2.1.20', unit: 'W' },
      },
    },
  ],
  outlets: [
    {
      index: '11.5.1.1.13',
      padding: [
        { column: '11.5.1.1.1', values: [0] },
        { column: '11.5.2.1.1', values: [0] },
        { column: '11.5.1.1.2', values: ['NA'] },
      ],
      name: '11.5.1.1.2',
      // Whole kWh, although the MIB calls it Wh.
      values: {
        currentA: { column: '11.5.1.1.5', unit: 'A', multiplyBy: 0.01 },
        powerW: { column: '11.5.1.1.13', unit: 'W' },
        energyWh: { column: '11.5.1.1.14', unit: 'kWh' },
      },
      state: { column: '11.5.2.1.1', on: [2], off: [1] },
      switching: switchedAfterDelay({ on: '11.5.2.1.3', off: '11.5.2.1.2', cycle: '11.5.2.1.4' }),
    },
  ],
});
