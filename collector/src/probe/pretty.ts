import type { ProbeDocument } from './document.ts';

/** A document as a table for people: its values one a line, its lists below as columns. */
export function prettyDocument(document: ProbeDocument): string {
  const lists = Object.entries(document).filter(([, value]) => isTable(value)) as [string, Record<string, unknown>[]][];
  const plain = Object.entries(document).filter(
    ([, value]) => !isTable(value) && !(Array.isArray(value) && value.length === 0),
  );
  const width = Math.max(...plain.map(([name]) => name.length));
  const lines = plain.map(([name, value]) => `${name.padEnd(width)}  ${cell(value)}`);
  return [...lines, ...lists.flatMap(([name, rows]) => ['', `${name}:`, ...table(rows)])].join('\n');
}

function isTable(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && value.every((row) => typeof row === 'object' && row !== null);
}

function table(rows: readonly Record<string, unknown>[]): string[] {
  const names = Object.keys(rows[0] ?? {}).filter((name) => rows.some((row) => row[name] !== null));
  const cells = [names, ...rows.map((row) => names.map((name) => cell(row[name])))];
  const widths = names.map((_, column) => Math.max(...cells.map((line) => line[column]?.length ?? 0)));
  return cells.map((line) => `  ${line.map((text, column) => text.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd());
}

/** Control characters of a device's text would act on the terminal. */
function cell(value: unknown): string {
  if (value === null) return '-';
  if (Array.isArray(value)) return value.map(cell).join(' ');
  if (typeof value === 'object')
    return Object.entries(value as object)
      .flatMap(([name, inner]) => (inner === null ? [] : [`${name} ${cell(inner)}`]))
      .join(', ');
  // oxlint-disable-next-line no-control-regex -- they are what is taken out
  return String(value).replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ');
}
