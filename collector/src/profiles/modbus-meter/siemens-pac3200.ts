import { modbusMeter } from '../modbus-meter.profile.ts';

/** As the PAC2200, with two tariffs. */
export const siemensPac3200 = modbusMeter({
  id: 'siemens-pac3200',
  vendor: 'Siemens',
  model: 'SENTRON PAC3200, PAC4200',
  source: 'general knowledge of the register list; confirm the line voltage before billing',
  backing: 'unverified',
  called: /siemens.*(PAC[34]2|7KM(21|31|42))/i,
  functionCode: 3,
  wordOrder: 'big-endian',
  values: {
    voltageL1: { address: 1, type: 'f32', unit: 'V' },
    voltageL2: { address: 3, type: 'f32', unit: 'V' },
    voltageL3: { address: 5, type: 'f32', unit: 'V' },
    currentL1: { address: 13, type: 'f32', unit: 'A' },
    currentL2: { address: 15, type: 'f32', unit: 'A' },
    currentL3: { address: 17, type: 'f32', unit: 'A' },
    powerL1: { address: 25, type: 'f32', unit: 'W' },
    powerL2: { address: 27, type: 'f32', unit: 'W' },
    powerL3: { address: 29, type: 'f32', unit: 'W' },
    activePower: { address: 65, type: 'f32', unit: 'W' },
    // Tariffs 1 and 2.
    importedEnergy: { address: 801, plusAddress: 805, type: 'f64', unit: 'Wh' },
  },
});
