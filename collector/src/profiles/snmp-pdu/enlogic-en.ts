import { snmpPdu, switchedBy } from '../snmp-pdu.profile.ts';

export const enlogicEn = snmpPdu({
  id: 'enlogic-en',
  vendor: 'Enlogic (nVent)',
  family: 'ENLOGIC-PDU',
  source: 'ENLOGIC-PDU-MIB; recording of an EN1814 with firmware 2.0.4.3 (its outlets are not metered)',
  backing: 'recorded',
  sysObjectIds: ['1.3.6.1.4.1.38446'],
  root: '1.3.6.1.4.1.38446.1',
  model: { oid: '1.2.1.11.1' },
  serial: { oid: '1.2.1.12.1' },
  firmware: { oid: '1.2.1.14.1' },
  device: [
    {
      index: '2.4.1.4',
      padding: [{ column: '2.4.1.1', values: [0] }],
      values: {
        powerW: { column: '2.4.1.4', unit: 'W' },
        apparentPowerVa: { column: '2.4.1.5', unit: 'VA' },
        // The lifetime counter; the one beside it (.10) can be reset.
        energyWh: { column: '2.4.1.9', unit: 'kWh', multiplyBy: 0.1 },
      },
    },
  ],
  phases: [
    {
      index: '3.4.1.5',
      padding: [{ column: '3.4.1.1', values: [0] }],
      // Line amps beside the watts of line pairs: they don't multiply.
      values: {
        currentA: { column: '3.4.1.5', unit: 'A', multiplyBy: 0.01 },
        voltageV: { column: '3.4.1.6', unit: 'V' },
        powerW: { column: '3.4.1.7', unit: 'W' },
        apparentPowerVa: { column: '3.4.1.8', unit: 'VA' },
        powerFactor: { column: '3.4.1.9', unit: 'ratio', multiplyBy: 0.01 },
      },
    },
  ],
  outlets: [
    {
      index: '5.9.1.6',
      padding: [{ column: '5.9.1.1', values: [0] }],
      values: {
        currentA: { column: '5.9.1.5', unit: 'A', multiplyBy: 0.01 },
        powerW: { column: '5.9.1.6', unit: 'W' },
        energyWh: { column: '5.9.1.11', unit: 'kWh', multiplyBy: 0.1 },
      },
      switching: switchedBy('5.5.1.4', { on: 2, off: 1, cycle: 5 }),
    },
  ],
});
