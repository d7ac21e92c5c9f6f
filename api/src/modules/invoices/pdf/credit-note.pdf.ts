import { formatMoney, parseMoney } from '@hashyard/rating';
import { Paper, paperColors } from '../../documents/index.ts';
import type { CreditedLine } from '../credit.rules.ts';
import type { Invoice } from '../invoice.entity.ts';
import { cells, type Column, ruler } from './layout.ts';

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

const page = { left: 50, right: 545, bottom: 760 };
const width = page.right - page.left;
const columns = {
  label: { x: 50, width: 350, align: 'left' },
  amount: { x: 405, width: 140, align: 'right' },
} as const satisfies Record<string, Column>;

/** The paper of a credit note, in the invoice's own names and currency. The same rows give the same bytes. */
export function creditNotePdf(
  invoice: Invoice,
  note: CreditNoteHead,
  lines: readonly DescribedLine[],
): Promise<Buffer> {
  const seller = invoice.seller?.name ?? '';
  const paper = new Paper({ title: `Credit note ${note.number}`, author: seller, at: note.issuedAt });
  const bytes = paper.bytes();
  drawHead(paper, invoice, note);
  const money = (minor: bigint) => `${formatMoney(minor, invoice.currency)} ${invoice.currency}`;
  for (const { position, description, amount } of lines) row(paper, `Line ${position}: ${description}`, money(amount));
  ruler(paper, page.left, page.right);
  paper.y += 6;
  row(paper, 'Subtotal', money(note.subtotal));
  for (const [label, minor] of taxRows(lines, invoice.currency)) row(paper, label, money(minor));
  row(paper, 'Total credited', money(note.total), 'bold');
  paper.end();
  return bytes;
}

function drawHead(paper: Paper, invoice: Invoice, note: CreditNoteHead): void {
  const say = (text: string) => paper.write(text, page.left, paper.y, { width });
  paper.face('bold').fontSize(20);
  say('Credit note');
  paper.fontSize(10).y += 6;
  say(invoice.seller?.name ?? '');
  paper.face('regular');
  if (invoice.seller?.taxNumber) say(`Tax number ${invoice.seller.taxNumber}`);
  paper.y += 14;
  paper.fillColor(paperColors.grey).fontSize(9);
  say('Credited to');
  paper.fillColor('black').fontSize(10);
  say(invoice.billToName);
  paper.y += 14;
  for (const [label, value] of [
    ['Credit note', note.number],
    ['Issued', note.issuedOn],
    ['Of invoice', `${invoice.number}, issued ${invoice.issuedOn}`],
    ['Reason', note.reason],
  ])
    say(`${label}: ${value}`);
  paper.y += 14;
}

function row(paper: Paper, label: string, amount: string, face: 'regular' | 'bold' = 'regular'): void {
  if (paper.y > page.bottom) paper.addPage();
  cells(
    paper,
    [
      [label, columns.label],
      [amount, columns.amount],
    ],
    { face },
  );
  paper.y += 4;
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
