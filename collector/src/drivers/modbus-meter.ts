import { DeviceFailure } from '../device-failure.ts';
import type {
  MeterQuantity,
  MeterRegister,
  ModbusMeterProfile,
  RegisterType,
} from '../profiles/modbus-meter.profile.ts';
import { type Electrical, type MeterValues, NO_ELECTRICAL, type PduPart, type Scope, sum } from '../reading.ts';
import type { ModbusSession } from '../transports/modbus.ts';
import { convert, wholeWh } from '../units.ts';

/** `detail`: its phases too. */
export type MeterScope = Scope & { readonly detail?: boolean };
export type MeterSession = { read(scope: MeterScope): Promise<MeterValues> };

const LIVE: readonly MeterQuantity[] = ['activePower'];
const DETAIL: readonly MeterQuantity[] = [
  'voltageL1',
  'voltageL2',
  'voltageL3',
  'currentL1',
  'currentL2',
  'currentL3',
  'powerL1',
  'powerL2',
  'powerL3',
];
const PHASES = ['L1', 'L2', 'L3'] as const;

/** 16-bit registers of each type. */
const SIZE: Record<RegisterType, number> = { u16: 1, i16: 1, u32: 2, i32: 2, f32: 2, u64: 4, i64: 4, f64: 4 };

type Count = { readonly value: number; readonly text: string };

/**
 * Volts that can be a line's, however low it has sunk and whatever transformers are before the meter. Registers that are off by one give tiny floats
 * (1e-23) and huge integers (1e7): wide bounds find them, and doubt no meter on a test bench.
 */
const LINE_VOLTS = { least: 0.5, most: 1_000_000 };

export function openMeterSession(
  modbus: ModbusSession,
  profile: ModbusMeterProfile,
  address: string = profile.id,
): MeterSession {
  /** Whether the line's volts were where the profile has them, or can't be: a profile off by one register reads plausible nonsense. */
  let isProven = false;
  const prove = async () => {
    const register = profile.values.voltageL1;
    const volts = register ? await voltsAt(modbus, profile, register) : null;
    if (volts === 0) return; // the line is dead: looked at again next time
    if (volts !== null && (volts < LINE_VOLTS.least || volts > LINE_VOLTS.most))
      throw new DeviceFailure('malformed', address, `${volts} V is no line voltage: is it really ${profile.id}?`);
    isProven = true;
  };
  return {
    read: async (scope) => {
      if (!isProven) await prove();
      const wanted = [
        ...(scope.live ? LIVE : []),
        ...(scope.detail ? DETAIL : []),
        ...(scope.registers ? (['importedEnergy'] as const) : []),
      ];
      const registers = wanted.flatMap((quantity) => partsOf(profile.values[quantity]));
      const counts = new Map<number, Count | null>();
      for (const block of blocksOf(registers, profile.maxRegisters)) {
        const words = await modbus.read(profile.functionCode, block.start, block.count);
        for (const register of block.registers) {
          const from = (register.address - block.start) * 2;
          counts.set(
            register.address,
            decodeRegister(words.subarray(from, from + SIZE[register.type] * 2), register.type, profile.wordOrder),
          );
        }
      }
      return assemble(profile, (quantity) => {
        const register = profile.values[quantity];
        const count = register && together(partsOf(register).map(({ address }) => counts.get(address) ?? null));
        return register && count ? { register, count } : null;
      });
    },
  };
}

/** Null: it has no such register. 0: or no value in it, as on a dead line. */
async function voltsAt(
  modbus: ModbusSession,
  { functionCode, wordOrder }: ModbusMeterProfile,
  register: MeterRegister,
): Promise<number | null> {
  try {
    const words = await modbus.read(functionCode, register.address, SIZE[register.type]);
    const count = decodeRegister(words, register.type, wordOrder);
    return count === null ? 0 : convert(count.value, register.unit, register.multiplyBy);
  } catch (error) {
    if (error instanceof DeviceFailure && error.kind === 'unsupported') return null;
    throw error;
  }
}

/** The registers of one value: two where a second is added. */
function partsOf(register: MeterRegister | undefined): MeterRegister[] {
  if (!register) return [];
  const { plusAddress } = register;
  return plusAddress === undefined ? [register] : [register, { ...register, address: plusAddress }];
}

