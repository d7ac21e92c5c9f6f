import type { Response } from 'express';

/** A table as a file, a batch of lines at a time: the whole of it is never in memory, and a slow reader is waited for. */
export async function sendCsv(
  response: Response,
  name: string,
  columns: readonly string[],
  batches: AsyncIterable<readonly (readonly (string | null)[])[]>,
): Promise<void> {
  response.set({
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="${name}"`,
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'private, no-store',
  });
  response.write(line(columns));
  for await (const lines of batches) {
    const isTaken = response.write(lines.map(line).join(''));
    if (response.closed) break;
    if (!isTaken) await new Promise((resolve) => response.once('drain', resolve).once('close', resolve));
  }
  response.end();
}

const line = (cells: readonly (string | null)[]): string => `${cells.map(cell).join(',')}\r\n`;

/** RFC 4180. A cell that a spreadsheet would run as a formula is led by an apostrophe. */
function cell(value: string | null): string {
  const text = value ?? '';
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
