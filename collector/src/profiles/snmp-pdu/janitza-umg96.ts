import { type SnmpGroup, snmpPdu } from '../snmp-pdu.profile.ts';

/** Scalars without tables: a phase is a row of its own. */
const phase = (line: 1 | 2 | 3): SnmpGroup => ({
  index: [{ index: '0', id: `L${line}` }],
  values: {
    voltageV: { column: `1.${line}`, unit: 'V', multiplyBy: 0.1 },
    currentA: { column: `1.${line + 6}`, unit: 'mA' },
    powerW: { column: `1.${line + 12}`, unit: 'W' },
    apparentPowerVa: { column: `1.${line + 18}`, unit: 'VA' },
    powerFactor: { column: `1.${line + 21}`, unit: 'ratio', multiplyBy: 0.001 },
    energyWh: { column: `3.${line}`, unit: 'kWh', multiplyBy: 0.1 },
  },
});

export const janitzaUmg96 = snmpPdu({
  id: 'janitza-umg96',
  vendor: 'Janitza',
  family: 'JANITZA-MIB-UMG96',
  source: 'JANITZA-MIB; recording of a UMG96RM-E',
  backing: 'recorded',
  isMeter: true,
  sysObjectIds: ['1.3.6.1.4.1.34278'],
  root: '1.3.6.1.4.1.34278',
  absent: [-1000],
  model: { oid: '8.6.0' },
  device: [
    {
      index: [{ index: '0' }],
      values: {
        powerW: { column: '2.1', unit: 'W' },
        apparentPowerVa: { column: '2.3', unit: 'VA' },
        powerFactor: { column: '2.4', unit: 'ratio', multiplyBy: 0.001 },
        energyWh: { column: '4.1', unit: 'kWh', multiplyBy: 0.1 },
      },
    },
  ],
  phases: [phase(1), phase(2), phase(3)],
});
