import { formatMoney } from '@hashyard/rating';
import type { Customer } from '../customers/customer.entity.ts';
import { brandedMail, queueMail } from '../mail/index.ts';
import { letterheadOf } from '../organizations/index.ts';
import { Branding } from '../organizations/organization.entity.ts';
import type { BillingScope } from './billing-scope.ts';
import type { Invoice } from './invoice.entity.ts';
import { noteEvent } from './invoice-events.ts';

/** Where a customer's bills go. */
export const invoiceEmail = ({ billingEmail, contactEmail }: Customer): string => billingEmail ?? contactEmail;

/**
 * Queues the mail that carries an issued invoice with its PDF; it leaves once this transaction is committed. Each time by
 * hand is a mail of its own: the caller holds the invoice's lock, so no two get one number.
 */
export async function sendByMail(
  scope: BillingScope,
  invoice: Invoice,
  recipient: string,
  { pdf, actor }: { readonly pdf: Buffer; readonly actor: string },
): Promise<void> {
  const branding = await scope.em.findOneOrFail(Branding, { id: invoice.organizationId });
  const total = `${formatMoney(invoice.total, invoice.currency)} ${invoice.currency}`;
  const letter = brandedMail(letterheadOf(scope.installation.publicUrl, branding), {
    subject: `Invoice ${invoice.number} from ${branding.displayName}`,
    greeting: `Hello ${invoice.billToName},`,
    paragraphs: [
      `Your invoice ${invoice.number} for ${invoice.period} is attached. It comes to ${total} and is due on ${invoice.dueOn}.`,
      'In the portal every line opens to its readings, and the evidence file lets you recompute the bill yourself.',
    ],
    button: { label: 'Open the invoice', url: `${scope.installation.publicUrl}/portal/bills/${invoice.id}` },
  });
  noteEvent(scope, invoice, 'SENT', actor, recipient);
  await queueMail(scope, {
    purpose: 'INVOICE',
    documentId: invoice.id,
    recipient,
    resendNo: await mailsSoFar(scope, invoice, recipient),
    ...letter,
    attachments: [
      { filename: `${invoice.number}.pdf`, contentType: 'application/pdf', base64: pdf.toString('base64') },
    ],
  });
}

async function mailsSoFar({ em }: BillingScope, { id }: Invoice, recipient: string): Promise<number> {
  const [row]: { count: number }[] = await em.execute(
    "select count(*)::int as count from mail where document_id = ? and purpose = 'INVOICE' and recipient = ?",
    [id, recipient],
  );
  return row?.count ?? 0;
}
