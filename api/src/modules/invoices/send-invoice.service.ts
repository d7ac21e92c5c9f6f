import type { ViewerContext } from '../../context.ts';
import { Faults } from '../../graphql/faults.ts';
import { once } from '../../graphql/once.ts';
import { requireHosting } from '../organizations/index.ts';
import type { BillingScope } from './billing-scope.ts';
import { recipientOf } from './document-mail.ts';
import { findInvoice, findInvoiceToChange, requireTransition } from './find-invoice.ts';
import type { Invoice } from './invoice.entity.ts';
import type { SendInvoiceInput } from './invoice.inputs.ts';
import { mailInvoice } from './invoice.mail.ts';

/** Mails an issued invoice, as often as asked, each time the PDF as it was issued. */
export async function sendInvoice(context: ViewerContext, input: SendInvoiceInput): Promise<Invoice> {
  await requireHosting(context);
  const faults = new Faults();
  const to = faults.email(input.to, 'to');
  faults.refuseIfAny();
  return once(
    context,
    'sendInvoice',
    input,
    async (scope) => send(scope, await findInvoiceToChange(scope, input.invoiceId), { to, actor: context.viewer.name }),
    findInvoice,
  );
}

/** Queues a locked, issued invoice's mail; without an address it goes where the customer's bills go. */
export async function send(
  scope: BillingScope,
  invoice: Invoice,
  { to, actor }: { readonly to: string | null; readonly actor: string },
): Promise<Invoice> {
  requireTransition(invoice, 'SEND');
  await mailInvoice(scope, invoice, { recipient: await recipientOf(scope, invoice, to), actor });
  return invoice;
}
