/** A table as text, RFC 4180, with what spreadsheets do: CRLF or LF, a byte order mark, tabs when pasted, semicolons where a comma is the decimal sign. */
export function parseCsv(text: string): string[][] {
  const source = text.replace(/^\uFEFF/, '');
  const separator = separatorOf(source);
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  const endCell = () => {
    row.push(plain(cell.trim()));
    cell = '';
  };
  const endRow = () => {
    endCell();
    if (row.some((value) => value !== '')) rows.push(row);
    row = [];
  };
  for (let at = 0; at < source.length; at += 1) {
    const char = source[at];
    if (quoted) {
      if (char !== '"') cell += char;
      else if (source[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (char === '"' && cell.trim() === '') {
      quoted = true;
      cell = '';
    } else if (char === separator) {
      endCell();
    } else if (char === '\n') endRow();
    else if (char !== '\r') cell += char;
  }
  endRow();
  return rows;
}

/** Without the mark that an export of ours puts before what a spreadsheet would take for a formula. */
const plain = (text: string): string => (/^'[=+\-@]/.test(text) ? text.slice(1) : text);

/** What separates the cells of the first line; what is quoted there doesn't count. */
function separatorOf(source: string): string {
  const head = (/^[^\n]*/.exec(source)?.[0] ?? '').replace(/"[^"]*"/g, '');
  const found = ['\t', ';', ','].find((separator) => head.includes(separator));
  return found ?? ',';
}

/** Cells quoted where they need it. One that begins as a formula would be run by a spreadsheet: it gets a quote mark before it. */
export function formatCsv(rows: readonly (readonly (string | number | null | undefined)[])[]): string {
  return rows.map((row) => row.map(cellText).join(',')).join('\r\n');
}

function cellText(value: string | number | null | undefined): string {
  if (value == null) return '';
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) && !Number.isFinite(Number(value)) ? `'${value}` : value;
  return /[",\r\n;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Hands a text to the browser as a file. */
export function download(name: string, text: string, type = 'text/csv;charset=utf-8'): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
