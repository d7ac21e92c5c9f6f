import { formatMoney, parseMoney } from '@hashyard/rating';
import PDFDocument from 'pdfkit';
import { fonts } from '../../documents/index.ts';
import type { CreditedLine } from '../credit.rules.ts';
import type { Invoice } from '../invoice.entity.ts';

export type CreditNoteHead = {
  readonly number: string;
  readonly reason: string;
  readonly issuedOn: string;
  readonly issuedAt: Date;
  readonly subtotal: bigint;
  readonly tax: bigint;
  readonly total: bigint;
};
type DescribedLine = CreditedLine & { readonly description: string };

const left = 50;
const width = 495;
const grey = '#6b7280';

/** The paper of a credit note, in the invoice's own names and currency. The same rows give the same bytes. */
export function creditNotePdf(
  invoice: Invoice,
  note: CreditNoteHead,
  lines: readonly DescribedLine[],
): Promise<Buffer> {
  const pdf = new PDFDocument({
    size: 'A4',
    margins: { top: 50, bottom: 50, left, right: 50 },
    lang: 'en',
    info: {
      Title: `Credit note ${note.number}`,
      Author: invoice.seller?.name ?? '',
      CreationDate: note.issuedAt,
      ModDate: note.issuedAt,
    },
  });
  const bytes = new Promise<Buffer>((resolve, reject) => {
    const chunks: Buffer[] = [];
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
    pdf.on('error', reject);
  });
  pdf.registerFont('regular', fonts.regular).registerFont('bold', fonts.bold);
  const money = (minor: bigint) => `${formatMoney(minor, invoice.currency)} ${invoice.currency}`;
  pdf.font('bold').fontSize(20).text('Credit note', left, 50, { width });
  pdf
    .moveDown(0.5)
    .fontSize(10)
    .text(invoice.seller?.name ?? '', { width });
  pdf.font('regular');
  if (invoice.seller?.taxNumber) pdf.text(`Tax number ${invoice.seller.taxNumber}`, { width });
  pdf.moveDown().fillColor(grey).fontSize(9).text('Credited to', { width });
  pdf.fillColor('black').fontSize(10).text(invoice.billToName, { width });
  pdf.moveDown();
  for (const [label, value] of [
    ['Credit note', note.number],
    ['Issued', note.issuedOn],
    ['Of invoice', `${invoice.number}, issued ${invoice.issuedOn}`],
    ['Reason', note.reason],
  ])
    pdf.text(`${label}: ${value}`, { width });
  pdf.moveDown();
  const row = (label: string, amount: string, font: 'regular' | 'bold' = 'regular') => {
    if (pdf.y > 760) pdf.addPage();
    const { y } = pdf;
    pdf.font(font).text(label, left, y, { width: 350 });
    const end = pdf.y;
    pdf.text(amount, left + 355, y, { width: 140, align: 'right' });
    pdf.y = Math.max(end, pdf.y) + 4;
  };
  for (const { position, description, amount } of lines) row(`Line ${position}: ${description}`, money(amount));
  rule(pdf);
  row('Subtotal', money(note.subtotal));
  for (const [label, minor] of taxRows(lines, invoice.currency)) row(label, money(minor));
  row('Total credited', money(note.total), 'bold');
  pdf.end();
  return bytes;
}

function rule(pdf: PDFKit.PDFDocument): void {
  pdf
    .moveTo(left, pdf.y)
    .lineTo(left + width, pdf.y)
    .lineWidth(0.5)
    .strokeColor('#d4d4d8')
    .stroke();
  pdf.y += 6;
}

/** What goes back of each tax row, over all lines. */
function taxRows(lines: readonly CreditedLine[], currency: string): [label: string, minor: bigint][] {
  const sums = new Map<string, bigint>();
  for (const { code, percent, amount } of lines.flatMap(({ taxes }) => taxes)) {
    const label = `${code} ${percent} %`;
    sums.set(label, (sums.get(label) ?? 0n) + parseMoney(amount, currency));
  }
  return [...sums];
}
