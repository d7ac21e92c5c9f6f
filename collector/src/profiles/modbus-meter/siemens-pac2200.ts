import { modbusMeter } from '../modbus-meter.profile.ts';

/** The first register is 1 on the wire too. */
export const siemensPac2200 = modbusMeter({
  id: 'siemens-pac2200',
  vendor: 'Siemens',
  model: 'SENTRON PAC2200',
  source: 'Siemens PAC2200 manual, Modbus measured variables, as used by volkszaehler/mbmd',
  backing: 'documented',
  called: /siemens.*(PAC2200|7KM22)/i,
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
    importedEnergy: { address: 801, type: 'f64', unit: 'Wh' },
  },
});
