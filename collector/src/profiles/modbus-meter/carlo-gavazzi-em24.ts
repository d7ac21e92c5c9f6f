import { modbusMeter } from '../modbus-meter.profile.ts';

export const carloGavazziEm24 = modbusMeter({
  id: 'carlo-gavazzi-em24',
  vendor: 'Carlo Gavazzi',
  model: 'EM24 (RS-485)',
  source: 'Carlo Gavazzi EM24 DIN communication protocol, as used by evcc',
  backing: 'documented',
  // Identification code of the protocol document.
  mark: { functionCode: 4, address: 0x0b, count: 1, holds: { 71: 'EM24', 72: 'EM24', 73: 'EM24' } },
  functionCode: 4,
  wordOrder: 'little-endian',
  maxRegisters: 12,
  values: {
    voltageL1: { address: 0x0000, type: 'i32', unit: 'V', multiplyBy: 0.1 },
    voltageL2: { address: 0x0002, type: 'i32', unit: 'V', multiplyBy: 0.1 },
    voltageL3: { address: 0x0004, type: 'i32', unit: 'V', multiplyBy: 0.1 },
    currentL1: { address: 0x000c, type: 'i32', unit: 'A', multiplyBy: 0.001 },
    currentL2: { address: 0x000e, type: 'i32', unit: 'A', multiplyBy: 0.001 },
    currentL3: { address: 0x0010, type: 'i32', unit: 'A', multiplyBy: 0.001 },
    powerL1: { address: 0x0012, type: 'i32', unit: 'W', multiplyBy: 0.1 },
    powerL2: { address: 0x0014, type: 'i32', unit: 'W', multiplyBy: 0.1 },
    powerL3: { address: 0x0016, type: 'i32', unit: 'W', multiplyBy: 0.1 },
    activePower: { address: 0x0028, type: 'i32', unit: 'W', multiplyBy: 0.1 },
    // Another place than on the EM24-E1, which has the same name on its front.
    importedEnergy: { address: 0x0042, type: 'i32', unit: 'kWh', multiplyBy: 0.1 },
  },
});
