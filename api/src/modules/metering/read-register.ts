import { parseRegister, type Register } from '@hashyard/rating';

/** A register of ours as the rating reads it; a fault in it is this program's. */
export function readRegister(file: { readonly id: string }): Register {
  const parsed = parseRegister(file);
  if (parsed.ok) return parsed.value;
  throw new Error(`register ${file.id}: ${parsed.faults.map(({ path, message }) => `${path}: ${message}`).join('; ')}`);
}
