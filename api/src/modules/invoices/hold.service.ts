import type { ViewerContext } from '../../context.ts';
import { inTransaction, type Scope } from '../../database/scope.ts';
import { newId } from '../../ids.ts';
import { requireHosting } from '../organizations/index.ts';
import { requireReason } from './ending.service.ts';
import { findInvoiceToChange, requireTransition } from './find-invoice.ts';
import { Hold, type Invoice } from './invoice.entity.ts';
import type { HoldInvoiceInput } from './invoice.inputs.ts';
import { noteEvent } from './invoice-events.ts';

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
  scope: Scope & { readonly actor: string },
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
