import { type Bill, type EvidenceFile, formatInstant, type Readings, type RegisterRow } from '@hashyard/rating';
import type { Bundle } from './bundle.service.ts';

/** Rows of a list that are made to text at once. */
const rowsAtOnce = 5_000;

/** The evidence file of a bill, piece by piece: its registers alone can be more than one text holds. A register a line. */
export function* evidenceText({ file, readings }: Bundle, bill: Bill): Generator<string> {
  let before = '{';
  for (const [key, value] of Object.entries({ ...file, billed: bill } satisfies EvidenceFile)) {
    yield `${before}${JSON.stringify(key)}:`;
    if (key === 'registers') yield* registersText(file.registers ?? [], readings);
    else if (Array.isArray(value)) yield* listText(value);
    else yield JSON.stringify(value);
    before = ',';
  }
  yield '}';
}

function* registersText(registers: readonly RegisterRow[], readings: ReadonlyMap<string, Readings>): Generator<string> {
  let before = '[\n';
  for (const register of registers) {
    const { readings: _, ...rest } = register;
    const text = JSON.stringify(rest);
    yield `${before}${text.slice(0, -1)},"readings":[${readingsText(readings.get(register.id))}]}`;
    before = ',\n';
  }
  yield registers.length === 0 ? '[]' : '\n]';
}

/** Registers are read at the same quarter hours, and a run bills the same month for everybody: an instant is made to text once. */
const instants = new Map<number, string>();
const instantsKept = 50_000;

function readingsText(readings: Readings | undefined): string {
  if (!readings) return '';
  const { at, wh } = readings;
  if (instants.size > instantsKept) instants.clear();
  let text = '';
  for (let i = 0; i < at.length; i++) {
    const seconds = at[i] as number;
    let instant = instants.get(seconds);
    if (instant === undefined) {
      instant = formatInstant(seconds);
      instants.set(seconds, instant);
    }
    text += `${i === 0 ? '' : ','}["${instant}","${wh[i]}"]`;
  }
  return text;
}

function* listText(rows: readonly unknown[]): Generator<string> {
  yield '[';
  for (let at = 0; at < rows.length; at += rowsAtOnce)
    yield `${at === 0 ? '' : ','}${JSON.stringify(rows.slice(at, at + rowsAtOnce)).slice(1, -1)}`;
  yield ']';
}
