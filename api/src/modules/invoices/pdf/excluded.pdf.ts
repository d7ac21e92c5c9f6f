import { type Paper, paperColors } from '../../documents/index.ts';
import type { ExcludedView } from './excluded.view.ts';
import { type Cell, cells, type Column, headRow, roomFor } from './layout.ts';

const page = { left: 50, right: 545, bottom: 770 };
const columns = {
  unit: { x: 50, width: 115, align: 'left' },
  from: { x: 170, width: 78, align: 'left' },
  to: { x: 250, width: 78, align: 'left' },
  what: { x: 332, width: 213, align: 'left' },
} as const satisfies Record<string, Column>;

/** What uptime means, and the time that is no part of it. */
export function drawExcluded(paper: Paper, { rows, more }: ExcludedView): void {
  const title = (words: string) => {
    paper.face('bold').fontSize(12).write(words, page.left, paper.y, { width: 495 });
    paper.y += 2;
  };
  const note = (words: string) => {
    paper.face('regular').fontSize(8).fillColor(paperColors.grey).text(words, page.left, paper.y, { width: 495 });
    paper.fillColor('black');
    paper.y += 6;
  };
  const head = () => {
    const { unit, from, to, what } = columns;
    headRow(
      paper,
      [
        ['Machine', unit],
        ['From', from],
        ['To', to],
        ['Event', what],
      ],
      page.left,
      page.right,
    );
  };
  if (paper.y > page.bottom - 110) paper.addPage();
  title('Uptime and what it leaves out');
  note(
    'Uptime: the part of the time read by its meters in which a machine drew energy. Time without a trusted reading is no part of it; it stands below, in local time.',
  );
  if (rows.length === 0) return note('Nothing was left out.');
  head();
  const table = rows.map(([unit, from, to, what]): Cell[] => [
    [unit, columns.unit],
    [from, columns.from],
    [to, columns.to],
    [what, columns.what],
  ]);
  table.forEach((row, index) => {
    if (paper.y + roomFor(paper, table, index, { size: 8 }) + 4 > page.bottom) {
      paper.addPage();
      title('Uptime and what it leaves out (continued)');
      paper.y += 4;
      head();
    }
    cells(paper, row, { size: 8 });
    paper.y += 2;
  });
  paper.y += 6;
  if (more > 0) note(`And ${more} more, in the evidence file.`);
}
