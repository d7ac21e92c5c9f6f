import { snmpPdu, switchedAfterDelay } from '../snmp-pdu.profile.ts';

/** Rows of the whole input, which older firmware lists with its phases. */
const total = { column: '3.4.1.2', values: [4] };

/** Rows are strap.input or strap.outlet, counted from 0 for the first of up to 24 chained units. */
export const eatonEpdu = snmpPdu({
  id: 'eaton-epdu',
  vendor: 'Eaton',
  family: 'EATON-EPDU',
  source: 'EATON-EPDU-MIB; recording of an EMA114-10 with firmware 5.1.2',
  backing: 'recorded',
  sysObjectIds: ['1.3.6.1.4.1.534.6.6.7'],
  root: '1.3.6.1.4.1.534.6.6.7',
  model: { oid: '1.2.1.3.0' },
  serial: { oid: '1.2.1.4.0' },
  firmware: { oid: '1.2.1.5.0' },
  device: [
    {
      index: '3.5.1.4',
      values: {
        powerW: { column: '3.5.1.4', unit: 'W' },
        apparentPowerVa: { column: '3.5.1.3', unit: 'VA' },
        powerFactor: { column: '3.5.1.7', unit: 'ratio', multiplyBy: 0.001 },
        // Anyone with write access can zero it.
        energyWh: { column: '3.5.1.5', unit: 'Wh' },
      },
    },
    // Older firmware has no row of totals.
    {
      index: '3.4.1.4',
      padding: [total],
      values: { powerW: { column: '3.4.1.4', unit: 'W' }, energyWh: { column: '3.4.1.5', unit: 'Wh' } },
    },
  ],
  phases: [
    {
      index: '3.4.1.4',
      padding: [total],
      label: '3.3.1.12',
      values: {
        voltageV: { column: '3.2.1.3', unit: 'mV' },
        currentA: { column: '3.3.1.4', unit: 'mA' },
        powerW: { column: '3.4.1.4', unit: 'W' },
        apparentPowerVa: { column: '3.4.1.3', unit: 'VA' },
        powerFactor: { column: '3.4.1.7', unit: 'ratio', multiplyBy: 0.001 },
        energyWh: { column: '3.4.1.5', unit: 'Wh' },
      },
    },
  ],
  outlets: [
    {
      index: '6.1.1.6',
      id: '6.1.1.6',
      name: '6.1.1.3',
      values: {
        currentA: { column: '6.4.1.3', unit: 'mA' },
        powerW: { column: '6.5.1.3', unit: 'W' },
        apparentPowerVa: { column: '6.5.1.2', unit: 'VA' },
        energyWh: { column: '6.5.1.4', unit: 'Wh' },
      },
      state: { column: '6.6.1.2', on: [1], off: [0] },
      switching: switchedAfterDelay({ on: '6.6.1.4', off: '6.6.1.3', cycle: '6.6.1.5' }),
    },
  ],
});
