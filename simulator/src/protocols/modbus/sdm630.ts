import type { RunningMeter } from '../../farm/farm.ts';
import { drawBetween } from '../../farm/seed.ts';
import type { Instant } from '../../farm/wave.ts';
import { EXCEPTION, type ModbusException } from './server.ts';

/**
 * Eastron SDM630 Modbus: every value a big-endian float32 in two input registers (function 4). The document numbers them
 * from 30001; here are the addresses on the wire. What the document leaves out is a hole: a read that touches one fails.
 */
const READ_INPUT = 4;
const READ_HOLDING = 3;
/** Forty values a read, the limit of the older firmware. */
const MAX_REGISTERS = 80;
/** Two holding registers with the serial number as an unsigned integer. */
const SERIAL_ADDRESS = 0xfc00;
/** One with the number of the model. */
const METER_CODE_ADDRESS = 0xfc02;
const METER_CODE = 0x0070;
const POWER_FACTOR = 0.98;
const LINE_HZ = 60;

type Phase = { readonly voltageV: number; readonly currentA: number; readonly powerW: number };
type Sample = { readonly phases: readonly Phase[]; readonly powerW: number; readonly energyKwh: number };

/** Unbalance of the three phases: shares of the whole that add up to 1. */
const SHARES = [0.335, 0.332, 0.333];

/**
 * The energy register as the meter sends it: it counts whole Wh and answers kWh in a float32, whose steps grow with the
 * reading (8 Wh past 65,536 kWh). The collector's whole Wh is this float times 1,000, rounded.
 */
export function meterEnergyKwh(meter: RunningMeter, at: Instant): number {
  return Math.fround(meter.register.readWh(at) / 1000);
}

export function meterEnergyWh(meter: RunningMeter, at: Instant): number {
  return Math.round(meterEnergyKwh(meter, at) * 1000);
}

export function readSdm630(
  seed: number,
  meter: RunningMeter,
  at: Instant,
  functionCode: number,
  address: number,
  count: number,
): Buffer | ModbusException {
  if (functionCode !== READ_INPUT && functionCode !== READ_HOLDING) return EXCEPTION.illegalFunction;
  if (count === 0 || count > MAX_REGISTERS) return EXCEPTION.illegalDataValue;
  if (functionCode === READ_HOLDING) return readIdentity(meter, address, count);
  // A float can't be read by halves.
  if (address % 2 !== 0 || count % 2 !== 0) return EXCEPTION.illegalDataAddress;
  const sample = takeSample(seed, meter, at);
  const answer = Buffer.alloc(count * 2);
  for (let offset = 0; offset < count; offset += 2) {
    const value = INPUT_REGISTERS.get(address + offset);
    if (!value) return EXCEPTION.illegalDataAddress;
    answer.writeFloatBE(value(sample), offset * 2);
  }
  return answer;
}

function readIdentity(meter: RunningMeter, address: number, count: number): Buffer | ModbusException {
  if (address === METER_CODE_ADDRESS && count === 1) return Buffer.from([METER_CODE >> 8, METER_CODE & 0xff]);
  if (address !== SERIAL_ADDRESS || count !== 2) return EXCEPTION.illegalDataAddress;
  const answer = Buffer.alloc(4);
  answer.writeUInt32BE(Number(meter.device.serial));
  return answer;
}

function takeSample(seed: number, meter: RunningMeter, at: Instant): Sample {
  const powerW = meter.power.at(at);
  const minute = Math.floor(at.ms / 60_000);
  const phases = SHARES.map((share, index) => {
    const voltageV = drawBetween(238.8, 241.2, seed, 'meter volts', meter.device.index, index, minute);
    const phaseW = powerW * share;
    return { voltageV, powerW: phaseW, currentA: phaseW / POWER_FACTOR / voltageV };
  });
  return { phases, powerW, energyKwh: meterEnergyKwh(meter, at) };
}

type Value = (sample: Sample) => number;
const INPUT_REGISTERS: ReadonlyMap<number, Value> = new Map([
  ...perPhase(0x00, ({ voltageV }) => voltageV),
  ...perPhase(0x06, ({ currentA }) => currentA),
  ...perPhase(0x0c, ({ powerW }) => powerW),
  ...perPhase(0x12, ({ powerW }) => powerW / POWER_FACTOR),
  ...perPhase(0x18, ({ powerW }) => powerW * Math.tan(Math.acos(POWER_FACTOR))),
  ...perPhase(0x1e, () => POWER_FACTOR),
  ...perPhase(0x24, () => (Math.acos(POWER_FACTOR) * 180) / Math.PI),
  ...single(0x2a, ({ phases }) => mean(phases.map(({ voltageV }) => voltageV))),
  ...single(0x2e, ({ phases }) => mean(phases.map(({ currentA }) => currentA))),
  ...single(0x30, ({ phases }) => total(phases.map(({ currentA }) => currentA))),
  ...single(0x34, ({ powerW }) => powerW),
  ...single(0x38, ({ powerW }) => powerW / POWER_FACTOR),
  ...single(0x3c, ({ powerW }) => powerW * Math.tan(Math.acos(POWER_FACTOR))),
  ...single(0x3e, () => POWER_FACTOR),
  ...single(0x42, () => (Math.acos(POWER_FACTOR) * 180) / Math.PI),
  ...single(0x46, () => LINE_HZ),
  ...single(0x48, ({ energyKwh }) => energyKwh), // imported
  ...single(0x4a, () => 0), // exported
  ...single(0x4c, ({ energyKwh }) => energyKwh * Math.tan(Math.acos(POWER_FACTOR))),
  ...single(0x4e, () => 0),
  ...single(0x50, ({ energyKwh }) => energyKwh / POWER_FACTOR),
  ...single(0x54, ({ powerW }) => powerW), // demand
  ...single(0x56, ({ powerW }) => powerW * 1.03), // the highest demand
  ...lineToLine(0xc8),
  ...single(0xce, ({ phases }) => mean(phases.map(({ voltageV }) => voltageV)) * Math.sqrt(3)),
  ...single(0xe0, ({ phases }) => Math.max(...phases.map(({ currentA }) => currentA)) * 0.01), // neutral
  ...single(0x156, ({ energyKwh }) => energyKwh), // imported and exported together
  ...shareOfEnergy(0x15a),
  ...single(0x180, ({ energyKwh }) => energyKwh), // the resettable one, which nobody ever reset
]);

function single(address: number, value: Value): [number, Value][] {
  return [[address, value]];
}

function perPhase(address: number, value: (phase: Phase) => number): [number, Value][] {
  return SHARES.map((_, index) => [
    address + 2 * index,
    ({ phases }) => {
      const phase = phases[index];
      return phase ? value(phase) : Number.NaN;
    },
  ]);
}

function lineToLine(address: number): [number, Value][] {
  return SHARES.map((_, index) => [
    address + 2 * index,
    ({ phases }) => ((phases[index]?.voltageV ?? 0) + (phases[(index + 1) % 3]?.voltageV ?? 0)) * (Math.sqrt(3) / 2),
  ]);
}

function shareOfEnergy(address: number): [number, Value][] {
  return SHARES.map((share, index) => [address + 2 * index, ({ energyKwh }) => energyKwh * share]);
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function mean(values: readonly number[]): number {
  return total(values) / values.length;
}
