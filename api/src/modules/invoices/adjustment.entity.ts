import { defineEntity, p } from '@mikro-orm/core';
import { Contract } from '../contracts/contract.entity.ts';
import { Customer } from '../customers/customer.entity.ts';
import { Invoice } from './invoice.entity.ts';

/**
 * A line of the customer's next invoice in its currency: a credit, a service, or a true-up, which says which line of which
 * invoice it corrects. Without an invoice it waits. `amount`: minor units, below zero in the customer's favour.
 */
const AdjustmentSchema = defineEntity({
  name: 'Adjustment',
  tableName: 'adjustment',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    customer: () => p.manyToOne(Customer).ref(),
    contract: () => p.manyToOne(Contract).ref().strictNullable(),
    currency: p.string(),
    description: p.string(),
    amount: p.bigint('bigint'),
    taxCode: p.string().strictNullable(),
    invoice: () => p.manyToOne(Invoice).ref().strictNullable(),
    corrects: () => p.manyToOne(Invoice).ref().fieldName('corrects_invoice_id').strictNullable(),
    correctsPosition: p.integer().strictNullable(),
    /** Of the corrected month, as it is known now. */
    evidenceSha256: p.string().strictNullable(),
    createdBy: p.string(),
    createdAt: p.datetime(),
  },
});
export class Adjustment extends AdjustmentSchema.class {}
AdjustmentSchema.setClass(Adjustment);
