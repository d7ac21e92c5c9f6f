import { modbusMeter } from '../modbus-meter.profile.ts';

/** Laid out like the SDM630, but it takes smaller reads. */
export const eastronSdm72 = modbusMeter({
  id: 'eastron-sdm72',
  vendor: 'Eastron',
  model: 'SDM72 v2',
  source: 'Eastron SDM72D-M v2 Modbus protocol, input registers, as used by evcc',
  backing: 'documented',
  // Meter code and serial number, holding registers 64515 and 64513.
  mark: {
    functionCode: 3,
    address: 0xfc02,
    count: 1,
    holds: { 0x0089: 'SDM72 v2' },
    serial: { address: 0xfc00, count: 2, as: 'number' },
  },
  functionCode: 4,
  wordOrder: 'big-endian',
  maxRegisters: 20,
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
    importedEnergy: { address: 0x0048, type: 'f32', unit: 'kWh' },
  },
});
