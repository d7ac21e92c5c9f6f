import { modbusMeter } from '../modbus-meter.profile.ts';

/** Power is in kW. The manual counts from 1: its 3060 is 0x0bf3 on the wire. */
export const schneiderIem3000 = modbusMeter({
  id: 'schneider-iem3000',
  vendor: 'Schneider',
  model: 'iEM3100, iEM3200, iEM3300',
  source: 'Schneider iEM3000 series user manual, Modbus registers, as used by volkszaehler/mbmd and evcc',
  backing: 'documented',
  // Meter model, register 50 of the manual, and serial number, 130.
  mark: {
    functionCode: 3,
    address: 0x31,
    count: 20,
    // As it is called, or as it is ordered: A9MEM3255.
    holds: /^(iEM|A9MEM)3/i,
    serial: { address: 0x81, count: 2, as: 'number' },
  },
  called: /schneider.*(iEM|A9MEM)3/i,
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
    // Not resettable; a partial counter that is stands elsewhere.
    importedEnergy: { address: 0x0c83, type: 'i64', unit: 'Wh' },
  },
});
