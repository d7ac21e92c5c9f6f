import type { Evidence } from './evidence.ts';
import { parseEvidence } from './parse.ts';
import type { Fault } from './shape.ts';
import { type Trail, openBill } from './trail.ts';
import { type Difference, verifyBill } from './verify.ts';

export type ReadEvidence =
  | { readonly ok: true; readonly bundle: Evidence }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/** The text of an evidence file as its bundle, or everything that is wrong with it. */
export function readEvidence(text: string): ReadEvidence {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return {
      ok: false,
      faults: [{ path: '$', message: `not JSON: ${error instanceof Error ? error.message : error}` }],
    };
  }
  return parseEvidence(json);
}

/** An evidence file opened up, for who looks into it and has it recomputed more than once. */
export type OpenEvidence = Trail & {
  /** How many readings the file holds. */
  readonly readings: number;
  /** Rates the bundle anew and compares it with what was billed; null when nothing was. */
  readonly differences: () => Difference[] | null;
};

export function openEvidence(
  text: string,
): { readonly ok: true; readonly evidence: OpenEvidence } | { readonly ok: false; readonly faults: readonly Fault[] } {
  const read = readEvidence(text);
  if (!read.ok) return read;
  const { bundle } = read;
  const readings = bundle.registers.reduce((sum, register) => sum + register.readings.at.length, 0);
  return { ok: true, evidence: { ...openBill(bundle), readings, differences: () => verifyBill(bundle) } };
}
