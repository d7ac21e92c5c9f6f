import { modbusMeter } from '../modbus-meter.profile.ts';

/** One phase. */
export const eastronSdm120 = modbusMeter({
  id: 'eastron-sdm120',
  vendor: 'Eastron',
  model: 'SDM120, SDM220, SDM230',
  source: 'Eastron SDM120 Modbus protocol, input registers, as used by volkszaehler/mbmd and evcc',
  backing: 'documented',
  functionCode: 4,
  wordOrder: 'big-endian',
  values: {
    voltageL1: { address: 0x0000, type: 'f32', unit: 'V' },
    currentL1: { address: 0x0006, type: 'f32', unit: 'A' },
    activePower: { address: 0x000c, type: 'f32', unit: 'W' },
    importedEnergy: { address: 0x0048, type: 'f32', unit: 'kWh' },
  },
});
