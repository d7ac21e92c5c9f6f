import { snmpPdu, switchedBy } from '../snmp-pdu.profile.ts';

/** Other than APC's own a state of 1 is on, as in the commands. */
const switched = {
  state: { column: '130.1.2.1.4', on: [1], off: [2] },
  switching: switchedBy('130.1.4.1.4', { on: 1, off: 2, cycle: 3 }),
};

/** APC's design under another root and with coarser outlets. */
export const dellRpdu = snmpPdu({
  id: 'dell-rpdu',
  vendor: 'Dell',
  family: 'DellrPDU',
  source: 'DellrPDU-MIB; recording of a DELL6606 with firmware 5.1.2',
  backing: 'recorded',
  sysObjectIds: ['1.3.6.1.4.1.674.10903.200.3.1', '1.3.6.1.4.1.674.10903.200.2.200'],
  root: '1.3.6.1.4.1.674.10903.200.2.200',
  model: { oid: '100.2.1.7.1' },
  serial: { oid: '100.2.1.8.1' },
  firmware: { oid: '100.2.1.5.1' },
  device: [
    {
      index: '110.2.1.3',
      values: {
        powerW: { column: '110.2.1.3', unit: 'kW', multiplyBy: 0.01 },
        energyWh: { column: '110.2.1.4', unit: 'kWh', multiplyBy: 0.1 },
      },
    },
  ],
  phases: [
    {
      index: '120.2.1.4',
      values: {
        currentA: { column: '120.2.1.4', unit: 'A', multiplyBy: 0.1 },
        voltageV: { column: '120.2.1.5', unit: 'V' },
        powerW: { column: '120.2.1.6', unit: 'kW', multiplyBy: 0.01 },
      },
    },
  ],
  outlets: [
    {
      index: '130.2.2.1.3',
      name: '130.2.2.1.3',
      values: {
        // Whole amps and whole kWh.
        currentA: { column: '130.2.2.1.6', unit: 'A' },
        powerW: { column: '130.2.2.1.8', unit: 'W' },
        energyWh: { column: '130.2.2.1.7', unit: 'kWh' },
      },
      ...switched,
    },
    // Those that switch and don't meter.
    { index: '130.1.2.1.3', name: '130.1.2.1.3', values: {}, ...switched },
  ],
});
