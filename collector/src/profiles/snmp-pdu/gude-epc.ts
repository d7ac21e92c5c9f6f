import { snmpPdu, switchedBy } from '../snmp-pdu.profile.ts';

export const gudeEpc = snmpPdu({
  id: 'gude-epc',
  vendor: 'GUDE',
  family: 'GUDEADS-EPC',
  source: 'GUDEADS-EPC8031-MIB; recording of an 8031-3 with firmware 1.6.3',
  backing: 'recorded',
  sysObjectIds: ['1.3.6.1.4.1.28507'],
  // The third part below the enterprise is the product.
  root: { partsOfSysObjectId: 8 },
  model: { oid: '1.1.2.1.0' },
  firmware: { oid: '1.1.2.2.0' },
  device: [
    {
      index: '1.5.1.2.1.4',
      values: {
        powerW: { column: '1.5.1.2.1.4', unit: 'W' },
        apparentPowerVa: { column: '1.5.1.2.1.10', unit: 'VA' },
        powerFactor: { column: '1.5.1.2.1.8', unit: 'ratio', multiplyBy: 0.001 },
        // The lifetime counter; .13 can be cleared.
        energyWh: { column: '1.5.1.2.1.3', unit: 'Wh' },
      },
    },
  ],
  phases: [
    {
      index: '1.5.1.2.1.4',
      values: { currentA: { column: '1.5.1.2.1.5', unit: 'mA' }, voltageV: { column: '1.5.1.2.1.6', unit: 'V' } },
    },
  ],
  outlets: [
    {
      index: '1.3.1.2.1.3',
      values: {},
      state: { column: '1.3.1.2.1.3', on: [1], off: [0] },
      switching: switchedBy('1.3.1.2.1.3', { on: 1, off: 0 }),
    },
  ],
});
