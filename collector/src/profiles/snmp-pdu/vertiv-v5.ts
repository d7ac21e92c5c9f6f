import { snmpPdu, switchedBy } from '../snmp-pdu.profile.ts';

export const vertivV5 = snmpPdu({
  id: 'vertiv-v5',
  vendor: 'Vertiv/Geist',
  family: 'VERTIV-V5',
  source: 'VERTIV-V5-MIB; recording of an MG02E4W1 with firmware 3.4.0 (its outlets are not in it)',
  backing: 'recorded',
  // It names itself under another root than its data.
  sysObjectIds: ['1.3.6.1.4.1.21239.42.1'],
  root: '1.3.6.1.4.1.21239.5.2',
  model: { oid: '1.8.0' },
  serial: { oid: '1.10.0' },
  firmware: { oid: '1.2.0' },
  device: [
    {
      index: '3.1.1.9',
      values: {
        powerW: { column: '3.1.1.9', unit: 'W' },
        apparentPowerVa: { column: '3.1.1.10', unit: 'VA' },
        powerFactor: { column: '3.1.1.11', unit: 'ratio', multiplyBy: 0.01 },
      },
    },
    // Every register is declared to end at 9 999 000 Wh: those of the phases get there later. Some firmware lacks the total besides.
    {
      index: '3.2.1.12',
      values: { powerW: { column: '3.2.1.12', unit: 'W' }, energyWh: { column: '3.2.1.15', unit: 'Wh' } },
    },
    { index: '3.1.1.12', values: { energyWh: { column: '3.1.1.12', unit: 'Wh' } } },
  ],
  phases: [
    {
      index: '3.2.1.12',
      id: '3.2.1.3',
      values: {
        voltageV: { column: '3.2.1.4', unit: 'V', multiplyBy: 0.1 },
        currentA: { column: '3.2.1.8', unit: 'A', multiplyBy: 0.01 },
        powerW: { column: '3.2.1.12', unit: 'W' },
        apparentPowerVa: { column: '3.2.1.13', unit: 'VA' },
        powerFactor: { column: '3.2.1.14', unit: 'ratio', multiplyBy: 0.01 },
        energyWh: { column: '3.2.1.15', unit: 'Wh' },
      },
    },
  ],
  outlets: [
    {
      index: '3.6.1.12',
      name: '3.6.1.3',
      values: {
        currentA: { column: '3.6.1.8', unit: 'A', multiplyBy: 0.01 },
        powerW: { column: '3.6.1.12', unit: 'W' },
        energyWh: { column: '3.6.1.15', unit: 'Wh' },
      },
      state: { column: '3.5.1.4', on: [1], off: [2] },
      switching: switchedBy('3.5.1.6', { on: 2, off: 4, cycle: 6 }),
    },
    // Switched but not metered.
    {
      index: '3.5.1.4',
      values: {},
      state: { column: '3.5.1.4', on: [1], off: [2] },
      switching: switchedBy('3.5.1.6', { on: 2, off: 4, cycle: 6 }),
    },
  ],
});
