import { snmpPdu, switchedBy } from '../snmp-pdu.profile.ts';

export const raritanPx1 = snmpPdu({
  id: 'raritan-px1',
  vendor: 'Raritan',
  family: 'PDU-MIB (PX1)',
  source: 'PDU-MIB; recording of a Dominion PX with firmware 1.5.7',
  backing: 'recorded',
  sysObjectIds: ['1.3.6.1.4.1.13742.4'],
  root: '1.3.6.1.4.1.13742.4.1',
  model: { sysDescr: /^Raritan (.+?) - Firmware/ },
  firmware: { sysDescr: /Firmware Version (\S+)/ },
  evidence: '20.2.1.9.1',
  device: [
    {
      index: '20.2.1.9',
      values: {
        powerW: { column: '20.2.1.9', unit: 'W' },
        apparentPowerVa: { column: '20.2.1.10', unit: 'VA' },
        powerFactor: { column: '20.2.1.11', unit: 'ratio', multiplyBy: 0.01 },
        // 0 with load flowing on units without energy support.
        energyWh: { column: '20.2.1.12', unit: 'Wh', zeroIsAbsent: true },
      },
    },
  ],
  phases: [
    {
      index: '21.2.1.3',
      id: '21.2.1.2',
      values: { currentA: { column: '21.2.1.3', unit: 'mA' }, voltageV: { column: '21.2.1.4', unit: 'mV' } },
    },
  ],
  outlets: [
    {
      index: '2.2.1.1',
      name: '2.2.1.2',
      values: {
        currentA: { column: '2.2.1.4', unit: 'mA' },
        voltageV: { column: '2.2.1.6', unit: 'mV' },
        powerW: { column: '2.2.1.7', unit: 'W' },
        apparentPowerVa: { column: '2.2.1.8', unit: 'VA' },
        energyWh: { column: '2.2.1.31', unit: 'Wh', zeroIsAbsent: true },
      },
      state: { column: '2.2.1.3', on: [1], off: [0] },
      switching: switchedBy('2.2.1.3', { on: 1, off: 0, cycle: 2 }),
    },
  ],
});
