import { modbusMeter } from '../modbus-meter.profile.ts';

export const janitzaUmg = modbusMeter({
  id: 'janitza-umg',
  vendor: 'Janitza',
  model: 'UMG 96RM, UMG 604, UMG 512',
  source: 'Janitza Modbus address list, as used by volkszaehler/mbmd',
  backing: 'documented',
  called: /janitza|\bUMG ?\d/i,
  functionCode: 3,
  wordOrder: 'big-endian',
  values: {
    voltageL1: { address: 0x4a38, type: 'f32', unit: 'V' },
    voltageL2: { address: 0x4a3a, type: 'f32', unit: 'V' },
    voltageL3: { address: 0x4a3c, type: 'f32', unit: 'V' },
    currentL1: { address: 0x4a44, type: 'f32', unit: 'A' },
    currentL2: { address: 0x4a46, type: 'f32', unit: 'A' },
    currentL3: { address: 0x4a48, type: 'f32', unit: 'A' },
    powerL1: { address: 0x4a4c, type: 'f32', unit: 'W' },
    powerL2: { address: 0x4a4e, type: 'f32', unit: 'W' },
    powerL3: { address: 0x4a50, type: 'f32', unit: 'W' },
    activePower: { address: 0x4a52, type: 'f32', unit: 'W' },
    // f32 Wh: steps of 1 Wh and more past 16 777 kWh, 64 Wh at 1 GWh.
    importedEnergy: { address: 0x4a7c, type: 'f32', unit: 'Wh' },
  },
});
