import { formatMoney } from '@hashyard/rating';
import { brandedMail, queueMail } from '../mail/index.ts';
import { letterheadOf } from '../organizations/index.ts';
import { Branding } from '../organizations/organization.entity.ts';
import type { BillingScope } from './billing-scope.ts';
import type { Invoice } from './invoice.entity.ts';

/** Queues the mail that carries an issued invoice with its PDF; it leaves once this transaction is committed. */
export async function sendByMail(scope: BillingScope, invoice: Invoice, recipient: string, pdf: Buffer): Promise<void> {
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
  await queueMail(scope, {
    purpose: 'INVOICE',
    documentId: invoice.id,
    recipient,
    ...letter,
    attachments: [
      { filename: `${invoice.number}.pdf`, contentType: 'application/pdf', base64: pdf.toString('base64') },
    ],
  });
}
