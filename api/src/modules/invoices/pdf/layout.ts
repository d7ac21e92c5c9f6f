import { type Paper, paperColors } from '../../documents/index.ts';

export type Column = { readonly x: number; readonly width: number; readonly align: 'left' | 'right' };
export type Cell = readonly [text: string, column: Column];
type Look = { readonly face?: 'regular' | 'bold'; readonly size?: number };

/** One row; the next begins under its tallest cell. */
export function cells(paper: Paper, row: readonly Cell[], { face = 'regular', size = 10 }: Look = {}): void {
  const { y } = paper;
  let end = y;
  paper.face(face).fontSize(size);
  for (const [text, { x, width, align }] of row) {
    paper.write(text, x, y, { width, align });
    end = Math.max(end, paper.y);
  }
  paper.y = end;
}

/** How much room a table's row needs, however far its texts wrap. The last row doesn't stand alone on a page. */
export function roomFor(
  paper: Paper,
  rows: readonly (readonly Cell[])[],
  index: number,
  { face = 'regular', size = 10 }: Look = {},
): number {
  paper.face(face).fontSize(size);
  const heightOf = (row: readonly Cell[]) => Math.max(...row.map(([text, { width }]) => paper.heightOf(text, width)));
  const together = rows.slice(index, index === rows.length - 2 ? index + 2 : index + 1);
  return together.reduce((sum, row) => sum + heightOf(row), 0);
}

/** A table's head, repeated on each of its pages. */
export function headRow(paper: Paper, row: readonly Cell[], from: number, to: number): void {
  paper.fillColor(paperColors.grey);
  cells(paper, row, { size: 8 });
  paper.fillColor('black');
  ruler(paper, from, to, paper.y + 1);
  paper.y += 6;
}

export function ruler(paper: Paper, from: number, to: number, y = paper.y): void {
  paper.moveTo(from, y).lineTo(to, y).lineWidth(0.5).strokeColor(paperColors.rule).stroke();
}
