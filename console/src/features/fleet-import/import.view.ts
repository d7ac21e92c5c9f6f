import type { ImportMinersMutation, MinerRowInput } from '../../gql/graphql.ts';
import { parseCsv } from '../csv/csv.ts';
import { plainDecimal } from '../forms/refusal.view.ts';

type Field = keyof MinerRowInput;

/** Heads that are understood, without case, blanks and signs; first the one that the template has. */
const heads: Record<Field, readonly string[]> = {
  name: ['name', 'machine', 'miner'],
  model: ['model'],
  serial: ['serial', 'serialnumber', 'sn'],
  mac: ['mac', 'macaddress'],
  address: ['address', 'ip', 'ipaddress', 'host'],
  rack: ['rack'],
  slot: ['slot', 'position'],
  pdu: ['pdu'],
  outlet: ['outlet', 'pduoutlet', 'port'],
  ownerEmail: ['owneremail', 'owner', 'customeremail'],
  ratedHashrateThs: ['ratedhashrateths', 'ratedhashrate', 'hashrateths'],
  ratedPowerW: ['ratedpowerw', 'ratedpower', 'powerw'],
};
const fields = Object.keys(heads) as Field[];

export const TEMPLATE =
  'name,model,serial,mac,address,rack,slot,pdu,outlet,owner_email,rated_hashrate_ths,rated_power_w\r\n' +
  'A-001,Bitmain Antminer S21,SN0001,aa:bb:cc:dd:ee:01,10.0.0.7,R-01,1-1,PDU-01,1,,,\r\n';

export const MOST_ROWS = 5_000;

/** What the API answers, and what is found here before: each by its row as a spreadsheet counts it, the head being row 1. */
export type RowIssue = { readonly row: number; readonly name: string; readonly message: string };

export type ParsedFile = {
  readonly rows: readonly MinerRowInput[];
  readonly issues: readonly RowIssue[];
  /** What is wrong with the file as a whole. */
  readonly fault: string | null;
  /** Heads that mean nothing here; their columns are left out. */
  readonly ignored: readonly string[];
};

const nothing = { rows: [], issues: [], ignored: [] };

export function parseMachines(text: string): ParsedFile {
  const [head, ...lines] = parseCsv(text);
  if (!head) return { ...nothing, fault: null };
  const columns = head.map((cell) => fieldOf(cell));
  const lacking = (['name', 'model'] as const).filter((field) => !columns.includes(field));
  if (lacking.length > 0) {
    return { ...nothing, fault: `The first row has to name the columns; “${lacking.join('” and “')}” is missing.` };
  }
  const twice = fields.find((field) => columns.filter((one) => one === field).length > 1);
  if (twice) return { ...nothing, fault: `Two columns are both “${heads[twice][0]}”.` };
  if (lines.length === 0) return { ...nothing, fault: 'There is no row below the head.' };
  if (lines.length > MOST_ROWS) {
    return { ...nothing, fault: `${lines.length} rows are too many: at most ${MOST_ROWS} at once.` };
  }
  const issues: RowIssue[] = [];
  const rows = lines.map((cells, index) => {
    const cellOf = (field: Field) => cells[columns.indexOf(field)]?.trim() ?? '';
    const say = (message: string) => issues.push({ row: index + 2, name: cellOf('name'), message });
    return rowOf(cellOf, say);
  });
  return { rows, issues, fault: null, ignored: head.filter((cell, index) => cell !== '' && columns[index] === null) };
}

const fieldOf = (head: string): Field | null => {
  const plain = head.toLowerCase().replace(/[^a-z]/g, '');
  return fields.find((field) => heads[field].includes(plain)) ?? null;
};

/** An empty cell is left out: it leaves a value as it is. What isn't even a number the API couldn't read. */
function rowOf(cellOf: (field: Field) => string, say: (message: string) => void): MinerRowInput {
  const row: MinerRowInput = { name: cellOf('name'), model: cellOf('model') };
  for (const field of ['serial', 'mac', 'address', 'rack', 'slot', 'pdu', 'ownerEmail'] as const) {
    if (cellOf(field) !== '') row[field] = cellOf(field);
  }
  for (const field of ['ratedHashrateThs', 'ratedPowerW'] as const) {
    const number = plainDecimal(cellOf(field));
    if (number === '') continue;
    if (/^-?\d+(\.\d+)?$/.test(number)) row[field] = number;
    else say(`“${cellOf(field)}” is no number for ${heads[field][0]}`);
  }
  const outlet = cellOf('outlet');
  if (/^\d{1,6}$/.test(outlet)) row.outlet = Number(outlet);
  else if (outlet !== '') say(`“${outlet}” is no outlet number`);
  return row;
}

export type Imported = Extract<ImportMinersMutation['importMiners'], { __typename: 'MinersImported' }>;

/** The API's sentences begin with a row's number, counted without the head; a spreadsheet's is said instead. */
export const withoutRow = (message: string): string => message.replace(/^Row \d+: /, '');

/** The rejected rows of an answer, each fault on a line of its own. */
export const rejectedRows = (answer: Imported, rows: readonly MinerRowInput[]): RowIssue[] =>
  answer.rows.flatMap(({ row, issues }) =>
    issues.map(({ message }) => ({ row: row + 2, name: rows[row]?.name ?? '', message: withoutRow(message) })),
  );
