import { DeviceFailure } from '../device-failure.ts';
import { type Electrical, type MeterIdentity, type MeterValues, NO_ELECTRICAL, type PduPart } from '../reading.ts';
import type { ModbusSession } from '../transports/modbus.ts';
import { convert, wholeWh } from '../units.ts';
import type { MeterSession } from './modbus-meter.ts';

/** Where a SunSpec map may begin, counted from 0. */
const STARTS = [40_000, 50_000, 0];
/** "SunS". */
const MARK = 0x53756e53;
const END = 0xffff;
/** Models of meters: single phase, split phase, wye, delta, with integers and scale factors. */
const INTEGER_METERS: readonly number[] = [201, 202, 203, 204];
/** The same as floats. */
const FLOAT_METERS: readonly number[] = [211, 212, 213, 214];
/** A map is a chain of models; a longer one than this goes in circles. */
const MOST_MODELS = 100;

/**
 * Offsets from the model's own id register (SunSpec Information Model Reference, meters 201 to 204 and 211 to 214). Of amps, volts and watts those of
 * the phases A, B and C follow; volts are against the neutral.
 */
const INTEGER = {
  amps: 2,
  ampsScale: 6,
  volts: 7,
  voltsScale: 15,
  watts: 18,
  wattsScale: 22,
  importedWh: 46,
  whScale: 54,
  length: 55,
};
const FLOAT = { amps: 2, volts: 10, watts: 28, importedWh: 68, length: 70 };
const PHASES = ['L1', 'L2', 'L3'];

/** The common model (1), offsets from its id register. */
const COMMON = { make: 2, model: 18, version: 42, serial: 50, length: 66 } as const;

export const SUNSPEC_PROFILE = 'sunspec-meter';

/** A meter that describes itself: the map is found, its models walked to the meter, and that read in one request with its scale factors. */
export function openSunspecSession(modbus: ModbusSession, address: string): MeterSession {
  let meter: { readonly at: number; readonly float: boolean } | null = null;
  return {
    read: async (scope) => {
      meter ??= await findMeter(modbus, address);
      const words = await modbus.read(3, meter.at, meter.float ? FLOAT.length : INTEGER.length);
      const { device, phases } = meter.float ? readFloats(words) : readIntegers(words);
      return {
        profile: SUNSPEC_PROFILE,
        device: {
          ...device,
          ...(scope.live ? {} : { powerW: null, powerKind: null }),
          ...(scope.registers ? {} : { energyWh: null, energyRaw: null }),
        },
        phases: scope.detail ? phases : [],
      } satisfies MeterValues;
    },
  };
}

/** What the common model says, the first of each map: maker, model, version and serial as text. Null without a map. */
export async function identifySunspec(modbus: Pick<ModbusSession, 'read'>): Promise<MeterIdentity | null> {
  for (const start of STARTS) {
    if (!(await hasMark(modbus, start))) continue;
    const words = await modbus.read(3, start + 2, COMMON.length);
    const text = (offset: number, length: number) =>
      words
        .toString('utf8', offset * 2, (offset + length) * 2)
        .replace(/\0.*$/s, '')
        .trim() || null;
    return {
      vendor: text(COMMON.make, 16),
      model: text(COMMON.model, 16),
      firmware: text(COMMON.version, 8),
      serial: text(COMMON.serial, 16),
    };
  }
  return null;
}

async function findMeter(modbus: ModbusSession, address: string): Promise<{ at: number; float: boolean }> {
  for (const start of STARTS) {
    if (!(await hasMark(modbus, start))) continue;
    let at = start + 2;
    for (let count = 0; count < MOST_MODELS; count += 1) {
      const head = await modbus.read(3, at, 2);
      const [id, length] = [head.readUInt16BE(0), head.readUInt16BE(2)];
      if (INTEGER_METERS.includes(id) || FLOAT_METERS.includes(id)) return { at, float: FLOAT_METERS.includes(id) };
      if (id === END) break;
      at += 2 + length;
    }
  }
  throw new DeviceFailure('unsupported', address, 'no SunSpec meter in it');
}

async function hasMark(modbus: Pick<ModbusSession, 'read'>, start: number): Promise<boolean> {
  try {
    return (await modbus.read(3, start, 2)).readUInt32BE(0) === MARK;
  } catch (error) {
    // "No such address" is an answer: the map begins elsewhere.
    if (error instanceof DeviceFailure && error.kind === 'unsupported') return false;
    throw error;
  }
}

type Meter = { readonly device: Electrical; readonly phases: readonly PduPart[] };

/** int16 with 0x8000 and acc32 with 0 for "not implemented"; the scale factors come in the same answer, since they may change. */
function readIntegers(words: Buffer): Meter {
  const scaled = (offset: number, scaleOffset: number): number | null => {
    const count = words.readInt16BE(offset * 2);
    const scale = words.readInt16BE(scaleOffset * 2);
    return count === -0x8000 || !isScale(scale) ? null : convert(count, 'W', 10 ** scale);
  };
  const wh = words.readUInt32BE(INTEGER.importedWh * 2);
  const whScale = words.readInt16BE(INTEGER.whScale * 2);
  const knowsWh = wh !== 0 && isScale(whScale);
  return {
    device: {
      ...liveOf(scaled(INTEGER.watts, INTEGER.wattsScale), null, null),
      energyWh: knowsWh ? wholeWh(wh, 'Wh', 10 ** whScale) : null,
      energyRaw: knowsWh ? `${wh} x ${10 ** whScale} Wh` : null,
    },
    phases: phasesOf(
      (phase) => scaled(INTEGER.watts + phase, INTEGER.wattsScale),
      (phase) => scaled(INTEGER.amps + phase, INTEGER.ampsScale),
      (phase) => scaled(INTEGER.volts + phase, INTEGER.voltsScale),
    ),
  };
}

function readFloats(words: Buffer): Meter {
  const float = (offset: number): number | null => {
    const value = words.readFloatBE(offset * 2);
    return Number.isFinite(value) ? Number(value.toPrecision(7)) : null;
  };
  const wh = words.readFloatBE(FLOAT.importedWh * 2);
  const knowsWh = Number.isFinite(wh);
  return {
    device: {
      ...liveOf(float(FLOAT.watts), null, null),
      energyWh: knowsWh ? wholeWh(wh, 'Wh') : null,
      energyRaw: knowsWh ? `${wh} Wh` : null,
    },
    phases: phasesOf(
      (phase) => float(FLOAT.watts + phase * 2),
      (phase) => float(FLOAT.amps + phase * 2),
      (phase) => float(FLOAT.volts + phase * 2),
    ),
  };
}

type OfPhase = (phase: number) => number | null;

/** Those that a single-phase meter doesn't have say nothing, and are left out. */
function phasesOf(watts: OfPhase, amps: OfPhase, volts: OfPhase): PduPart[] {
  return PHASES.map((id, at) => ({
    id,
    label: null,
    name: null,
    ...liveOf(watts(at + 1), amps(at + 1), volts(at + 1)),
  })).filter(({ powerW, currentA, voltageV }) => powerW !== null || currentA !== null || voltageV !== null);
}

function liveOf(powerW: number | null, currentA: number | null, voltageV: number | null): Electrical {
  return { ...NO_ELECTRICAL, powerW, powerKind: powerW === null ? null : 'MEASURED', currentA, voltageV };
}

/** Scale factors are -10 to 10; anything else is "not implemented". */
function isScale(scale: number): boolean {
  return scale >= -10 && scale <= 10;
}
