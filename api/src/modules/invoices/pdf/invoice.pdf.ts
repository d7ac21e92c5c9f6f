import { Paper, paperColors } from '../../documents/index.ts';
import { drawAppendix } from './appendix.pdf.ts';
import { drawHead } from './head.pdf.ts';
import type { InvoiceView, LineView } from './invoice.view.ts';
import { type Cell, cells, type Column, headRow, roomFor, ruler } from './layout.ts';

const page = { left: 50, right: 545, bottom: 770 };
const width = page.right - page.left;
const { grey } = paperColors;
const columns = {
  description: { x: 50, width: 205, align: 'left' },
  quantity: { x: 260, width: 75, align: 'right' },
  unit: { x: 341, width: 74, align: 'left' },
  rate: { x: 410, width: 55, align: 'right' },
  amount: { x: 470, width: 75, align: 'right' },
} as const satisfies Record<string, Column>;

/** The paper of an issued invoice. The same view gives the same bytes: its only times are the invoice's own. */
export function invoicePdf(view: InvoiceView): Promise<Buffer> {
  const paper = new Paper({ title: `Invoice ${view.number}`, author: view.seller[0] ?? '', at: view.issuedAt });
  const bytes = paper.bytes();
  drawHead(paper, { ...view, title: 'Invoice', billToLabel: 'Bill to' });
  drawLines(paper, view);
  drawSums(paper, view);
  drawEvidence(paper, view);
  drawAppendix(paper, view.appendix, view.excluded);
  paper.numberPages(view.number);
  paper.end();
  return bytes;
}

function drawLines(paper: Paper, { lines, currency }: InvoiceView): void {
  const heading = () =>
    headRow(
      paper,
      [
        ['Description', columns.description],
        ['Quantity', columns.quantity],
        ['', columns.unit],
        ['Rate', columns.rate],
        [`Amount ${currency}`, columns.amount],
      ],
      page.left,
      page.right,
    );
  heading();
  const table = lines.map(rowOf);
  lines.forEach(({ detail }, index) => {
    if (paper.y + roomFor(paper, table, index) + (detail ? 30 : 8) > page.bottom) {
      paper.addPage();
      heading();
    }
    cells(paper, table[index] ?? []);
    if (detail) drawDetail(paper, detail);
    paper.y += 6;
  });
}

const rowOf = (line: LineView): Cell[] => [
  [line.contract ? `${line.description}, ${line.contract}` : line.description, columns.description],
  [line.quantity, columns.quantity],
  [line.unit, columns.unit],
  [line.rate, columns.rate],
  [line.amount, columns.amount],
];

const drawDetail = (paper: Paper, words: string) =>
  paper.face('regular').fontSize(8).fillColor(grey).text(words, page.left, paper.y, { width: 360 }).fillColor('black');

function drawSums(paper: Paper, view: InvoiceView): void {
  if (paper.y > page.bottom - 30 - 16 * view.sums.length) paper.addPage();
  ruler(paper, page.left, page.right);
  paper.y += 8;
  for (const [label, amount] of view.sums) sumRow(paper, label, amount, 'regular', 10);
  sumRow(paper, `Total ${view.currency}`, view.total, 'bold', 13);
}

const sumColumns = {
  label: { x: 250, width: 190, align: 'right' },
  amount: { x: 445, width: 100, align: 'right' },
} as const satisfies Record<string, Column>;

function sumRow(paper: Paper, label: string, amount: string, face: 'regular' | 'bold', size: number): void {
  const row = [
    [label, sumColumns.label],
    [amount, sumColumns.amount],
  ] as const;
  cells(paper, row, { face, size });
  paper.y += 3;
}

function drawEvidence(paper: Paper, { evidenceSha256, exactTotal, currency }: InvoiceView): void {
  if (paper.y > page.bottom - 90) paper.addPage();
  paper.y += 24;
  ruler(paper, page.left, page.right);
  paper.y += 8;
  paper.face('bold').fontSize(9).text('Check this bill', page.left, paper.y);
  paper
    .face('regular')
    .fontSize(8)
    .fillColor(grey)
    .text(
      `Every reading behind it is in its evidence file. Recomputed from that file the total is ${exactTotal} ${currency}.`,
      { width },
    )
    .text('npm run -s verify -- evidence.json')
    .text(`SHA-256 ${evidenceSha256}`)
    .fillColor('black');
}
