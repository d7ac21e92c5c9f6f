import { snmpPdu } from '../snmp-pdu.profile.ts';

/** A ring of units behind one agent, each a row. Registers count whole kWh: good for totals, too coarse for quarter hours. */
export const schleifenbauerRing = snmpPdu({
  id: 'schleifenbauer-ring',
  vendor: 'Schleifenbauer',
  family: 'Schleifenbauer databus (hPDU, DPM)',
  source: 'SCHLEIFENBAUER-DATABUS-MIB, as kept in librenms/librenms',
  backing: 'documented',
  sysObjectIds: ['1.3.6.1.4.1.31034', '1.3.6.1.4.1.28402.12'],
  root: '1.3.6.1.4.1.31034.12.1.1.2',
  // The ring is slow: small answers.
  maxRepetitions: 4,
  device: [
    {
      index: '6.1.1.2',
      wattsFromVa: true,
      values: {
        apparentPowerVa: { column: '6.1.1.9', unit: 'VA' },
        powerFactor: { column: '6.1.1.4', unit: 'ratio', multiplyBy: 0.0001 },
        // The total; the subtotal beside it (.3) can be reset.
        energyWh: { column: '6.1.1.2', unit: 'kWh' },
      },
    },
  ],
  phases: [
    {
      index: '6.1.1.2',
      values: {
        currentA: { column: '6.1.1.5', unit: 'A', multiplyBy: 0.01 },
        voltageV: { column: '6.1.1.7', unit: 'V', multiplyBy: 0.01 },
      },
    },
  ],
  outlets: [
    {
      index: '7.2.1.2',
      values: {
        currentA: { column: '7.2.1.5', unit: 'A', multiplyBy: 0.01 },
        apparentPowerVa: { column: '7.2.1.10', unit: 'VA' },
        energyWh: { column: '7.2.1.2', unit: 'kWh' },
      },
    },
  ],
});
