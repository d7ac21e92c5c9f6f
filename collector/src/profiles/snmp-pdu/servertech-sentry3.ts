import { snmpPdu, switchedBy } from '../snmp-pdu.profile.ts';

/** Rows are tower.infeed[.outlet]; a linked second PDU is tower 2. */
export const servertechSentry3 = snmpPdu({
  id: 'servertech-sentry3',
  vendor: 'Server Technology',
  family: 'Sentry3',
  source: 'Sentry3-MIB; recording of a CS-24V4 with firmware 7.1f (its outlets are not in it)',
  backing: 'recorded',
  sysObjectIds: ['1.3.6.1.4.1.1718.3'],
  root: '1.3.6.1.4.1.1718.3',
  // Larger answers break this agent.
  maxRepetitions: 4,
  absent: [-1],
  model: { oid: '2.1.1.7.1' },
  serial: { oid: '2.1.1.6.1' },
  firmware: { oid: '1.1.0' },
  evidence: '1.1.0',
  device: [
    // Amps by a configured voltage and power factor; units that measure can't be told apart.
    { index: [{ index: '0' }], estimated: true, values: { powerW: { column: '1.6', unit: 'W' } } },
    {
      index: '2.2.1.2',
      name: '2.2.1.3',
      except: /neutral/i,
      estimated: true,
      values: {
        powerW: { column: '2.2.1.12', unit: 'W' },
        energyWh: { column: '2.2.1.16', unit: 'kWh', multiplyBy: 0.1 },
      },
    },
  ],
  phases: [
    {
      index: '2.2.1.2',
      id: '2.2.1.2',
      name: '2.2.1.3',
      except: /neutral/i,
      estimated: true,
      values: {
        currentA: { column: '2.2.1.7', unit: 'A', multiplyBy: 0.01 },
        voltageV: { column: '2.2.1.11', unit: 'V', multiplyBy: 0.1 },
        powerW: { column: '2.2.1.12', unit: 'W' },
        apparentPowerVa: { column: '2.2.1.13', unit: 'VA' },
        powerFactor: { column: '2.2.1.14', unit: 'ratio', multiplyBy: 0.01 },
        energyWh: { column: '2.2.1.16', unit: 'kWh', multiplyBy: 0.1 },
      },
    },
  ],
  outlets: [
    {
      index: '2.3.1.2',
      id: '2.3.1.2',
      name: '2.3.1.3',
      estimated: true,
      values: {
        currentA: { column: '2.3.1.7', unit: 'A', multiplyBy: 0.01 },
        voltageV: { column: '2.3.1.13', unit: 'V', multiplyBy: 0.1 },
        powerW: { column: '2.3.1.14', unit: 'W' },
        // Whole Wh, where the infeeds have 0.1 kWh.
        energyWh: { column: '2.3.1.18', unit: 'Wh' },
      },
      // The relay's state; the one beside it (.10) is what it was told.
      state: { column: '2.3.1.5', on: [1], off: [0] },
      switching: switchedBy('2.3.1.11', { on: 1, off: 2, cycle: 3 }),
    },
  ],
});
