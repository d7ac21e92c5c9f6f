import PDFDocument from 'pdfkit';
import { fonts } from '../../documents/index.ts';
import type { AppendixView, InvoiceView, LineView } from './invoice.view.ts';

type Pdf = PDFKit.PDFDocument;
type Column = { readonly x: number; readonly width: number; readonly align: 'left' | 'right' };

const page = { left: 50, right: 545, top: 50, bottom: 770 };
const width = page.right - page.left;
const grey = '#6b7280';
const rule = '#d4d4d8';
const lineColumns = {
  description: { x: 50, width: 205, align: 'left' },
  quantity: { x: 260, width: 75, align: 'right' },
  unit: { x: 341, width: 74, align: 'left' },
  rate: { x: 410, width: 55, align: 'right' },
  amount: { x: 470, width: 75, align: 'right' },
} as const satisfies Record<string, Column>;
const usageColumns = {
  unit: { x: 50, width: 255, align: 'left' },
  energy: { x: 310, width: 110, align: 'right' },
  estimated: { x: 435, width: 110, align: 'right' },
} as const satisfies Record<string, Column>;

/** The paper of an issued invoice. The same view gives the same bytes: its only times are the invoice's own. */
export function invoicePdf(view: InvoiceView): Promise<Buffer> {
  const pdf = new PDFDocument({
    size: 'A4',
    margins: { top: page.top, bottom: 0, left: page.left, right: 50 },
    bufferPages: true,
    lang: 'en',
    info: {
      Title: `Invoice ${view.number}`,
      Author: view.seller[0] ?? '',
      CreationDate: view.issuedAt,
      ModDate: view.issuedAt,
    },
  });
  pdf.registerFont('regular', fonts.regular).registerFont('bold', fonts.bold);
  const bytes = collect(pdf);
  drawHead(pdf, view);
  drawLines(pdf, view);
  drawSums(pdf, view);
  drawEvidence(pdf, view);
  if (view.appendix.length > 0) drawAppendix(pdf, view.appendix);
  numberPages(pdf, view.number);
  pdf.end();
  return bytes;
}

function collect(pdf: Pdf): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
    pdf.on('error', reject);
  });
}

function drawHead(pdf: Pdf, view: InvoiceView): void {
  pdf.font('bold').fontSize(20).text('Invoice', page.left, page.top);
  block(pdf, view.seller, page.left, 84, 240);
  const sellerEnd = pdf.y;
  pdf.y = page.top + 4;
  for (const [label, value] of view.facts) {
    const { y } = pdf;
    pdf.font('regular').fontSize(9).fillColor(grey).text(label, 330, y, { width: 70 });
    pdf.fillColor('black').text(value, 400, y, { width: 145 });
  }
  const y = Math.max(sellerEnd, pdf.y) + 18;
  pdf.font('regular').fontSize(9).fillColor(grey).text('Bill to', page.left, y);
  block(pdf, view.billTo, page.left, y + 14, width);
  pdf.y += 22;
}

/** Lines of an address, the first of them in bold. */
function block(pdf: Pdf, lines: readonly string[], x: number, y: number, blockWidth: number): void {
  pdf.fillColor('black').fontSize(10);
  lines.forEach((line, index) =>
    pdf.font(index === 0 ? 'bold' : 'regular').text(line, x, index === 0 ? y : pdf.y, { width: blockWidth }),
  );
}

function drawLines(pdf: Pdf, { lines, currency }: InvoiceView): void {
  const heading = () =>
    headRow(pdf, [
      ['Description', lineColumns.description],
      ['Quantity', lineColumns.quantity],
      ['', lineColumns.unit],
      ['Rate', lineColumns.rate],
      [`Amount ${currency}`, lineColumns.amount],
    ]);
  heading();
  for (const line of lines) {
    if (pdf.y > page.bottom - 40) {
      pdf.addPage();
      heading();
    }
    drawLine(pdf, line);
  }
}

function drawLine(pdf: Pdf, line: LineView): void {
  const { y } = pdf;
  cells(pdf, y, [
    [line.contract ? `${line.description}, ${line.contract}` : line.description, lineColumns.description],
    [line.quantity, lineColumns.quantity],
    [line.unit, lineColumns.unit],
    [line.rate, lineColumns.rate],
    [line.amount, lineColumns.amount],
  ]);
  if (line.detail)
    pdf
      .font('regular')
      .fontSize(8)
      .fillColor(grey)
      .text(line.detail, page.left, pdf.y, { width: 300 })
      .fillColor('black');
  pdf.y += 6;
}

