import { modbusMeter } from '../modbus-meter.profile.ts';

/** Registers 3000 to 3204 of the manual, counted from 1. */
export const schneiderPm5000 = modbusMeter({
  id: 'schneider-pm5000',
  vendor: 'Schneider',
  model: 'PM3200, PM5000',
  source: 'general knowledge of the register list; confirm the line voltage before billing',
  backing: 'unverified',
  // Meter model, register 50 of the manual, and serial number, 130.
  mark: {
    functionCode: 3,
    address: 0x31,
    count: 20,
    holds: /^(METSE)?PM(32|5)\d/i,
    serial: { address: 0x81, count: 2, as: 'number' },
  },
  called: /schneider.*PM(32|5)\d/i,
  functionCode: 3,
  wordOrder: 'big-endian',
  values: {
    voltageL1: { address: 0x0bd3, type: 'f32', unit: 'V' },
    voltageL2: { address: 0x0bd5, type: 'f32', unit: 'V' },
    voltageL3: { address: 0x0bd7, type: 'f32', unit: 'V' },
    currentL1: { address: 0x0bb7, type: 'f32', unit: 'A' },
    currentL2: { address: 0x0bb9, type: 'f32', unit: 'A' },
    currentL3: { address: 0x0bbb, type: 'f32', unit: 'A' },
    powerL1: { address: 0x0bed, type: 'f32', unit: 'kW' },
    powerL2: { address: 0x0bef, type: 'f32', unit: 'kW' },
    powerL3: { address: 0x0bf1, type: 'f32', unit: 'kW' },
    activePower: { address: 0x0bf3, type: 'f32', unit: 'kW' },
    importedEnergy: { address: 0x0c83, type: 'i64', unit: 'Wh' },
  },
});
