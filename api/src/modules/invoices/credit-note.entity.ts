import { defineEntity, p } from '@mikro-orm/core';
import { Customer } from '../customers/customer.entity.ts';
import { Invoice } from './invoice.entity.ts';

/** Takes back lines of an issued invoice with their tax. Amounts are minor units, above zero; final as it is made. */
const CreditNoteSchema = defineEntity({
  name: 'CreditNote',
  tableName: 'credit_note',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    customer: () => p.manyToOne(Customer).ref(),
    invoice: () => p.manyToOne(Invoice).ref(),
    number: p.string(),
    reason: p.string(),
    currency: p.string(),
    subtotal: p.bigint('bigint'),
    tax: p.bigint('bigint'),
    total: p.bigint('bigint'),
    issuedOn: p.date(),
    issuedAt: p.datetime(),
    pdfSha256: p.string(),
    createdBy: p.string(),
  },
});
export class CreditNote extends CreditNoteSchema.class {}
CreditNoteSchema.setClass(CreditNote);

/** A line's tax by a row of the invoice's taxes; `amount` as formatted money. */
export type CreditedTax = { readonly code: string; readonly percent: string; readonly amount: string };

/** What of an invoice's line is taken back; `tax` is the sum of `taxes`. */
const CreditNoteLineSchema = defineEntity({
  name: 'CreditNoteLine',
  tableName: 'credit_note_line',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    creditNoteId: p.uuid(),
    invoiceId: p.uuid(),
    position: p.integer(),
    amount: p.bigint('bigint'),
    tax: p.bigint('bigint'),
    taxes: p.json<readonly CreditedTax[]>(),
  },
});
export class CreditNoteLine extends CreditNoteLineSchema.class {}
CreditNoteLineSchema.setClass(CreditNoteLine);