function drawSums(pdf: Pdf, view: InvoiceView): void {
  if (pdf.y > page.bottom - 30 - 16 * view.sums.length) pdf.addPage();
  rulerAt(pdf, pdf.y);
  pdf.y += 8;
  for (const [label, amount] of view.sums) sumRow(pdf, label, amount, 'regular', 10);
  sumRow(pdf, `Total ${view.currency}`, view.total, 'bold', 13);
}

function sumRow(pdf: Pdf, label: string, amount: string, font: 'regular' | 'bold', size: number): void {
  const { y } = pdf;
  pdf.font(font).fontSize(size).text(label, 250, y, { width: 190, align: 'right' });
  pdf.text(amount, 445, y, { width: 100, align: 'right' });
  pdf.y += 3;
}

function drawEvidence(pdf: Pdf, { evidenceSha256, exactTotal, currency }: InvoiceView): void {
  if (pdf.y > page.bottom - 90) pdf.addPage();
  pdf.y += 24;
  rulerAt(pdf, pdf.y);
  pdf.y += 8;
  pdf.font('bold').fontSize(9).text('Check this bill', page.left, pdf.y);
  pdf
    .font('regular')
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

function drawAppendix(pdf: Pdf, appendix: readonly AppendixView[]): void {
  const heading = (title: string) => {
    pdf.font('bold').fontSize(12).text(title, page.left, pdf.y, { width });
    pdf.y += 6;
    headRow(pdf, [
      ['Machine', usageColumns.unit],
      ['Energy kWh', usageColumns.energy],
      ['of it estimated kWh', usageColumns.estimated],
    ]);
  };
  pdf.addPage();
  for (const { title, rows, total } of appendix) {
    if (pdf.y > page.bottom - 90) pdf.addPage();
    heading(title);
    for (const [unit, energy, estimated] of rows) {
      if (pdf.y > page.bottom - 20) {
        pdf.addPage();
        heading(`${title} (continued)`);
      }
      usageRow(pdf, 'regular', unit, energy, estimated);
    }
    rulerAt(pdf, pdf.y + 1);
    pdf.y += 4;
    usageRow(pdf, 'bold', 'Total', ...total);
    pdf.y += 20;
  }
}

function usageRow(pdf: Pdf, font: 'regular' | 'bold', unit: string, energy: string, estimated: string): void {
  cells(
    pdf,
    pdf.y,
    [
      [unit, usageColumns.unit],
      [energy, usageColumns.energy],
      [estimated, usageColumns.estimated],
    ],
    font,
    9,
  );
}

type Cell = readonly [text: string, column: Column];

function headRow(pdf: Pdf, row: readonly Cell[]): void {
  pdf.fillColor(grey);
  cells(pdf, pdf.y, row, 'regular', 8);
  pdf.fillColor('black');
  rulerAt(pdf, pdf.y + 1);
  pdf.y += 6;
}

/** One row; the next begins under its tallest cell. */
function cells(pdf: Pdf, y: number, row: readonly Cell[], font: 'regular' | 'bold' = 'regular', size = 10): void {
  let end = y;
  pdf.font(font).fontSize(size);
  for (const [text, { x, width: cellWidth, align }] of row) {
    pdf.text(text, x, y, { width: cellWidth, align });
    end = Math.max(end, pdf.y);
  }
  pdf.y = end;
}

function rulerAt(pdf: Pdf, y: number): void {
  pdf.moveTo(page.left, y).lineTo(page.right, y).lineWidth(0.5).strokeColor(rule).stroke();
}

function numberPages(pdf: Pdf, number: string): void {
  const { count } = pdf.bufferedPageRange();
  for (let index = 0; index < count; index++) {
    pdf.switchToPage(index);
    pdf
      .font('regular')
      .fontSize(8)
      .fillColor(grey)
      .text(`${number}, page ${index + 1} of ${count}`, page.left, 800, { width, align: 'right', lineBreak: false });
  }
}
