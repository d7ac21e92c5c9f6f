import { snmpPdu, switchedBy } from '../snmp-pdu.profile.ts';

/** Rows are unit.cord[.item]; linked units answer behind one agent, each with its own cords. */
export const servertechSentry4 = snmpPdu({
  id: 'servertech-sentry4',
  vendor: 'Server Technology',
  family: 'Sentry4',
  source: 'Sentry4-MIB; recording of a C2S42CE with firmware 8.0n (its outlets are not in it)',
  backing: 'recorded',
  sysObjectIds: ['1.3.6.1.4.1.1718.4'],
  root: '1.3.6.1.4.1.1718.4.1',
  // -1 no reading, -410 no temperature sensor.
  absent: [-1, -410],
  model: { oid: '2.2.1.5.1' },
  serial: { oid: '2.2.1.4.1' },
  firmware: { oid: '1.1.3.0' },
  evidence: '1.1.3.0',
  device: [
    {
      index: '3.2.1.2',
      id: '3.2.1.2',
      name: '3.2.1.3',
      values: {
        powerW: { column: '3.3.1.3', unit: 'W' },
        apparentPowerVa: { column: '3.3.1.5', unit: 'VA' },
        powerFactor: { column: '3.3.1.8', unit: 'ratio', multiplyBy: 0.01 },
        energyWh: { column: '3.3.1.10', unit: 'kWh', multiplyBy: 0.1 },
      },
    },
  ],
  phases: [
    {
      index: '5.2.1.4',
      id: '5.2.1.4',
      values: {
        voltageV: { column: '5.3.1.3', unit: 'V', multiplyBy: 0.1 },
        currentA: { column: '5.3.1.6', unit: 'A', multiplyBy: 0.01 },
        powerW: { column: '5.3.1.8', unit: 'W' },
        energyWh: { column: '5.3.1.13', unit: 'kWh', multiplyBy: 0.1 },
      },
    },
  ],
  outlets: [
    {
      index: '8.2.1.2',
      id: '8.2.1.2',
      name: '8.2.1.3',
      values: {
        currentA: { column: '8.3.1.3', unit: 'A', multiplyBy: 0.01 },
        voltageV: { column: '8.3.1.6', unit: 'V', multiplyBy: 0.1 },
        powerW: { column: '8.3.1.7', unit: 'W' },
        powerFactor: { column: '8.3.1.10', unit: 'ratio', multiplyBy: 0.01 },
        // Whole Wh here, 0.1 kWh at the cord: two scales in one MIB.
        energyWh: { column: '8.3.1.14', unit: 'Wh' },
      },
      state: { column: '8.3.1.1', on: [1], off: [0] },
      switching: switchedBy('8.5.1.2', { on: 1, off: 2, cycle: 3 }),
    },
  ],
});
