import { snmpPdu } from '../snmp-pdu.profile.ts';

export const apcEasy = snmpPdu({
  id: 'apc-easy',
  vendor: 'APC',
  family: 'Easy ePDU (EPDU1000)',
  source: 'PowerNet-MIB, ePDU; recording of an EPDU1116S with firmware 11.10',
  backing: 'recorded',
  // Some units say no more than the enterprise root's own zero.
  sysObjectIds: ['1.3.6.1.4.1.318.1.3.4.9', '1.3.6.1.4.1.0'],
  root: '1.3.6.1.4.1.318.1.1.30',
  model: { oid: '2.1.1.4.1' },
  serial: { oid: '2.1.1.5.1' },
  firmware: { oid: '2.1.1.3.1' },
  // There is no total: the phases are summed. Those that a unit doesn't have read 0.
  device: [
    {
      index: '4.2.1.6',
      // Signed 32 bit: it wraps at 2 147 483 kWh.
      values: { powerW: { column: '4.2.1.6', unit: 'W' }, energyWh: { column: '4.2.1.10', unit: 'Wh' } },
    },
  ],
  phases: [
    {
      index: '4.2.1.6',
      values: {
        voltageV: { column: '4.2.1.4', unit: 'V', multiplyBy: 0.1 },
        currentA: { column: '4.2.1.5', unit: 'A', multiplyBy: 0.01 },
        powerW: { column: '4.2.1.6', unit: 'W' },
        energyWh: { column: '4.2.1.10', unit: 'Wh' },
      },
    },
  ],
});
