import { Paper, paperColors } from '../../documents/index.ts';
import type { ContractView } from './contract.view.ts';

const page = { left: 50, right: 545, top: 50, bottom: 770 };
const width = page.right - page.left;
const { grey } = paperColors;

/** The paper of an activated contract. The same view gives the same bytes: its only time is the activation. */
export function contractPdf(view: ContractView): Promise<Buffer> {
  const pdf = new Paper({
    title: `${view.title} ${view.number}`,
    author: view.operator[0] ?? '',
    at: view.activatedAt,
  });
  const bytes = pdf.bytes();
  pdf.face('bold').fontSize(20).write(view.title, page.left, page.top, { width });
  drawParties(pdf, view);
  for (const { title, rows } of view.sections) drawSection(pdf, title, rows);
  drawClauses(pdf, view.clauses);
  pdf.numberPages(view.number);
  pdf.end();
  return bytes;
}

function drawParties(pdf: Paper, { operator, customer }: ContractView): void {
  const y = pdf.y + 12;
  const ends = [
    party(pdf, 'Operator', operator, page.left, y),
    party(pdf, 'Customer', customer, page.left + width / 2, y),
  ];
  pdf.y = Math.max(...ends) + 10;
}

/** Answers where it ends. */
function party(pdf: Paper, label: string, lines: readonly string[], x: number, y: number): number {
  pdf
    .face('regular')
    .fontSize(9)
    .fillColor(grey)
    .text(label, x, y, { width: width / 2 - 10 });
  pdf.fillColor('black').fontSize(10);
  lines.forEach((line, index) =>
    pdf.face(index === 0 ? 'bold' : 'regular').write(line, x, pdf.y, { width: width / 2 - 10 }),
  );
  return pdf.y;
}

function drawSection(pdf: Paper, title: string, rows: readonly (readonly [string, string])[]): void {
  if (pdf.y > page.bottom - 60) pdf.addPage();
  pdf.y += 10;
  pdf.face('bold').fontSize(12).fillColor('black').text(title, page.left, pdf.y, { width });
  pdf.y += 2;
  for (const [label, value] of rows) {
    if (pdf.y > page.bottom - 20) pdf.addPage();
    const { y } = pdf;
    pdf.face('regular').fontSize(10).fillColor(grey).text(label, page.left, y, { width: 120 });
    const labelEnd = pdf.y;
    pdf.fillColor('black').write(value, page.left + 130, y, { width: width - 130 });
    pdf.y = Math.max(labelEnd, pdf.y) + 2;
  }
}

function drawClauses(pdf: Paper, clauses: readonly string[]): void {
  if (pdf.y > page.bottom - 90) pdf.addPage();
  pdf.y += 12;
  pdf.face('regular').fontSize(9).fillColor('black');
  for (const clause of clauses) {
    pdf.write(clause, page.left, pdf.y, { width });
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
