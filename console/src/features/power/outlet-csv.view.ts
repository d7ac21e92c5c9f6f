import type { MappedPduFragment } from '../../gql/graphql.ts';
import { parseCsv } from '../csv/csv.ts';
import { type MachineIndex, type OutletPlan, planOutlet } from './outlet-map.view.ts';

/** One line that can't be taken, by its number in what was pasted, the head being line 1. */
export type LineIssue = { readonly line: number; readonly message: string };
export type CsvPlan = { readonly plans: readonly OutletPlan[]; readonly issues: readonly LineIssue[] };

const HEADS = ['pdu', 'outlet', 'machine', 'weight'] as const;

/** Reads `pdu, outlet, machine[, weight]`, with or without a head. Lines of one outlet share it; an empty machine frees it. */
export function planCsv(text: string, pdus: readonly MappedPduFragment[], machines: MachineIndex): CsvPlan {
  const rows = parseCsv(text);
  const head = rows[0]?.map((cell) => cell.toLowerCase()) ?? [];
  const hasHead = HEADS.slice(0, 3).every((name) => head.includes(name));
  const columnOf = (name: (typeof HEADS)[number]) => (hasHead ? head.indexOf(name) : HEADS.indexOf(name));
  const issues: LineIssue[] = [];
  const typed = new Map<string, { lines: number[]; pdu: MappedPduFragment; outletId: string; names: string[] }>();

  rows.forEach((row, index) => {
    if (hasHead && index === 0) return;
    const line = index + 1;
    const cell = (name: (typeof HEADS)[number]) => row[columnOf(name)]?.trim() ?? '';
    const pdu = pdus.find(({ name }) => name.toLowerCase() === cell('pdu').toLowerCase());
    if (!pdu) return void issues.push({ line, message: `no PDU “${cell('pdu')}” at this site` });
    const outlet = pdu.outlets.find(
      ({ number, label }) => String(number) === cell('outlet') || (label != null && label === cell('outlet')),
    );
    if (!outlet) return void issues.push({ line, message: `${pdu.name} has no outlet “${cell('outlet')}”` });
    const weight = cell('weight');
    if (weight !== '' && !/^\d+(\.\d+)?$/.test(weight)) {
      return void issues.push({ line, message: `“${weight}” is no weight` });
    }
    const known = typed.get(outlet.id) ?? { lines: [], pdu, outletId: outlet.id, names: [] };
    known.lines.push(line);
    if (cell('machine') !== '') known.names.push(weight === '' ? cell('machine') : `${cell('machine')}:${weight}`);
    typed.set(outlet.id, known);
  });

  const plans = [...typed.values()].flatMap(({ lines, pdu, outletId, names }) => {
    const outlet = pdu.outlets.find(({ id }) => id === outletId);
    if (!outlet) return [];
    const plan = planOutlet(outlet, pdu.name, names.join(', '), machines);
    for (const message of plan.issues) issues.push({ line: lines[0] ?? 0, message });
    return [plan];
  });
  return { plans, issues: issues.sort((a, b) => a.line - b.line) };
}