function together(counts: readonly (Count | null)[]): Count | null {
  const known = counts.filter((count) => count !== null);
  if (known.length < counts.length || known.length === 0) return null;
  return {
    value: known.reduce((total, { value }) => total + value, 0),
    text: known.map(({ text }) => text).join(' + '),
  };
}

type Block = { readonly start: number; readonly count: number; readonly registers: readonly MeterRegister[] };

/** Neighbours in one read, but never across a hole: exception 2 would fail the whole read. */
export function blocksOf(registers: readonly MeterRegister[], maxRegisters: number): Block[] {
  const blocks: { start: number; count: number; registers: MeterRegister[] }[] = [];
  for (const register of registers.toSorted((a, b) => a.address - b.address)) {
    const last = blocks.at(-1);
    const size = SIZE[register.type];
    if (last && last.start + last.count === register.address && last.count + size <= maxRegisters) {
      last.count += size;
      last.registers.push(register);
    } else blocks.push({ start: register.address, count: size, registers: [register] });
  }
  return blocks;
}

/** A register's count and its text; null for the marks of "not available" (NaN, all ones, the lowest and highest signed value). */
export function decodeRegister(
  bytes: Buffer,
  type: RegisterType,
  wordOrder: ModbusMeterProfile['wordOrder'],
): Count | null {
  const ordered = wordOrder === 'big-endian' ? bytes : swapWords(bytes);
  if (type === 'f32' || type === 'f64') {
    const read = type === 'f32' ? ordered.readFloatBE() : ordered.readDoubleBE();
    const value = type === 'f32' ? shortestF32(read) : read;
    return Number.isFinite(value) ? { value, text: String(value) } : null;
  }
  const hex = ordered.toString('hex');
  const signed = type.startsWith('i');
  if (signed ? /^(7f+|80+)$/.test(hex) : /^(f+|7f{7,})$/.test(hex)) return null;
  const bits = SIZE[type] * 16;
  const value = signed ? BigInt.asIntN(bits, BigInt(`0x${hex}`)) : BigInt(`0x${hex}`);
  return { value: Number(value), text: String(value) };
}

function swapWords(bytes: Buffer): Buffer {
  const words = Array.from({ length: bytes.length / 2 }, (_, at) => bytes.subarray(at * 2, at * 2 + 2));
  return Buffer.concat(words.toReversed());
}

/** The shortest decimal that is this f32: 65536.1 rather than 65536.1015625. */
function shortestF32(value: number): number {
  for (let digits = 6; digits < 9; digits += 1) {
    const rounded = Number(value.toPrecision(digits));
    if (Math.fround(rounded) === value) return rounded;
  }
  return Number(value.toPrecision(9));
}

type Look = (quantity: MeterQuantity) => { readonly register: MeterRegister; readonly count: Count } | null;

function assemble(profile: ModbusMeterProfile, look: Look): MeterValues {
  const value = (quantity: MeterQuantity) => {
    const found = look(quantity);
    return found && convert(found.count.value, found.register.unit, found.register.multiplyBy);
  };
  const phases = PHASES.map((line): PduPart => {
    const powerW = value(`power${line}`);
    const powerKind = powerW === null ? null : 'MEASURED';
    return {
      ...NO_ELECTRICAL,
      id: line,
      label: null,
      name: null,
      voltageV: value(`voltage${line}`),
      currentA: value(`current${line}`),
      powerW,
      powerKind,
    };
  }).filter((phase) => phase.voltageV !== null || phase.currentA !== null || phase.powerW !== null);
  const powerW = value('activePower') ?? sum(phases.map((phase) => phase.powerW));
  const device: Electrical = {
    ...NO_ELECTRICAL,
    powerW,
    powerKind: powerW === null ? null : 'MEASURED',
    ...energyOf(look('importedEnergy')),
  };
  return { profile: profile.id, device, phases };
}

function energyOf(found: ReturnType<Look>): Pick<Electrical, 'energyWh' | 'energyRaw'> {
  if (!found) return { energyWh: null, energyRaw: null };
  const { register, count } = found;
  const factor = register.multiplyBy === undefined ? '' : ` x ${register.multiplyBy}`;
  return {
    energyWh: wholeWh(count.value, register.unit, register.multiplyBy),
    energyRaw: `${count.text}${factor} ${register.unit}`,
  };
}
