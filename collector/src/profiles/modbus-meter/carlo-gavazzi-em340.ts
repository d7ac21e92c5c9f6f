import { modbusMeter } from '../modbus-meter.profile.ts';

export const carloGavazziEm340 = modbusMeter({
  id: 'carlo-gavazzi-em340',
  vendor: 'Carlo Gavazzi',
  model: 'EM24-E1 (Ethernet), EM330, EM340, ET340',
  source: 'Carlo Gavazzi EM340 communication protocol, as used by evcc',
  backing: 'documented',
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
    importedEnergy: { address: 0x0034, type: 'i32', unit: 'kWh', multiplyBy: 0.1 },
  },
});
