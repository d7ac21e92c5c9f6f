import { snmpPdu } from '../snmp-pdu.profile.ts';

const INPUT = '12.1.1.2.6.1.1';
const OUTLET = '12.1.1.2.7.2.1';
const SWITCH = '12.1.1.2.7.3.1';
/** Units by their address on the ring; the first that the agent found speaks for all. */
const ofFirstUnit = (column: number) => ({ column: `12.1.1.2.1.1.1.${column}`, named: '12.1.1.1.2.4.1.2.1' });
const unlock = { column: `${SWITCH}.4`, value: 1 };

/**
 * A ring of units behind one agent, each a row. Registers count whole kWh: good for totals, too coarse for quarter hours. Only newer firmware has
 * watts; with others they are VA times the power factor.
 */
export const schleifenbauerRing = snmpPdu({
  id: 'schleifenbauer-ring',
  vendor: 'Schleifenbauer',
  family: 'Schleifenbauer databus (hPDU, DPM)',
  source: 'SCHLEIFENBAUER-DATABUS-MIB, as kept in librenms/librenms',
  backing: 'documented',
  sysObjectIds: ['1.3.6.1.4.1.31034', '1.3.6.1.4.1.28402.12'],
  // Conteg serves the same tree under its own enterprise.
  root: { partsOfSysObjectId: 7 },
  model: ofFirstUnit(5),
  serial: ofFirstUnit(6),
  firmware: ofFirstUnit(2),
  // The ring is slow: small answers.
  maxRepetitions: 4,
  device: [
    {
      index: `${INPUT}.2`,
      wattsFromVa: true,
      values: {
        powerW: { column: `${INPUT}.10`, unit: 'W', zeroIsAbsent: true },
        apparentPowerVa: { column: `${INPUT}.9`, unit: 'VA' },
        powerFactor: { column: `${INPUT}.4`, unit: 'ratio', multiplyBy: 0.0001 },
        // The total; the subtotal beside it (.3) can be reset.
        energyWh: { column: `${INPUT}.2`, unit: 'kWh' },
      },
    },
  ],
  phases: [
    {
      index: `${INPUT}.2`,
      name: `${INPUT}.13`,
      values: {
        currentA: { column: `${INPUT}.5`, unit: 'A', multiplyBy: 0.01 },
        voltageV: { column: `${INPUT}.7`, unit: 'V', multiplyBy: 0.01 },
      },
    },
  ],
  outlets: [
    {
      index: `${OUTLET}.2`,
      name: '12.1.1.2.7.1.1.2',
      wattsFromVa: true,
      values: {
        currentA: { column: `${OUTLET}.5`, unit: 'A', multiplyBy: 0.01 },
        voltageV: { column: `${OUTLET}.7`, unit: 'V', multiplyBy: 0.01 },
        powerW: { column: `${OUTLET}.11`, unit: 'W', zeroIsAbsent: true },
        apparentPowerVa: { column: `${OUTLET}.10`, unit: 'VA' },
        powerFactor: { column: `${OUTLET}.4`, unit: 'ratio', multiplyBy: 0.0001 },
        energyWh: { column: `${OUTLET}.2`, unit: 'kWh' },
      },
      state: { column: `${SWITCH}.2`, on: [1], off: [0] },
      // A row is unlocked for ten seconds first.
      switching: {
        OUTLET_ON: { column: `${SWITCH}.2`, value: 1, unlock },
        OUTLET_OFF: { column: `${SWITCH}.2`, value: 0, unlock },
        OUTLET_CYCLE: { column: `${SWITCH}.6`, value: 1, unlock },
      },
    },
  ],
});
