import { parseRegister, type Register, type RegisterRow as RegisterInFile } from '@hashyard/rating';
import type { PackedReadings } from './packed-readings.ts';

/** A register as a bundle lists it, its readings apart: they stay numbers, as text they would be most of the work. */
export type RegisterStory = { readonly register: RegisterInFile; readonly readings: PackedReadings };

/** A register of ours as the rating reads it; a fault in it is this program's. */
export function readRegister({ register, readings }: RegisterStory): Register {
  const parsed = parseRegister(register);
  if (parsed.ok) return { ...parsed.value, readings };
  throw new Error(
    `register ${register.id}: ${parsed.faults.map(({ path, message }) => `${path}: ${message}`).join('; ')}`,
  );
}
