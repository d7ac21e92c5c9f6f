import { snmpPdu, switchedBy } from '../snmp-pdu.profile.ts';

/** Rows of the device are modules, 1 to 4 when linked behind one address. */
export const apcRpdu2 = snmpPdu({
  id: 'apc-rpdu2',
  vendor: 'APC',
  family: 'rPDU2',
  source: 'PowerNet-MIB, rPDU2; recording of an APDU9959EU3 with firmware 2.5.0.6 (its outlets are not metered)',
  backing: 'recorded',
  sysObjectIds: [
    '1.3.6.1.4.1.318.1.3.4.6',
    '1.3.6.1.4.1.318.1.3.4.8',
    '1.3.6.1.4.1.318.1.3.4.5',
    '1.3.6.1.4.1.318.1.3.4.4',
  ],
  root: '1.3.6.1.4.1.318.1.1',
  model: [{ sysDescr: /MN:\s*(\S+)/ }, { oid: '26.2.1.8.1' }, { oid: '12.1.5.0' }],
  serial: [{ sysDescr: /SN:\s*(\S+)/ }, { oid: '26.2.1.9.1' }],
  firmware: { sysDescr: /AF1:v?(\S+)/ },
  // The oldest tree, which all generations serve.
  evidence: '12.1.5.0',
  device: [
    {
      index: '26.4.3.1.2',
      values: {
        // Steps of 10 W: too coarse to integrate small loads.
        powerW: { column: '26.4.3.1.5', unit: 'kW', multiplyBy: 0.01 },
        apparentPowerVa: { column: '26.4.3.1.16', unit: 'kVA', multiplyBy: 0.01 },
        powerFactor: { column: '26.4.3.1.17', unit: 'ratio', multiplyBy: 0.01 },
        energyWh: { column: '26.4.3.1.9', unit: 'kWh', multiplyBy: 0.1 },
      },
    },
    // What the device computes from amps and its configured volts, where it can't measure (AP79xx).
    { index: [{ index: '0' }], estimated: true, values: { powerW: { column: '12.1.16', unit: 'W' } } },
  ],
  phases: [
    {
      index: '26.6.3.1.3',
      values: {
        currentA: { column: '26.6.3.1.5', unit: 'A', multiplyBy: 0.1 },
        voltageV: { column: '26.6.3.1.6', unit: 'V' },
        powerW: { column: '26.6.3.1.7', unit: 'kW', multiplyBy: 0.01 },
        apparentPowerVa: { column: '26.6.3.1.8', unit: 'kVA', multiplyBy: 0.01 },
        powerFactor: { column: '26.6.3.1.9', unit: 'ratio', multiplyBy: 0.01 },
      },
    },
    {
      // The oldest tree lists phases, then banks, in one table: a bank has its number in the fifth column.
      index: '12.2.3.1.1.2',
      otherwise: true,
      padding: [{ column: '12.2.3.1.1.5', values: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] }],
      values: { currentA: { column: '12.2.3.1.1.2', unit: 'A', multiplyBy: 0.1 } },
    },
  ],
  outlets: [
    {
      index: '26.9.4.3.1.3',
      name: '26.9.4.3.1.3',
      number: '26.9.4.3.1.4',
      values: {
        currentA: { column: '26.9.4.3.1.6', unit: 'A', multiplyBy: 0.1 },
        powerW: { column: '26.9.4.3.1.7', unit: 'W' },
        energyWh: { column: '26.9.4.3.1.11', unit: 'kWh', multiplyBy: 0.1 },
      },
      // rPDU2 counts 1 off, 2 on; the oldest tree below the other way round.
      state: { column: '26.9.2.3.1.5', on: [2], off: [1] },
      switching: switchedBy('26.9.2.4.1.5', { on: 1, off: 2, cycle: 3 }),
    },
    // Switched but not metered.
    {
      index: '26.9.2.3.1.3',
      name: '26.9.2.3.1.3',
      values: {},
      state: { column: '26.9.2.3.1.5', on: [2], off: [1] },
      switching: switchedBy('26.9.2.4.1.5', { on: 1, off: 2, cycle: 3 }),
    },
    // The trees of older generations: 1 on, 2 off.
    {
      index: '12.3.5.1.1.4',
      name: '12.3.5.1.1.2',
      values: {},
      state: { column: '12.3.5.1.1.4', on: [1], off: [2] },
      switching: switchedBy('12.3.3.1.1.4', { on: 1, off: 2, cycle: 3 }),
    },
    { index: '4.4.2.1.1', name: '4.4.2.1.4', values: {}, state: { column: '4.4.2.1.3', on: [1], off: [2] } },
  ],
});
