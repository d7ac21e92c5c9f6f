import type { OutletRowInput } from '../../gql/graphql.ts';
import { parseCsv } from '../csv/csv.ts';

const HEADS = ['pdu', 'outlet', 'machine', 'weight'] as const;

/** `lines`: where each row stands in what was pasted, the first line being 1. */
export type OutletFile = { readonly rows: readonly OutletRowInput[]; readonly lines: readonly number[] };

/** Reads `pdu, outlet, machine[, weight]`, with a head in any order or without one. What the cells say is judged by the API. */
export function parseOutlets(text: string): OutletFile {
  const table = parseCsv(text);
  const head = table[0]?.map((cell) => cell.toLowerCase()) ?? [];
  const hasHead = HEADS.slice(0, 3).every((name) => head.includes(name));
  const columnOf = (name: (typeof HEADS)[number]) => (hasHead ? head.indexOf(name) : HEADS.indexOf(name));
  const rows = hasHead ? table.slice(1) : table;
  return {
    rows: rows.map((row) => {
      const cell = (name: (typeof HEADS)[number]) => row[columnOf(name)] ?? '';
      return { pdu: cell('pdu'), outlet: cell('outlet'), machine: cell('machine'), weight: cell('weight') };
    }),
    lines: rows.map((_, index) => index + (hasHead ? 2 : 1)),
  };
}
