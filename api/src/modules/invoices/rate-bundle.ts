import {
  type Bill,
  type Evidence,
  type LineDays,
  parseEvidence,
  rateWithUsage,
  type UnitUsage,
} from '@hashyard/rating';
import type { Bundle } from './bundle.service.ts';

/** What a bundle comes to, and for each line of the bill the energy of each unit; by date when it is written. */
export type Rated = {
  readonly bill: Bill;
  readonly usage: readonly (readonly UnitUsage[])[];
  readonly days: () => readonly LineDays[];
};

export function rateBundle(bundle: Bundle): Rated {
  const { bill, usage, days } = rateWithUsage(readBundle(bundle));
  return { bill, usage: usage(), days };
}

/** The bundle as the rating reads it; a fault in it is this program's. The whole file is read when it is issued. */
export function readBundle({ file, contracts, readings }: Bundle): Evidence {
  const parsed = parseEvidence(file);
  if (parsed.ok) {
    const registers = parsed.bundle.registers.map((register) => {
      const of = readings.get(register.id);
      return of ? { ...register, readings: of } : register;
    });
    return { ...parsed.bundle, registers };
  }
  const faults = parsed.faults.map(({ path, message }) => `${path}: ${message}`).slice(0, 20);
  throw new Error(`the evidence bundle of ${[...contracts.keys()].join(', ')} is invalid: ${faults.join('; ')}`);
}
