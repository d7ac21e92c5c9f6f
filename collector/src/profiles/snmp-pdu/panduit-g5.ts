import { snmpPdu, switchedAfterDelay } from '../snmp-pdu.profile.ts';

export const panduitG5 = snmpPdu({
  id: 'panduit-g5',
  vendor: 'Panduit',
  family: 'PANDUIT-MIB G5',
  source: 'PANDUIT-MIB; recording of a P24D40M with firmware 3.3.2 (its outlets are not metered)',
  backing: 'recorded',
  sysObjectIds: ['1.3.6.1.4.1.19536.10.1'],
  root: '1.3.6.1.4.1.19536.10.1',
  model: { oid: '1.2.1.7.1' },
  serial: { oid: '1.2.1.8.1' },
  firmware: { oid: '1.2.1.5.1' },
  device: [
    {
      index: '2.1.1.5',
      padding: [{ column: '2.1.1.1', values: [0] }],
      values: {
        powerW: { column: '2.1.1.5', unit: 'W' },
        apparentPowerVa: { column: '2.1.1.4', unit: 'VA' },
        powerFactor: { column: '2.1.1.9', unit: 'ratio', multiplyBy: 0.01 },
        currentA: { column: '2.1.1.11', unit: 'A', multiplyBy: 0.01 },
        // Whole kWh and not resettable; the Wh counter beside it (.8) is.
        energyWh: { column: '2.1.1.6', unit: 'kWh' },
      },
    },
  ],
  phases: [
    {
      index: '2.2.1.20',
      padding: [{ column: '2.2.1.1', values: [0] }],
      values: {
        voltageV: { column: '2.2.1.3', unit: 'V', multiplyBy: 0.1 },
        currentA: { column: '2.2.1.11', unit: 'A', multiplyBy: 0.01 },
        powerW: { column: '2.2.1.20', unit: 'W' },
        energyWh: { column: '2.2.1.21', unit: 'Wh' },
      },
    },
  ],
  outlets: [
    {
      index: '5.1.1.13',
      padding: [{ column: '5.1.1.1', values: [0] }],
      values: {
        currentA: { column: '5.1.1.5', unit: 'A', multiplyBy: 0.01 },
        powerW: { column: '5.1.1.13', unit: 'W' },
        energyWh: { column: '5.1.1.14', unit: 'Wh' },
      },
      state: { column: '5.2.1.1', on: [2], off: [1] },
      switching: switchedAfterDelay({ on: '5.2.1.3', off: '5.2.1.2', cycle: '5.2.1.4' }),
    },
  ],
});
