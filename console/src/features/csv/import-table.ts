import { parseCsv } from './csv.ts';

/** More rows than these the API refuses at once. */
const MOST_ROWS = 5_000;

/** What is wrong with a row, by its number as a spreadsheet counts it, the head being row 1. */
export type RowIssue = { readonly row: number; readonly name: string; readonly message: string };

/** How a column's head is understood, without case, blanks and signs; first the one that the template has. */
export type Heads<Field extends string> = Readonly<Record<Field, readonly string[]>>;

export type ParsedFile<Row> = {
  readonly rows: readonly Row[];
  readonly issues: readonly RowIssue[];
  /** What is wrong with the file as a whole. */
  readonly fault: string | null;
  /** Heads that mean nothing here; their columns are left out. */
  readonly ignored: readonly string[];
};

const nothing = { rows: [], issues: [], ignored: [] };

/** Reads a file with a head; the first needed column is what a row is called by. `rowOf` gets the cells of one line and says what is wrong with them. */
export function parseTable<Field extends string, Row>(
  text: string,
  heads: Heads<Field>,
  needed: readonly Field[],
  rowOf: (cellOf: (field: Field) => string, say: (message: string) => void) => Row,
): ParsedFile<Row> {
  const fields = Object.keys(heads) as Field[];
  const [head, ...lines] = parseCsv(text);
  if (!head) return { ...nothing, fault: null };
  const columns = head.map((cell) => {
    const plain = cell.toLowerCase().replace(/[^a-z]/g, '');
    return fields.find((field) => heads[field].includes(plain)) ?? null;
  });
  const wordOf = (field: Field) => heads[field][0];
  const lacking = needed.filter((field) => !columns.includes(field)).map(wordOf);
  if (lacking.length > 0) {
    return { ...nothing, fault: `The first row has to name the columns; “${lacking.join('” and “')}” is missing.` };
  }
  const twice = fields.find((field) => columns.filter((one) => one === field).length > 1);
  if (twice) return { ...nothing, fault: `Two columns are both “${wordOf(twice)}”.` };
  if (lines.length === 0) return { ...nothing, fault: 'There is no row below the head.' };
  if (lines.length > MOST_ROWS) {
    return { ...nothing, fault: `${lines.length} rows are too many: at most ${MOST_ROWS} at once.` };
  }
  const issues: RowIssue[] = [];
  const rows = lines.map((cells, index) => {
    const cellOf = (field: Field) => cells[columns.indexOf(field)]?.trim() ?? '';
    return rowOf(cellOf, (message) =>
      issues.push({ row: index + 2, name: needed[0] ? cellOf(needed[0]) : '', message }),
    );
  });
  return { rows, issues, fault: null, ignored: head.filter((cell, index) => cell !== '' && columns[index] === null) };
}

/** What an import answers, whatever it imports. */
export type Imported = {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejected: number;
  readonly rows: readonly { readonly row: number; readonly issues: readonly { readonly message: string }[] }[];
};
type Named = { readonly name: string };

/** The API's sentences begin with a row's number, counted without the head, or with a field's name as programs write it. */
const inWords = (message: string): string =>
  message
    .replace(/^Row \d+: /, '')
    .replace(/^[a-z]+(?:[A-Z][a-z]+)+(?= )/, (field) =>
      field.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`),
    );

/** The rejected rows of an answer, each fault on a line of its own. */
export const rejectedRows = (answer: Pick<Imported, 'rows'>, rows: readonly Named[]): RowIssue[] =>
  answer.rows.flatMap(({ row, issues }) =>
    issues.map(({ message }) => ({ row: row + 2, name: rows[row]?.name ?? '', message: inWords(message) })),
  );

/** The rows that a refusal names: an issue of a row carries its position, `input.rows.12.model`. */
export const refusedRows = (
  issues: readonly { readonly path: readonly string[]; readonly message: string }[],
  rows: readonly Named[],
): RowIssue[] =>
  issues.flatMap(({ path, message }) => {
    const at = path[1] === 'rows' ? Number(path[2]) : Number.NaN;
    return Number.isInteger(at) ? [{ row: at + 2, name: rows[at]?.name ?? '', message: inWords(message) }] : [];
  });
