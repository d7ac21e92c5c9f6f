import type { ViewerContext } from '../../context.ts';
import { inTransaction, type Scope } from '../../database/scope.ts';
import { Customer } from '../customers/customer.entity.ts';
import { requireHosting } from '../organizations/index.ts';
import { invoicesOf, writePlans } from './bill-customer.service.ts';
import { findInvoiceToChange, requireTransition } from './find-invoice.ts';
import type { Invoice } from './invoice.entity.ts';
import type { RecomputeInvoiceInput } from './invoice.inputs.ts';
import { periodOf } from './period.rules.ts';
import { planInvoices } from './plan-invoices.service.ts';
import { readyMonth } from './ready-month.service.ts';

/** Rates a draft or held invoice anew from what is known now, and judges its holds again. */
export async function recomputeInvoice(context: ViewerContext, input: RecomputeInvoiceInput): Promise<Invoice> {
  await requireHosting(context);
  return inTransaction(context, async (scope) => {
    const invoice = await findInvoiceToChange(scope, input.invoiceId);
    return recompute({ ...scope, actor: context.viewer.name }, invoice);
  });
}

/** Rates a locked invoice anew, in the caller's transaction. */
export async function recompute(scope: Scope & { readonly actor: string }, invoice: Invoice): Promise<Invoice> {
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
