import type { EntityManager } from '@mikro-orm/postgresql';
import { Customer } from '../customers/customer.entity.ts';
import { findDocument } from '../documents/index.ts';
import { type MailContent, queueMail } from '../mail/index.ts';
import { Branding } from '../organizations/organization.entity.ts';
import type { BillingScope } from './billing-scope.ts';

/** To whom a paper goes, by whose doing. */
export type Delivery = { readonly recipient: string; readonly actor: string };
type Paper = {
  readonly id: string;
  readonly organizationId: string;
  readonly number: string | null;
  readonly pdfSha256: string | null;
};
type Sending = Delivery & { readonly purpose: 'INVOICE' | 'CREDIT_NOTE'; readonly document: Paper };

/** Where a customer's bills and credit notes go: what was asked for, else its billing email, else its contact. */
export async function recipientOf(
  { em }: { em: EntityManager },
  { customer }: { readonly customer: { readonly id: string } },
  to: string | null = null,
): Promise<string> {
  if (to) return to;
  const { billingEmail, contactEmail } = await em.findOneOrFail(Customer, { id: customer.id });
  return billingEmail ?? contactEmail;
}

/**
 * Queues the mail that carries a document's stored PDF; it leaves once this transaction is committed. Each time by hand is a
 * mail of its own: the caller holds the invoice's lock, so no two get one number.
 */
export async function mailDocument(
  scope: BillingScope,
  { purpose, document, recipient }: Sending,
  write: (branding: Branding) => MailContent,
): Promise<void> {
  const { em } = scope;
  const pdf = document.pdfSha256 === null ? null : await findDocument(em, document.pdfSha256);
  if (!pdf) throw new Error(`${purpose} ${document.id} is issued and has no PDF`);
  const branding = await em.findOneOrFail(Branding, { id: document.organizationId });
  await queueMail(scope, {
    purpose,
    documentId: document.id,
    recipient,
    resendNo: await mailsSoFar(em, document, purpose, recipient),
    ...write(branding),
    attachments: [
      { filename: `${document.number}.pdf`, contentType: pdf.contentType, base64: pdf.bytes.toString('base64') },
    ],
  });
}

async function mailsSoFar(em: EntityManager, { id }: Paper, purpose: string, recipient: string): Promise<number> {
  const [row]: { count: number }[] = await em.execute(
    'select count(*)::int as count from mail where document_id = ? and purpose = ? and recipient = ?',
    [id, purpose, recipient],
  );
  return row?.count ?? 0;
}
