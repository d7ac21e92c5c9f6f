import type { Faults } from '../../graphql/faults.ts';
import { faultOfNames } from './slot-names.rules.ts';

/** Rows or columns of a rack. */
const mostInLine = 200;
/** Slots of a rack: as many as a large container has. */
const mostSlots = 5_000;

export type Shape = { readonly rows: number; readonly columns: number };

/** A rack's size as an input says it; what it leaves out is as it was. Null when it can't be. */
export function readShape(
  input: { readonly rows?: number | null; readonly columns?: number | null },
  before: Shape | null,
  faults: Faults,
): Shape | null {
  for (const field of ['rows', 'columns'] as const)
    if (input[field] == null && !before) faults.add('REQUIRED', [field], `${field} is needed.`);
  const rows = faults.whole(input.rows, 'rows', { min: 1, max: mostInLine }) ?? before?.rows ?? 1;
  const columns = faults.whole(input.columns, 'columns', { min: 1, max: mostInLine }) ?? before?.columns ?? 1;
  const fits = rows >= 1 && rows <= mostInLine && columns >= 1 && columns <= mostInLine;
  if (fits && rows * columns <= mostSlots) return { rows, columns };
  if (fits) faults.add('TOO_MANY', ['columns'], `A rack may have ${mostSlots} slots.`);
  return null;
}

/** A naming rule as an input says it; null for none. It has to give every slot of the rack a label of its own. */
export function readNames(text: string | null | undefined, shape: Shape | null, faults: Faults): string | null {
  const rule = faults.line(text, 'slotNames');
  if (rule === null || !shape) return rule;
  const fault = faultOfNames(rule, shape.rows, shape.columns);
  if (fault === 'TOO_LONG') faults.add('TOO_LONG', ['slotNames'], 'A label may have 40 characters.');
  if (fault === 'DUPLICATE')
    faults.add(
      'DUPLICATE',
      ['slotNames'],
      'Several slots would have one label: put {row} and {column}, or {n}, into it.',
    );
  return fault ? null : rule;
}
