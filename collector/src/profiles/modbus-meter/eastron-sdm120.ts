import { modbusMeter } from '../modbus-meter.profile.ts';

/** One phase. */
export const eastronSdm120 = modbusMeter({
  id: 'eastron-sdm120',
  vendor: 'Eastron',
  model: 'SDM120, SDM220, SDM230',
  source: 'Eastron SDM120 Modbus protocol, input registers, as used by volkszaehler/mbmd and evcc',
  backing: 'documented',
  // Meter code and serial number, holding registers 64515 and 64513.
  mark: {
    functionCode: 3,
    address: 0xfc02,
    count: 1,
    holds: { 0x0020: 'SDM120', 0x002b: 'SDM230' },
    serial: { address: 0xfc00, count: 2, as: 'number' },
  },
  functionCode: 4,
  wordOrder: 'big-endian',
  values: {
    voltageL1: { address: 0x0000, type: 'f32', unit: 'V' },
    currentL1: { address: 0x0006, type: 'f32', unit: 'A' },
    activePower: { address: 0x000c, type: 'f32', unit: 'W' },
    importedEnergy: { address: 0x0048, type: 'f32', unit: 'kWh' },
  },
});
