import type { ViewerContext } from '../../context.ts';
import { inTransaction } from '../../database/scope.ts';
import { Customer } from '../customers/customer.entity.ts';
import { requireHosting } from '../organizations/index.ts';
import { invoicesOf, writePlans } from './bill-customer.service.ts';
import { findInvoiceToChange, requireTransition } from './find-invoice.ts';
import { Hold, type Invoice } from './invoice.entity.ts';
import type { HoldInvoiceInput, RecomputeInvoiceInput } from './invoice.inputs.ts';
import { noteEvent } from './invoice-events.ts';
import { requireReason } from './ending.service.ts';
import { periodOf } from './period.rules.ts';
import { planInvoices } from './plan-invoices.service.ts';
import { readyMonth } from './ready-month.service.ts';
import { newId } from '../../ids.ts';

/** Rates a draft or held invoice anew from what is known now, and judges its holds again. */
export async function recomputeInvoice(context: ViewerContext, input: RecomputeInvoiceInput): Promise<Invoice> {
  await requireHosting(context);
  return inTransaction(context, async (scope) => {
    const invoice = await findInvoiceToChange(scope, input.invoiceId);
    return recompute({ ...scope, actor: context.viewer.name }, invoice);
  });
}

/** Rates a locked invoice anew, in the caller's transaction. */
export async function recompute(scope: ViewerContext & { readonly actor: string }, invoice: Invoice): Promise<Invoice> {
  requireTransition(invoice, 'RECOMPUTE');
  const { em } = scope;
  const customer = await em.findOneOrFail(Customer, { id: invoice.customer.id });
  const period = periodOf(invoice.period);
  const existing = await invoicesOf(em, customer.id, period);
  await readyMonth(scope, customer, period);
  const plans = await planInvoices({ em, customer, period, existing, only: invoice });
  await writePlans({ ...scope, customer, period, run: null }, plans);
  return invoice;
}

/** Holds a draft back by hand, for a reason that a person gives; a new rating doesn't undo it. */
export async function holdInvoice(context: ViewerContext, input: HoldInvoiceInput): Promise<Invoice> {
  await requireHosting(context);
  const reason = requireReason(input.reason);
  return inTransaction(context, async (scope) => {
    const invoice = await findInvoiceToChange(scope, input.invoiceId);
    return hold({ ...scope, actor: context.viewer.name }, invoice, reason);
  });
}

/** Holds a locked invoice, in the caller's transaction. */
export async function hold(
  scope: ViewerContext & { readonly actor: string },
  invoice: Invoice,
  reason: string,
): Promise<Invoice> {
  const { em } = scope;
  const next = requireTransition(invoice, 'HOLD');
  const { organizationId, id: invoiceId } = invoice;
  const position = (await em.count(Hold, { invoiceId })) + 1;
  em.create(Hold, { id: newId(), organizationId, invoiceId, position, ...byPerson, note: reason });
  invoice.status = next;
  noteEvent(scope, invoice, 'HELD', scope.actor, reason);
  await em.flush();
  return invoice;
}

const byPerson = {
  reason: 'MANUAL',
  contractNumber: null,
  register: null,
  unit: null,
  fromAt: null,
  toAt: null,
  releasedBy: null,
} as const;
