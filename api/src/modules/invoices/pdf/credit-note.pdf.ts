import { formatMoney, parseMoney } from '@hashyard/rating';
import { Paper } from '../../documents/index.ts';
import type { CreditedLine } from '../credit.rules.ts';
import type { Invoice } from '../invoice.entity.ts';
import { drawHead } from './head.pdf.ts';
import { billToLines, sellerLines } from './invoice.view.ts';
import { type Cell, cells, type Column, headRow, roomFor, ruler } from './layout.ts';
import { grouped } from './numbers.ts';

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
type CreditNoteParts = {
  readonly note: CreditNoteHead;
  readonly lines: readonly DescribedLine[];
  /** The host's, a PNG. */
  readonly logo: Buffer | null;
};

const page = { left: 50, right: 545, bottom: 770 };
const columns = {
  label: { x: 50, width: 350, align: 'left' },
  amount: { x: 405, width: 140, align: 'right' },
} as const satisfies Record<string, Column>;

/** The paper of a credit note, in the invoice's own names and currency. The same rows give the same bytes. */
export function creditNotePdf(invoice: Invoice, { note, lines, logo }: CreditNoteParts): Promise<Buffer> {
  const { currency } = invoice;
  const seller = sellerLines(invoice);
  const paper = new Paper({ title: `Credit note ${note.number}`, author: seller[0] ?? '', at: note.issuedAt });
  const bytes = paper.bytes();
  drawHead(paper, {
    title: 'Credit note',
    logo,
    seller,
    facts: [
      ['Credit note', note.number],
      ['Issued', note.issuedOn],
      ['Of invoice', `${invoice.number}, issued ${invoice.issuedOn}`],
      ['Reason', note.reason],
    ],
    billToLabel: 'Credited to',
    billTo: billToLines(invoice),
  });
  const money = (minor: bigint) => grouped(formatMoney(minor, currency));
  const row = (label: string, amount: string): Cell[] => [
    [label, columns.label],
    [amount, columns.amount],
  ];
  drawTable(
    paper,
    row('Taken back', `Amount ${currency}`),
    lines.map(({ position, description, amount }) => row(`Line ${position}: ${description}`, money(amount))),
  );
  ruler(paper, page.left, page.right);
  paper.y += 6;
  cells(paper, row('Subtotal', money(note.subtotal)));
  for (const [label, minor] of taxRows(lines, currency)) cells(paper, row(label, money(minor)));
  paper.y += 2;
  cells(paper, row(`Total credited ${currency}`, money(note.total)), { face: 'bold', size: 13 });
  paper.numberPages(note.number);
  paper.end();
  return bytes;
}

/** The lines; the sums come on the page of the last of them. */
function drawTable(paper: Paper, head: readonly Cell[], rows: readonly (readonly Cell[])[]): void {
  headRow(paper, head, page.left, page.right);
  rows.forEach((row, index) => {
    const sums = index >= rows.length - 2 ? 90 : 0;
    if (paper.y + roomFor(paper, rows, index) + sums > page.bottom) {
      paper.addPage();
      headRow(paper, head, page.left, page.right);
    }
    cells(paper, row);
    paper.y += 4;
  });
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
