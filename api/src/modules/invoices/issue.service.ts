import { type Bill, type Evidence, verifyBill } from '@hashyard/rating';
import type { ViewerContext } from '../../context.ts';
import type { EntityManager } from '@mikro-orm/postgresql';
import { once } from '../../graphql/once.ts';
import { Conflict, refuse } from '../../graphql/refusals.ts';
import { localDate, startOfDate } from '../contracts/index.ts';
import { Customer, CustomerFile } from '../customers/customer.entity.ts';
import { requireHosting } from '../organizations/index.ts';
import { BillingSettings } from '../organizations/organization.entity.ts';
import type { BillingScope } from './billing-scope.ts';
import { keepPdf } from '../documents/index.ts';
import { recipientOf } from './document-mail.ts';
import { findInvoice, findInvoiceToChange, requireTransition } from './find-invoice.ts';
import { remainingReasons } from './holds.rules.ts';
import { Hold, type Invoice, InvoiceLine, InvoiceTax } from './invoice.entity.ts';
import type { IssueInvoiceInput, ReleaseInvoiceInput } from './invoice.inputs.ts';
import { noteEvent } from './invoice-events.ts';
import { mailInvoice } from './invoice.mail.ts';
import { renderInvoice } from './pdf/render.ts';
import { addDays } from './period.rules.ts';
import { readEvidence } from './stored-evidence.ts';
import { isBill } from './same-bill.rules.ts';
import { isStillUnverified } from './unverified.service.ts';

/** Makes a draft final: number, dates, names, PDF and evidence are fixed for good. */
export async function issueInvoice(context: ViewerContext, input: IssueInvoiceInput): Promise<Invoice> {
  await requireHosting(context);
  return once(
    context,
    'issueInvoice',
    input,
    async (scope) => {
      const invoice = await findInvoiceToChange(scope, input.invoiceId);
      return issue(scope, invoice, { send: input.send ?? false, actor: context.viewer.name });
    },
    findInvoice,
  );
}

/** Lets a held invoice go, with a note, and says what comes next. */
export async function releaseInvoice(context: ViewerContext, input: ReleaseInvoiceInput): Promise<Invoice> {
  await requireHosting(context);
  return once(
    context,
    'releaseInvoice',
    input,
    async (scope) => {
      const invoice = await release(scope, await findInvoiceToChange(scope, input.invoiceId), input);
      if (input.next === 'DRAFT') return invoice;
      return issue(scope, invoice, { send: input.next === 'ISSUE_AND_SEND', actor: context.viewer.name });
    },
    findInvoice,
  );
}

async function release(context: ViewerContext, invoice: Invoice, input: ReleaseInvoiceInput): Promise<Invoice> {
  const next = requireTransition(invoice, 'RELEASE');
  const holds = await context.em.find(Hold, { invoiceId: invoice.id });
  const standing = await context.em.findOneOrFail(CustomerFile, { id: invoice.customer.id });
  const left = remainingReasons(
    holds.map(({ reason }) => reason),
    input.override ?? [],
    standing,
    await isStillUnverified(context.em, invoice.id),
  );
  if (left.length > 0) refuse(new Conflict('HOLDS_REMAIN', `Still held: ${left.join(', ')}.`, ['input', 'override']));
  for (const hold of holds) context.em.assign(hold, { releasedBy: context.viewer.name, note: input.note });
  // Before the status: parts of an invoice are written only while it is a draft or held.
  await context.em.flush();
  invoice.status = next;
  noteEvent(context, invoice, 'RELEASED', context.viewer.name, input.note);
  await context.em.flush();
  return invoice;
}

/**
 * Issues a locked draft, in the caller's transaction. The number comes last: its counter is the one lock that all of an
 * organization's issuing shares.
 */
export async function issue(
  scope: BillingScope,
  invoice: Invoice,
  { send, actor }: { readonly send: boolean; readonly actor: string },
): Promise<Invoice> {
  const { em } = scope;
  const next = requireTransition(invoice, 'ISSUE');
  const now = scope.now();
  const customer = await em.findOneOrFail(Customer, { id: invoice.customer.id });
  const settings = await em.findOneOrFail(BillingSettings, { id: invoice.organizationId });
  const closesAt = startOfDate(addDays(invoice.endsOn, settings.collectionDays), invoice.timeZone);
  if (now < closesAt)
    refuse(
      new Conflict(
        'COLLECTION_OPEN',
        `Late readings may come until ${addDays(invoice.endsOn, settings.collectionDays)}.`,
        ['input', 'invoiceId'],
      ),
    );
  const evidence = await requireSameBill(em, invoice);
  const issuedOn = localDate(now, invoice.timeZone);
  em.assign(invoice, {
    // Nothing due, nothing open.
    status: invoice.total > 0n ? next : 'PAID',
    billToName: customer.companyName ?? customer.name,
    billToAddress: customer.address,
    seller: { name: settings.sellerName, address: settings.sellerAddress, taxNumber: settings.sellerTaxNumber },
    issuedAt: now,
    issuedOn,
    dueOn: addDays(issuedOn, settings.dueDays),
    number: await takeInvoiceNumber(em),
  });
  const pdf = await renderInvoice(em, invoice, evidence);
  invoice.pdfSha256 = await keepPdf({ em, organizationId: invoice.organizationId, at: now }, pdf);
  noteEvent(scope, invoice, 'ISSUED', actor);
  await em.flush();
  if (send) await mailInvoice(scope, invoice, { recipient: await recipientOf(scope, invoice), actor });
  return invoice;
}

/** The stored evidence, of which the stored invoice still is what it says: a difference stops the issue, whatever caused it. */
async function requireSameBill(em: EntityManager, invoice: Invoice): Promise<Evidence> {
  const evidence = await readEvidence(em, invoice.evidenceSha256);
  const inOrder = { orderBy: { position: 'asc' } } as const;
  const lines = await em.find(InvoiceLine, { invoiceId: invoice.id }, inOrder);
  const taxes = await em.find(InvoiceTax, { invoiceId: invoice.id }, inOrder);
  if (evidence?.ok && verifyBill(evidence.bundle)?.length === 0) {
    // Equal to a bill that the rating made, so it is one.
    const billed = evidence.bundle.billed as unknown as Bill;
    if (isBill(billed, invoice, lines, taxes)) return evidence.bundle;
  }
  throw new Error(`invoice ${invoice.id} differs from its evidence ${invoice.evidenceSha256}: generate it anew`);
}

async function takeInvoiceNumber(em: EntityManager): Promise<string> {
  const [row]: { number: string }[] = await em.execute("select take_number('invoice') as number");
  return `INV-${String(row?.number).padStart(6, '0')}`;
}
