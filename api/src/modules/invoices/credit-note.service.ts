import { formatMoney } from '@hashyard/rating';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { ViewerContext } from '../../context.ts';
import { Faults } from '../../graphql/faults.ts';
import { once } from '../../graphql/once.ts';
import { Conflict, refuse } from '../../graphql/refusals.ts';
import { newId } from '../../ids.ts';
import { localDate } from '../contracts/index.ts';
import { keepPdf } from '../documents/index.ts';
import { requireHosting } from '../organizations/index.ts';
import { beyondRemaining, type CreditedLine, creditLines, type LineToCredit, taxOf } from './credit.rules.ts';
import { CreditNote, CreditNoteLine } from './credit-note.entity.ts';
import { creditNotePdf } from './pdf/credit-note.pdf.ts';
import { logoOf } from './pdf/render.ts';
import { recipientOf } from './document-mail.ts';
import { findInvoiceToChange, requireTransition } from './find-invoice.ts';
import { type Invoice, InvoiceLine, InvoiceTax } from './invoice.entity.ts';
import type { CreateCreditNoteInput } from './invoice.inputs.ts';
import { mailCreditNote } from './invoice.mail.ts';
import { noteEvent } from './invoice-events.ts';
import { transition } from './life.rules.ts';

/** Takes back lines of an issued invoice, or part of them, with their tax. With nothing left to pay it counts as paid. */
export async function createCreditNote(context: ViewerContext, input: CreateCreditNoteInput): Promise<CreditNote> {
  await requireHosting(context);
  return once(
    context,
    'createCreditNote',
    input,
    async (scope) => credit(scope, await findInvoiceToChange(scope, input.invoiceId), input),
    ({ em }, id) => em.findOneOrFail(CreditNote, { id }),
  );
}

async function credit(scope: ViewerContext, invoice: Invoice, input: CreateCreditNoteInput): Promise<CreditNote> {
  const { em, viewer } = scope;
  requireTransition(invoice, 'CREDIT');
  const { reason, amounts } = readInput(input, invoice.currency);
  const bill = await billOf(em, invoice);
  const before = await em.find(CreditNote, { invoice: invoice.id });
  const lines = creditLines(bill, await toCredit(em, invoice, bill, amounts));
  const sums = sumsOf(lines, invoice.currency);
  const left = invoice.total - before.reduce((sum, { total }) => sum + total, 0n);
  if (sums.total > left)
    refuse(
      new Conflict('EXCEEDS_REMAINING', `${formatMoney(left, invoice.currency)} ${invoice.currency} are left.`, [
        'input',
        'lines',
      ]),
    );
  const at = scope.now();
  const { organizationId, customer, currency } = invoice;
  const head = {
    ...sums,
    reason,
    currency,
    issuedOn: localDate(at, invoice.timeZone),
    issuedAt: at,
    number: await takeCreditNoteNumber(em),
  };
  const parts = { note: head, lines: await describe(em, invoice, lines), logo: await logoOf(em, organizationId) };
  const pdfSha256 = await keepPdf({ em, organizationId, at }, await creditNotePdf(invoice, parts));
  const createdBy = viewer.name;
  const note = em.create(CreditNote, {
    ...head,
    id: newId(at.getTime()),
    organizationId,
    customer,
    invoice,
    pdfSha256,
    createdBy,
  });
  await em.flush();
  for (const line of lines)
    em.create(CreditNoteLine, {
      ...line,
      id: newId(at.getTime()),
      organizationId,
      creditNoteId: note.id,
      invoiceId: invoice.id,
      tax: taxOf(line, currency),
    });
  noteEvent(scope, invoice, 'CREDITED', viewer.name, `${note.number}: ${reason}`);
  if (input.send)
    await mailCreditNote(scope, invoice, note, { recipient: await recipientOf(scope, invoice), actor: viewer.name });
  if (sums.total === left) invoice.status = transition(invoice.status, 'SETTLE') ?? invoice.status;
  await em.flush();
  return note;
}

type Amounts = ReadonlyMap<number, { readonly amount: bigint; readonly index: number }>;

function readInput({ lines, reason }: CreateCreditNoteInput, currency: string): { reason: string; amounts: Amounts } {
  const faults = new Faults();
  const why = faults.line(reason, 'reason', { max: 500, required: true });
  if (lines.length === 0) faults.add('REQUIRED', ['lines'], 'Name at least one line.');
  const amounts = new Map<number, { amount: bigint; index: number }>();
  lines.forEach(({ position, amount }, index) => {
    const minor = faults.money(amount, ['lines', index, 'amount'], currency);
    if (amounts.has(position)) faults.add('DUPLICATE', ['lines', index, 'position'], 'This line is named already.');
    else if (minor !== null && minor <= 0n)
      faults.add('OUT_OF_RANGE', ['lines', index, 'amount'], 'A credit is above zero.');
    else if (minor !== null) amounts.set(position, { amount: minor, index });
  });
  faults.refuseIfAny();
  return { reason: why as string, amounts };
}

/** An issued invoice's lines and taxes as its bill has them. */
async function billOf(em: EntityManager, { id, currency }: Invoice) {
  const inOrder = { orderBy: { position: 'asc' } } as const;
  const lines = await em.find(InvoiceLine, { invoiceId: id }, inOrder);
  const taxes = await em.find(InvoiceTax, { invoiceId: id }, inOrder);
  const money = (minor: bigint) => formatMoney(minor, currency);
  return {
    currency,
    lines: lines.map(({ amount, taxCode }) => ({ amount: money(amount), taxCode })),
    taxes: taxes.map(({ code, percent, taxable, amount }) => ({
      code,
      percent,
      taxable: money(taxable),
      amount: money(amount),
    })),
  };
}

/** The lines with what was credited of them before; refused when one has less left. */
async function toCredit(
  em: EntityManager,
  invoice: Invoice,
  bill: Awaited<ReturnType<typeof billOf>>,
  amounts: Amounts,
): Promise<LineToCredit[]> {
  const credited = await em.find(CreditNoteLine, { invoiceId: invoice.id });
  const lines = [...amounts].map(([position, { amount }]) => {
    const before = credited.filter((line) => line.position === position);
    return {
      position,
      amount,
      creditedBefore: before.reduce((sum, line) => sum + line.amount, 0n),
      taxesBefore: before.flatMap(({ taxes }) => taxes),
    };
  });
  const [beyond] = beyondRemaining(bill, lines);
  if (beyond !== undefined) {
    const path = ['input', 'lines', String(amounts.get(beyond)?.index), 'amount'];
    refuse(new Conflict('EXCEEDS_REMAINING', `Line ${beyond} has less left to credit.`, path));
  }
  return lines;
}

function sumsOf(lines: readonly CreditedLine[], currency: string) {
  const subtotal = lines.reduce((sum, { amount }) => sum + amount, 0n);
  const tax = lines.reduce((sum, line) => sum + taxOf(line, currency), 0n);
  return { subtotal, tax, total: subtotal + tax };
}

async function describe(em: EntityManager, { id }: Invoice, lines: readonly CreditedLine[]) {
  const billed = await em.find(InvoiceLine, { invoiceId: id });
  const textOf = new Map(billed.map(({ position, description }) => [position, description]));
  return lines.map((line) => ({ ...line, description: textOf.get(line.position) ?? '' }));
}

async function takeCreditNoteNumber(em: EntityManager): Promise<string> {
  const [row]: { number: string }[] = await em.execute("select take_number('credit note') as number");
  return `CN-${String(row?.number).padStart(6, '0')}`;
}
