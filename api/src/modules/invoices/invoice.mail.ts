import { formatMoney } from '@hashyard/rating';
import { brandedMail } from '../mail/index.ts';
import { letterheadOf } from '../organizations/index.ts';
import type { BillingScope } from './billing-scope.ts';
import type { CreditNote } from './credit-note.entity.ts';
import { type Delivery, mailDocument } from './document-mail.ts';
import type { Invoice } from './invoice.entity.ts';
import { noteEvent } from './invoice-events.ts';

/** Queues the mail that carries an issued, locked invoice with its PDF. */
export async function mailInvoice(scope: BillingScope, invoice: Invoice, delivery: Delivery): Promise<void> {
  const total = `${formatMoney(invoice.total, invoice.currency)} ${invoice.currency}`;
  noteEvent(scope, invoice, 'SENT', delivery.actor, delivery.recipient);
  await mailDocument(scope, { ...delivery, purpose: 'INVOICE', document: invoice }, (branding) =>
    brandedMail(letterheadOf(scope.installation.publicUrl, branding), {
      subject: `Invoice ${invoice.number} from ${branding.displayName}`,
      greeting: `Hello ${invoice.billToName},`,
      paragraphs: [
        `Your invoice ${invoice.number} for ${invoice.period} is attached. It comes to ${total} and is due on ${invoice.dueOn}.`,
        'In the portal every line opens to its readings, and the evidence file lets you recompute the bill yourself.',
      ],
      button: openInPortal(scope, invoice),
    }),
  );
}

/** Queues the mail that carries a credit note with its PDF; its invoice is locked. */
export async function mailCreditNote(
  scope: BillingScope,
  invoice: Invoice,
  note: CreditNote,
  delivery: Delivery,
): Promise<void> {
  const total = `${formatMoney(note.total, note.currency)} ${note.currency}`;
  noteEvent(scope, invoice, 'SENT', delivery.actor, `${note.number}: ${delivery.recipient}`);
  await mailDocument(scope, { ...delivery, purpose: 'CREDIT_NOTE', document: note }, (branding) =>
    brandedMail(letterheadOf(scope.installation.publicUrl, branding), {
      subject: `Credit note ${note.number} from ${branding.displayName}`,
      greeting: `Hello ${invoice.billToName},`,
      paragraphs: [
        `Your credit note ${note.number} is attached. It takes back ${total} of invoice ${invoice.number}.`,
        `Reason: ${note.reason}`,
      ],
      button: openInPortal(scope, invoice),
    }),
  );
}

const openInPortal = ({ installation }: BillingScope, { id }: Invoice) => ({
  label: 'Open the invoice',
  url: `${installation.publicUrl}/portal/bills/${id}`,
});
