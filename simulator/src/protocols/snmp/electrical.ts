import { drawBetween } from '../../farm/seed.ts';
import type { Reading } from './mib.ts';

/** What the load looks like on a supply with power-factor correction. */
export const POWER_FACTOR = 0.98;
export const LINE_HZ = 60;

/** Of a point in the PDU: an outlet, a phase or the inlet. Amps follow from watts, so the parts agree with one another. */
export type Electrical = {
  readonly powerW: number;
  readonly voltageV: number;
  readonly currentA: number;
  readonly apparentVa: number;
};

export function electrical(powerW: number, voltageV: number): Electrical {
  const apparentVa = powerW / POWER_FACTOR;
  return { powerW, voltageV, currentA: apparentVa / voltageV, apparentVa };
}

export function outletElectrical({ pdu, at, seed }: Reading, number: number): Electrical {
  const outlet = pdu.outlets[number - 1];
  return electrical(outlet?.power.at(at) ?? 0, phaseVoltageV({ pdu, at, seed }, phaseOf(number)));
}

/** Three phases from a 415/240 V transformer. Outlets go round over them. */
export const PHASES = [0, 1, 2] as const;

export function phaseOf(outlet: number): number {
  return (outlet - 1) % PHASES.length;
}

export function phaseElectrical(reading: Reading, phase: number): Electrical {
  const { pdu, at } = reading;
  const outletsW = pdu.outlets
    .filter(({ outlet }) => phaseOf(outlet.number) === phase)
    .map(({ power }) => power.at(at));
  const share = outletsW.reduce((total, watts) => total + watts, 0);
  const whole = pdu.outlets.reduce((total, { power }) => total + power.at(at), 0);
  const inletW = pdu.power.at(at);
  return electrical(whole > 0 ? (inletW * share) / whole : inletW / PHASES.length, phaseVoltageV(reading, phase));
}

/** Watts of the whole inlet; volts and amps of a mean phase. */
export function inletElectrical(reading: Reading): Electrical {
  const phases = PHASES.map((phase) => phaseVoltageV(reading, phase));
  const meanV = phases.reduce((total, volts) => total + volts, 0) / phases.length;
  const whole = electrical(reading.pdu.power.at(reading.at), meanV);
  return { ...whole, currentA: whole.currentA / phases.length };
}

/** Moves a volt or two with the grid, minute by minute. */
function phaseVoltageV({ pdu, at, seed }: Reading, phase: number): number {
  return drawBetween(238.6, 241.4, seed, 'volts', pdu.device.index, phase, Math.floor(at.ms / 60_000));
}

/** Hundredths of a second since the controller started; it wraps after 497 days like every TimeTicks. */
export function upTimeTicks({ pdu, at, seed }: Reading): number {
  const startedMs = Date.UTC(2025, 0, 1) - drawBetween(0, 200, seed, 'pdu start', pdu.device.index) * 86_400_000;
  return Math.floor((at.ms - startedMs) / 10) % 2 ** 32;
}
