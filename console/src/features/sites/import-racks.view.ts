import type { RackRowInput } from '../../gql/graphql.ts';
import { type Heads, type ParsedFile, parseTable } from '../csv/import-table.ts';
import { plainDecimal } from '../forms/refusal.view.ts';

type Field = keyof RackRowInput;

const heads: Heads<Field> = {
  name: ['name', 'rack'],
  rows: ['rows', 'shelves'],
  columns: ['columns', 'cols'],
  group: ['group', 'hall', 'container'],
  capacityKw: ['capacitykw', 'capacity', 'kw'],
  slotNames: ['slotnames', 'slots'],
};

export const RACKS_TEMPLATE =
  'name,rows,columns,group,capacity_kw,slot_names\r\nR-01,4,12,Container 1,170,{row}-{column}\r\n';

export const parseRacks = (text: string): ParsedFile<RackRowInput> => parseTable(text, heads, ['name'], rowOf);

/** An empty cell is left out: it leaves a value as it is. What isn't even a number the API couldn't read. */
function rowOf(cellOf: (field: Field) => string, say: (message: string) => void): RackRowInput {
  const row: RackRowInput = { name: cellOf('name') };
  for (const field of ['group', 'slotNames'] as const) if (cellOf(field) !== '') row[field] = cellOf(field);
  for (const field of ['rows', 'columns'] as const) {
    const text = cellOf(field);
    if (/^\d{1,6}$/.test(text)) row[field] = Number(text);
    else if (text !== '') say(`“${text}” is no number of ${field}`);
  }
  const capacity = plainDecimal(cellOf('capacityKw'));
  if (/^-?\d+(\.\d+)?$/.test(capacity)) row.capacityKw = capacity;
  else if (capacity !== '') say(`“${cellOf('capacityKw')}” is no number of kW`);
  return row;
}
