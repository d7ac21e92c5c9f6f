import type { EntityManager } from '@mikro-orm/postgresql';
import { type Invoice, InvoiceLine, InvoiceTax, LineUsage } from '../invoice.entity.ts';
import { invoicePdf } from './invoice.pdf.ts';
import { viewInvoice } from './invoice.view.ts';

/** The PDF of an issued invoice, from its rows alone. */
export async function renderInvoice(em: EntityManager, invoice: Invoice): Promise<Buffer> {
  const where = { invoiceId: invoice.id };
  const inOrder = { orderBy: { position: 'asc' } } as const;
  const lines = await em.find(InvoiceLine, where, inOrder);
  const taxes = await em.find(InvoiceTax, where, inOrder);
  const usage = await em.find(LineUsage, where, inOrder);
  return invoicePdf(viewInvoice(invoice, { lines, taxes, usage }));
}
