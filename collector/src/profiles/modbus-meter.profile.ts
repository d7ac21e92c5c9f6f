import type { WireUnit } from '../units.ts';
import type { Backing } from './snmp-pdu.profile.ts';

export type RegisterType = 'u16' | 'i16' | 'u32' | 'i32' | 'u64' | 'i64' | 'f32' | 'f64';
export type MeterRegister = {
  readonly address: number;
  readonly type: RegisterType;
  readonly unit: WireUnit;
  readonly multiplyBy?: number;
  /** Added to it: a second tariff. Same type and unit. */
  readonly plusAddress?: number;
};
export type MeterQuantity =
  | 'voltageL1'
  | 'voltageL2'
  | 'voltageL3'
  | 'currentL1'
  | 'currentL2'
  | 'currentL3'
  | 'powerL1'
  | 'powerL2'
  | 'powerL3'
  | 'activePower'
  | 'importedEnergy';

/** Registers by which the model is told, as its maker documents them. */
export type MeterMark = {
  readonly functionCode: 3 | 4;
  readonly address: number;
  readonly count: number;
  /** What stands there: its name, or a number for each model. */
  readonly holds: RegExp | Readonly<Record<number, string>>;
  /** Where the serial number is, among the holding registers. */
  readonly serial?: { readonly address: number; readonly count: number; readonly as: 'text' | 'number' };
};

export type ModbusMeterProfile = {
  readonly id: string;
  readonly vendor: string;
  readonly model: string;
  readonly source: string;
  readonly backing: Backing;
  readonly mark?: MeterMark;
  /** Its maker and product as function 43 tells them. */
  readonly called?: RegExp;
  /** 4 reads input registers, 3 holding registers: the other one may answer with plausible other data. */
  readonly functionCode: 3 | 4;
  /** Which word of a 32- or 64-bit value comes first. */
  readonly wordOrder: 'big-endian' | 'little-endian';
  /** Most registers that one read may ask for. */
  readonly maxRegisters: number;
  /** Addresses as they are on the wire, counted from 0. */
  readonly values: Partial<Record<MeterQuantity, MeterRegister>>;
};

export function modbusMeter(
  profile: Omit<ModbusMeterProfile, 'maxRegisters'> & Partial<ModbusMeterProfile>,
): ModbusMeterProfile {
  return { maxRegisters: 80, ...profile };
}
