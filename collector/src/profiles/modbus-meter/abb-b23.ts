import { modbusMeter } from '../modbus-meter.profile.ts';

export const abbB23 = modbusMeter({
  id: 'abb-b23',
  vendor: 'ABB',
  model: 'B23, B24, A43, A44',
  source: 'ABB B23/B24 user manual, mapping tables, as used by volkszaehler/mbmd',
  backing: 'documented',
  // Type designation and serial number of the manual's product data.
  mark: {
    functionCode: 3,
    address: 0x8960,
    count: 6,
    holds: /^(B2[34]|A4[34]) /,
    serial: { address: 0x8900, count: 2, as: 'number' },
  },
  called: /ABB.*(B2[34]|A4[34])/,
  functionCode: 3,
  wordOrder: 'big-endian',
  values: {
    voltageL1: { address: 0x5b00, type: 'u32', unit: 'V', multiplyBy: 0.1 },
    voltageL2: { address: 0x5b02, type: 'u32', unit: 'V', multiplyBy: 0.1 },
    voltageL3: { address: 0x5b04, type: 'u32', unit: 'V', multiplyBy: 0.1 },
    currentL1: { address: 0x5b0c, type: 'u32', unit: 'A', multiplyBy: 0.01 },
    currentL2: { address: 0x5b0e, type: 'u32', unit: 'A', multiplyBy: 0.01 },
    currentL3: { address: 0x5b10, type: 'u32', unit: 'A', multiplyBy: 0.01 },
    powerL1: { address: 0x5b16, type: 'i32', unit: 'W', multiplyBy: 0.01 },
    powerL2: { address: 0x5b18, type: 'i32', unit: 'W', multiplyBy: 0.01 },
    powerL3: { address: 0x5b1a, type: 'i32', unit: 'W', multiplyBy: 0.01 },
    activePower: { address: 0x5b14, type: 'i32', unit: 'W', multiplyBy: 0.01 },
    importedEnergy: { address: 0x5000, type: 'u64', unit: 'kWh', multiplyBy: 0.01 },
  },
});
