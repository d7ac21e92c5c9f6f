import { type SnmpColumn, snmpPdu, switchedBy } from '../snmp-pdu.profile.ts';

const POWER_FACTOR = 7;

/** One table holds all sensors of an outlet; the last part of the index is the sensor's type. */
const sensorOf =
  (table: string, digits: string) =>
  (sensor: number, unit: SnmpColumn['unit']): SnmpColumn => ({
    column: `${table}.4`,
    suffix: `${sensor}`,
    digits,
    unit,
    // A sensor that is unavailable goes on having a number. The power factor of no load is that: its 0 says what there is to say.
    ...(sensor === POWER_FACTOR ? {} : { unavailable: { column: `${table}.3`, is: -1 } }),
  });
const outlet = sensorOf('5.4.3.1', '3.5.4.1.7');
const inlet = sensorOf('5.2.3.1', '3.3.4.1.7');
const pole = sensorOf('5.2.4.1', '3.3.6.1.7');

export const raritanPdu2 = snmpPdu({
  id: 'raritan-pdu2',
  vendor: 'Raritan',
  family: 'PDU2-MIB (PX2, PX3, PX4)',
  source: 'PDU2-MIB; recording of a PX3-5493U with firmware 4.2.0.5',
  backing: 'recorded',
  sysObjectIds: ['1.3.6.1.4.1.13742.6'],
  root: '1.3.6.1.4.1.13742.6',
  model: { oid: '3.2.1.1.3.1' },
  serial: { oid: '3.2.1.1.4.1' },
  firmware: { sysDescr: /FW:(\S+)/ },
  device: [
    {
      index: '3.3.3.1.2',
      values: {
        currentA: inlet(1, 'A'),
        voltageV: inlet(4, 'V'),
        powerW: inlet(5, 'W'),
        apparentPowerVa: inlet(6, 'VA'),
        powerFactor: inlet(POWER_FACTOR, 'ratio'),
        // The Unsigned32 value, not the signed one beside it, which stays 0 for energy.
        energyWh: inlet(8, 'Wh'),
      },
    },
  ],
  // Rows are pdu.inlet.pole; the label is the line that the pole is.
  phases: [
    {
      index: '3.3.5.1.2',
      label: '3.3.5.1.2',
      values: {
        currentA: pole(1, 'A'),
        voltageV: pole(4, 'V'),
        powerW: pole(5, 'W'),
        apparentPowerVa: pole(6, 'VA'),
        powerFactor: pole(POWER_FACTOR, 'ratio'),
        energyWh: pole(8, 'Wh'),
      },
    },
  ],
  outlets: [
    {
      index: '3.5.3.1.2',
      label: '3.5.3.1.2',
      name: '3.5.3.1.3',
      values: {
        currentA: outlet(1, 'A'),
        voltageV: outlet(4, 'V'),
        powerW: outlet(5, 'W'),
        apparentPowerVa: outlet(6, 'VA'),
        powerFactor: outlet(POWER_FACTOR, 'ratio'),
        energyWh: outlet(8, 'Wh'),
      },
      // The state column of sensor 14: its value column is 0 whatever the switch does.
      state: { column: '5.4.3.1.3', suffix: '14', on: [7], off: [8] },
      switching: switchedBy('4.1.2.1.2', { on: 1, off: 0, cycle: 2 }),
    },
  ],
});
