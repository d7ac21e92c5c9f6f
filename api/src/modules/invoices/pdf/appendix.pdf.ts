import { type Paper, paperColors } from '../../documents/index.ts';
import type { AppendixView, DaysBlock } from './appendix.view.ts';
import { drawExcluded } from './excluded.pdf.ts';
import type { ExcludedView } from './excluded.view.ts';
import { type Cell, cells, type Column, headRow, roomFor, ruler } from './layout.ts';

const upright = { left: 50, right: 545, bottom: 770 };
const lying = { left: 40, right: 802, bottom: 545 };
const usageColumns = {
  unit: { x: 50, width: 215, align: 'left' },
  energy: { x: 270, width: 95, align: 'right' },
  estimated: { x: 370, width: 105, align: 'right' },
  uptime: { x: 480, width: 65, align: 'right' },
} as const satisfies Record<string, Column>;
const unitColumn: Column = { x: lying.left, width: 128, align: 'left' };
const dayWidth = 39;

/** The machines of every energy line: first what each comes to, then by day. */
export function drawAppendix(paper: Paper, appendix: readonly AppendixView[], excluded: ExcludedView): void {
  if (appendix.length === 0) return;
  paper.addPage();
  for (const view of appendix) drawUsage(paper, view);
  drawExcluded(paper, excluded);
  for (const { title, blocks } of appendix) for (const block of blocks) drawDays(paper, title, block);
}

function drawUsage(paper: Paper, { title, rows, total }: AppendixView): void {
  const heading = (words: string) => {
    paper.face('bold').fontSize(12).write(words, upright.left, paper.y, { width: 495 });
    paper.y += 6;
    const { unit, energy, estimated, uptime } = usageColumns;
    headRow(
      paper,
      [
        ['Machine', unit],
        ['Energy kWh', energy],
        ['of it estimated kWh', estimated],
        ['Uptime', uptime],
      ],
      upright.left,
      upright.right,
    );
  };
  const row = ([unit, energy, estimated, uptime]: readonly [string, string, string, string]): Cell[] => [
    [unit, usageColumns.unit],
    [energy, usageColumns.energy],
    [estimated, usageColumns.estimated],
    [uptime, usageColumns.uptime],
  ];
  if (paper.y > upright.bottom - 90) paper.addPage();
  heading(title);
  const table = rows.map(row);
  table.forEach((own, index) => {
    // The last two rows and the total stay together.
    const total = index >= table.length - 2 ? 20 : 0;
    if (paper.y + roomFor(paper, table, index, { size: 9 }) + total > upright.bottom) {
      paper.addPage();
      heading(`${title} (continued)`);
    }
    cells(paper, own, { size: 9 });
  });
  ruler(paper, upright.left, upright.right, paper.y + 1);
  paper.y += 4;
  cells(paper, row(['Total', ...total, '']), { face: 'bold', size: 9 });
  paper.y += 20;
}

/** No heading at the foot of a page without some of its rows. */
const HEADING_AND_ROWS = 90;

const addLyingPage = (paper: Paper) =>
  paper.addPage({ size: 'A4', layout: 'landscape', margins: { top: 40, bottom: 0, left: 40, right: 40 } });

/** Dates beside each other on a page that lies on its side. */
function drawDays(paper: Paper, title: string, { dates, rows }: DaysBlock): void {
  const columns = dates.map(
    (_, index): Column => ({
      x: unitColumn.x + unitColumn.width + index * dayWidth,
      width: dayWidth - 2,
      align: 'right',
    }),
  );
  const heading = (words: string) => {
    paper
      .face('bold')
      .fontSize(12)
      .write(words, lying.left, paper.y, { width: lying.right - lying.left });
    paper
      .face('regular')
      .fontSize(8)
      .fillColor(paperColors.grey)
      .text('kWh by local day. e: partly or all estimated. –: no data, which is not zero.', lying.left, paper.y + 2)
      .fillColor('black');
    paper.y += 6;
    const head = dates.map((date, index) => [date, columns[index] ?? unitColumn] as const);
    headRow(paper, [['Machine', unitColumn], ...head], lying.left, lying.right);
  };
  const isLying = paper.page.layout === 'landscape';
  if (!isLying || paper.y > lying.bottom - HEADING_AND_ROWS) addLyingPage(paper);
  else paper.y += 20;
  heading(`${title}, by day`);
  const machines = rows.map(({ unit }): Cell[] => [[unit, { ...unitColumn, width: unitColumn.width - 4 }]]);
  rows.forEach(({ unit, days }, index) => {
    if (paper.y + roomFor(paper, machines, index, { size: 6.5 }) + 2 > lying.bottom) {
      addLyingPage(paper);
      heading(`${title}, by day (continued)`);
    }
    const { y } = paper;
    paper.face('regular').fontSize(6.5);
    paper.write(unit, unitColumn.x, y, { width: unitColumn.width - 4 });
    const end = paper.y;
    paper.fontSize(6);
    days.forEach((text, place) => {
      const { x, width } = columns[place] ?? unitColumn;
      paper.text(text, x, y, { width, align: 'right', lineBreak: false });
    });
    paper.y = end + 1;
  });
}
