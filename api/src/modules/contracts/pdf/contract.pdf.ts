import PDFDocument from 'pdfkit';
import { fonts } from '../../documents/index.ts';
import type { ContractView } from './contract.view.ts';

type Pdf = PDFKit.PDFDocument;

const page = { left: 50, right: 545, top: 50, bottom: 770 };
const width = page.right - page.left;
const grey = '#6b7280';

/** The paper of an activated contract. The same view gives the same bytes: its only time is the activation. */
export function contractPdf(view: ContractView): Promise<Buffer> {
  const pdf = new PDFDocument({
    size: 'A4',
    margins: { top: page.top, bottom: 0, left: page.left, right: 50 },
    bufferPages: true,
    lang: 'en',
    info: {
      Title: `${view.title} ${view.number}`,
      Author: view.operator[0] ?? '',
      CreationDate: view.activatedAt,
      ModDate: view.activatedAt,
    },
  });
  pdf.registerFont('regular', fonts.regular).registerFont('bold', fonts.bold);
  const bytes = collect(pdf);
  pdf.font('bold').fontSize(20).text(view.title, page.left, page.top, { width });
  drawParties(pdf, view);
  for (const { title, rows } of view.sections) drawSection(pdf, title, rows);
  drawClauses(pdf, view.clauses);
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

function drawParties(pdf: Pdf, { operator, customer }: ContractView): void {
  const y = pdf.y + 12;
  const ends = [
    party(pdf, 'Operator', operator, page.left, y),
    party(pdf, 'Customer', customer, page.left + width / 2, y),
  ];
  pdf.y = Math.max(...ends) + 10;
}

/** Answers where it ends. */
function party(pdf: Pdf, label: string, lines: readonly string[], x: number, y: number): number {
  pdf
    .font('regular')
    .fontSize(9)
    .fillColor(grey)
    .text(label, x, y, { width: width / 2 - 10 });
  pdf.fillColor('black').fontSize(10);
  lines.forEach((line, index) =>
    pdf.font(index === 0 ? 'bold' : 'regular').text(line, x, pdf.y, { width: width / 2 - 10 }),
  );
  return pdf.y;
}

function drawSection(pdf: Pdf, title: string, rows: readonly (readonly [string, string])[]): void {
  if (pdf.y > page.bottom - 60) pdf.addPage();
  pdf.y += 10;
  pdf.font('bold').fontSize(12).fillColor('black').text(title, page.left, pdf.y, { width });
  pdf.y += 2;
  for (const [label, value] of rows) {
    if (pdf.y > page.bottom - 20) pdf.addPage();
    const { y } = pdf;
    pdf.font('regular').fontSize(10).fillColor(grey).text(label, page.left, y, { width: 120 });
    const labelEnd = pdf.y;
    pdf.fillColor('black').text(value, page.left + 130, y, { width: width - 130 });
    pdf.y = Math.max(labelEnd, pdf.y) + 2;
  }
}

function drawClauses(pdf: Pdf, clauses: readonly string[]): void {
  if (pdf.y > page.bottom - 90) pdf.addPage();
  pdf.y += 12;
  pdf.font('regular').fontSize(9).fillColor('black');
  for (const clause of clauses) {
    pdf.text(clause, page.left, pdf.y, { width });
    pdf.y += 3;
  }
  pdf.y += 6;
  pdf
    .fillColor(grey)
    .text('Accepted in the portal under a name, for exactly this file: its SHA-256 is kept with the acceptance.', {
      width,
    })
    .fillColor('black');
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
