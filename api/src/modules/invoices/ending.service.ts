import type { ViewerContext } from '../../context.ts';
import { inTransaction, type Scope } from '../../database/scope.ts';
import { Faults } from '../../graphql/faults.ts';
import { once } from '../../graphql/once.ts';
import { Conflict, refuse } from '../../graphql/refusals.ts';
import { requireHosting } from '../organizations/index.ts';
import { CreditNote } from './credit-note.entity.ts';
import { findInvoice, findInvoiceToChange, requireTransition } from './find-invoice.ts';
import type { Invoice } from './invoice.entity.ts';
import type { CancelInvoiceInput, WriteOffInvoiceInput } from './invoice.inputs.ts';
import { noteEvent } from './invoice-events.ts';
import { touchedBy } from './life.rules.ts';
import { letGo } from './write-invoice.service.ts';

/** Takes an invoice back as if it had never been: what it billed may be billed again. A number once given is kept. */
export async function cancelInvoice(context: ViewerContext, input: CancelInvoiceInput): Promise<Invoice> {
  await requireHosting(context);
  const reason = requireReason(input.reason);
  return inTransaction(context, async (scope) => {
    const invoice = await findInvoiceToChange(scope, input.invoiceId);
    return cancel({ ...scope, actor: context.viewer.name }, invoice, reason);
  });
}

/** Gives up what is still due. The customer sees it as no longer to be paid; the debt is lost, not unmade. */
export async function writeOffInvoice(context: ViewerContext, input: WriteOffInvoiceInput): Promise<Invoice> {
  await requireHosting(context);
  const reason = requireReason(input.reason);
  return once(
    context,
    'writeOffInvoice',
    input,
    async (scope) => {
      const invoice = await findInvoiceToChange(scope, input.invoiceId);
      return writeOff({ ...scope, actor: context.viewer.name }, invoice, reason);
    },
    findInvoice,
  );
}

type Acting = Scope & { readonly actor: string };

/** Cancels a locked invoice, in the caller's transaction. */
export async function cancel(scope: Acting, invoice: Invoice, reason: string): Promise<Invoice> {
  const { em } = scope;
  const next = requireTransition(invoice, 'CANCEL');
  const creditNotes = await em.count(CreditNote, { invoice: invoice.id });
  const touched = touchedBy({ status: invoice.status, total: invoice.total, creditNotes });
  if (touched)
    refuse(new Conflict(touched, 'It was paid or credited already: credit the rest.', ['input', 'invoiceId']));
  em.assign(invoice, { status: next, cancelReason: reason });
  noteEvent(scope, invoice, 'CANCELLED', scope.actor, reason);
  // Claims are let go by a cancelled invoice alone.
  await em.flush();
  await letGo(em, invoice.id, scope.now());
  return invoice;
}

/** Writes off a locked invoice, in the caller's transaction. */
export async function writeOff(scope: Acting, invoice: Invoice, reason: string): Promise<Invoice> {
  invoice.status = requireTransition(invoice, 'WRITE_OFF');
  noteEvent(scope, invoice, 'WRITTEN_OFF', scope.actor, reason);
  await scope.em.flush();
  return invoice;
}

export function requireReason(given: string): string {
  const faults = new Faults();
  const reason = faults.line(given, 'reason', { max: 500, required: true });
  faults.refuseIfAny();
  return reason as string;
}
