import { snmpPdu } from '../snmp-pdu.profile.ts';

/** The fallback for what no maker's profile knows: watts at the output, no register, so nothing to bill by. */
export const upsMib = snmpPdu({
  id: 'ups-mib',
  vendor: 'unknown',
  family: 'UPS-MIB',
  source: 'RFC 1628, upsOutputTable',
  backing: 'documented',
  sysObjectIds: [],
  root: '1.3.6.1.2.1.33.1',
  model: { oid: '1.2.0' },
  firmware: { oid: '1.4.0' },
  device: [
    {
      index: '4.4.1.4',
      values: {
        voltageV: { column: '4.4.1.2', unit: 'V' },
        currentA: { column: '4.4.1.3', unit: 'A', multiplyBy: 0.1 },
        powerW: { column: '4.4.1.4', unit: 'W' },
      },
    },
  ],
});
