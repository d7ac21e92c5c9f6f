import { snmpPdu } from '../snmp-pdu.profile.ts';

/** The last fallback: sensors that say themselves what they measure and in which unit. Watts, amps and volts, no register. */
export const entitySensor = snmpPdu({
  id: 'entity-sensor',
  vendor: 'unknown',
  family: 'ENTITY-SENSOR-MIB',
  source: 'RFC 3433, entPhySensorTable',
  backing: 'documented',
  hasEntitySensors: true,
  sysObjectIds: [],
  root: '1.3.6.1.2.1',
  model: { oid: '47.1.1.1.1.13.1' },
  serial: { oid: '47.1.1.1.1.11.1' },
  firmware: { oid: '47.1.1.1.1.9.1' },
  device: [],
});
