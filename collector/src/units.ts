/** The units that devices count in. A profile states one for each value; nothing else converts. */
export type WireUnit = 'W' | 'kW' | 'VA' | 'kVA' | 'A' | 'mA' | 'V' | 'mV' | 'Wh' | 'kWh' | 'ratio';

/** Into ours: W, VA, A, V, Wh and a plain ratio. */
const INTO_OURS: Record<WireUnit, number> = {
  W: 1,
  kW: 1000,
  VA: 1,
  kVA: 1000,
  A: 1,
  mA: 0.001,
  V: 1,
  mV: 0.001,
  Wh: 1,
  kWh: 1000,
  ratio: 1,
};

/** A device's count in our unit. Fifteen significant digits hide the binary dust of factors like 0.1. */
export function convert(count: number, unit: WireUnit, multiplyBy = 1): number {
  return Number((count * multiplyBy * INTO_OURS[unit]).toPrecision(15));
}

/** Energy is whole Wh from here on: rounded once, the same way each time, so a register never steps back by rounding. */
export function wholeWh(count: number, unit: WireUnit, multiplyBy = 1): number {
  return Math.round(convert(count, unit, multiplyBy));
}
