import { modbusMeter } from '../modbus-meter.profile.ts';

export const eastronSdm630 = modbusMeter({
  id: 'eastron-sdm630',
  vendor: 'Eastron',
  model: 'SDM630',
  source: 'Eastron SDM630 Modbus protocol, input registers, as used by volkszaehler/mbmd and evcc',
  backing: 'documented',
  // Meter code and serial number, holding registers 64515 and 64513.
  mark: {
    functionCode: 3,
    address: 0xfc02,
    count: 1,
    holds: { 0x0070: 'SDM630' },
    serial: { address: 0xfc00, count: 2, as: 'number' },
  },
  functionCode: 4,
  wordOrder: 'big-endian',
  values: {
    voltageL1: { address: 0x0000, type: 'f32', unit: 'V' },
    voltageL2: { address: 0x0002, type: 'f32', unit: 'V' },
    voltageL3: { address: 0x0004, type: 'f32', unit: 'V' },
    currentL1: { address: 0x0006, type: 'f32', unit: 'A' },
    currentL2: { address: 0x0008, type: 'f32', unit: 'A' },
    currentL3: { address: 0x000a, type: 'f32', unit: 'A' },
    powerL1: { address: 0x000c, type: 'f32', unit: 'W' },
    powerL2: { address: 0x000e, type: 'f32', unit: 'W' },
    powerL3: { address: 0x0010, type: 'f32', unit: 'W' },
    activePower: { address: 0x0034, type: 'f32', unit: 'W' },
    // f32 counts in steps of about 8 Wh past 65 536 kWh: too coarse for short periods on an old meter.
    importedEnergy: { address: 0x0048, type: 'f32', unit: 'kWh' },
  },
});
