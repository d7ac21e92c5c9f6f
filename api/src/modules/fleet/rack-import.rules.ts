import { decimalText } from '../../graphql/decimal.ts';
import { Faults } from '../../graphql/faults.ts';
import type { InputIssue } from '../../graphql/refusals.ts';
import type { RackRowInput } from './rack.inputs.ts';
import { readNames, readShape } from './rack-shape.rules.ts';
import { placesOf, slotLabel } from './slot-names.rules.ts';

type Described = {
  readonly name: string;
  readonly group: string | null;
  readonly rows: number;
  readonly columns: number;
  readonly capacityKw: string | null;
};

/** A rack of the site. Machines stand down to `lastRow` and out to `lastColumn`; 0 where none does. */
export type KnownRack = Described & {
  readonly id: string;
  readonly labels: readonly (string | null)[];
  readonly lastRow: number;
  readonly lastColumn: number;
};

export type PlannedRack = {
  readonly index: number;
  readonly before: KnownRack | null;
  readonly after: Described;
  /** The rule by which its slots are named; null leaves them, or names new ones as usual. */
  readonly names: string | null;
  readonly changes: boolean;
  readonly issues: readonly InputIssue[];
};

/** Decides each row of a file of racks: a rack is the same by its name in the site, whatever its case. */
export function planRacks(rows: readonly RackRowInput[], known: readonly KnownRack[]): PlannedRack[] {
  const byName = new Map(known.map((rack) => [rack.name.toLowerCase(), rack]));
  const named = new Set<string>();
  return rows.map((row, index) => {
    const faults = new Faults();
    const name = faults.line(row.name, 'name', { required: true }) ?? '';
    const before = byName.get(name.toLowerCase()) ?? null;
    if (name !== '' && named.has(name.toLowerCase()))
      faults.add('DUPLICATE', ['name'], 'An earlier row is the same rack.');
    named.add(name.toLowerCase());
    const shape = readShape(row, before, faults);
    if (before && shape) {
      if (shape.rows < before.lastRow) faults.add('IN_USE', ['rows'], `A machine stands in row ${before.lastRow}.`);
      if (shape.columns < before.lastColumn)
        faults.add('IN_USE', ['columns'], `A machine stands in column ${before.lastColumn}.`);
    }
    const names = readNames(row.slotNames, shape, faults);
    const group = faults.line(row.group, 'group') ?? before?.group ?? null;
    const capacityKw = faults.decimal(row.capacityKw, 'capacityKw') ?? before?.capacityKw ?? null;
    const after = { name: before?.name ?? name, group, capacityKw, ...(shape ?? { rows: 1, columns: 1 }) };
    return { index, before, after, names, changes: changes(before, after, names), issues: issuesOf(faults, index) };
  });
}

const issuesOf = ({ issues }: Faults, index: number): InputIssue[] =>
  issues.map((issue) => ({
    ...issue,
    message: `Row ${index + 1}: ${issue.message}`,
    path: ['input', 'rows', String(index), issue.path[1] ?? ''],
  }));

function changes(before: KnownRack | null, after: Described, names: string | null): boolean {
  if (!before) return true;
  const capacity = (text: string | null) => text && decimalText(text);
  const same =
    before.group === after.group &&
    before.rows === after.rows &&
    before.columns === after.columns &&
    capacity(before.capacityKw) === capacity(after.capacityKw);
  if (!same || names === null) return !same;
  return placesOf(after.rows, after.columns).some(
    (place, index) => slotLabel(names, place, after.columns) !== before.labels[index],
  );
}
