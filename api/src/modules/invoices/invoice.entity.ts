import { defineEntity, p } from '@mikro-orm/core';
import type { PostalAddress } from '../../graphql/address.type.ts';
import { Contract } from '../contracts/contract.entity.ts';
import { Customer } from '../customers/customer.entity.ts';
import type {
  BillingOutcome,
  HoldReason,
  InvoiceEventKind,
  InvoiceKind,
  LineComponent,
  LineUnit,
  RunState,
  StoredStatus,
} from './invoice.words.ts';
import type { StoredDay } from './unit-days.rules.ts';

/** Who sells, as it stood when an invoice was issued. */
export type Seller = { name: string; address: PostalAddress | null; taxNumber: string | null };

const BillingRunSchema = defineEntity({
  name: 'BillingRun',
  tableName: 'billing_run',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    period: p.string(),
    state: p.string().$type<RunState>(),
    autoSend: p.boolean(),
    skipExisting: p.boolean(),
    startedBy: p.string(),
    createdAt: p.datetime(),
    finishedAt: p.datetime().strictNullable(),
  },
});
export class BillingRun extends BillingRunSchema.class {}
BillingRunSchema.setClass(BillingRun);

/** One customer's part of a run; without an outcome it is still to do. */
const BillingRunOutcomeSchema = defineEntity({
  name: 'BillingRunOutcome',
  tableName: 'billing_run_outcome',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    runId: p.uuid(),
    customer: () => p.manyToOne(Customer).ref(),
    outcome: p.string().$type<BillingOutcome>().strictNullable(),
    invoiceIds: p.array().$type<string[]>().columnType('uuid[]'),
    errorCode: p.string().strictNullable(),
    errorMessage: p.string().strictNullable(),
    finishedAt: p.datetime().strictNullable(),
  },
});
export class BillingRunOutcome extends BillingRunOutcomeSchema.class {}
BillingRunOutcomeSchema.setClass(BillingRunOutcome);

/** One customer, one currency, one month. Amounts are minor units; `endsOn` is exclusive. Issued it never changes. */
const InvoiceSchema = defineEntity({
  name: 'Invoice',
  tableName: 'invoice',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    customer: () => p.manyToOne(Customer).ref(),
    kind: p.string().$type<InvoiceKind>(),
    status: p.string().$type<StoredStatus>(),
    number: p.string().strictNullable(),
    currency: p.string(),
    period: p.string(),
    startsOn: p.date(),
    endsOn: p.date(),
    timeZone: p.string(),
    issuedOn: p.date().strictNullable(),
    issuedAt: p.datetime().strictNullable(),
    dueOn: p.date().strictNullable(),
    sentAt: p.datetime().strictNullable(),
    sentTo: p.string().strictNullable(),
    billToName: p.string(),
    billToAddress: p.json<PostalAddress>().strictNullable(),
    seller: p.json<Seller>().strictNullable(),
    subtotal: p.bigint('bigint'),
    tax: p.bigint('bigint'),
    total: p.bigint('bigint'),
    energyWh: p.bigint('bigint'),
    estimatedWh: p.bigint('bigint'),
    evidenceSha256: p.string(),
    pdfSha256: p.string().strictNullable(),
    billingRun: () => p.manyToOne(BillingRun).ref().strictNullable(),
    cancelReason: p.string().strictNullable(),
    createdAt: p.datetime(),
  },
});
export class Invoice extends InvoiceSchema.class {}
InvoiceSchema.setClass(Invoice);

/** As rated: quantity, rate and estimated kWh are the bill's own texts. */
const InvoiceLineSchema = defineEntity({
  name: 'InvoiceLine',
  tableName: 'invoice_line',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    invoiceId: p.uuid(),
    position: p.integer(),
    contract: () => p.manyToOne(Contract).ref().strictNullable(),
    contractNumber: p.string().strictNullable(),
    component: p.string().$type<LineComponent>(),
    description: p.string(),
    quantity: p.string(),
    unit: p.string().$type<LineUnit>(),
    rate: p.string(),
    estimatedKwh: p.string().strictNullable(),
    amount: p.bigint('bigint'),
    taxCode: p.string().strictNullable(),
    /** Of an energy line: what the PDUs' meters counted for its machines in its time; null: not known. */
    meteredWh: p.bigint('bigint').strictNullable(),
  },
});
export class InvoiceLine extends InvoiceLineSchema.class {}
InvoiceLineSchema.setClass(InvoiceLine);

/** A unit's energy in a line; the units of a line add up to it. */
const LineUsageSchema = defineEntity({
  name: 'LineUsage',
  tableName: 'invoice_line_usage',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    invoiceId: p.uuid(),
    lineId: p.uuid(),
    position: p.integer(),
    unit: p.string(),
    energyWh: p.bigint('bigint'),
    estimatedWh: p.bigint('bigint'),
    registerIds: p.array().$type<string[]>().columnType('uuid[]'),
    /** By date of the invoice's period; null on invoices from before it was kept. */
    days: p.json<readonly StoredDay[]>().lazy().strictNullable(),
  },
});
export class LineUsage extends LineUsageSchema.class {}
LineUsageSchema.setClass(LineUsage);

const InvoiceTaxSchema = defineEntity({
  name: 'InvoiceTax',
  tableName: 'invoice_tax',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    invoiceId: p.uuid(),
    position: p.integer(),
    code: p.string(),
    taxable: p.bigint('bigint'),
    percent: p.string(),
    amount: p.bigint('bigint'),
  },
});
export class InvoiceTax extends InvoiceTaxSchema.class {}
InvoiceTaxSchema.setClass(InvoiceTax);

const HoldSchema = defineEntity({
  name: 'Hold',
  tableName: 'invoice_hold',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    invoiceId: p.uuid(),
    position: p.integer(),
    reason: p.string().$type<HoldReason>(),
    contractNumber: p.string().strictNullable(),
    register: p.string().strictNullable(),
    unit: p.string().strictNullable(),
    fromAt: p.datetime().strictNullable(),
    toAt: p.datetime().strictNullable(),
    releasedBy: p.string().strictNullable(),
    note: p.string().strictNullable(),
  },
});
export class Hold extends HoldSchema.class {}
HoldSchema.setClass(Hold);

const InvoiceEventSchema = defineEntity({
  name: 'InvoiceEvent',
  tableName: 'invoice_event',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    invoiceId: p.uuid(),
    at: p.datetime(),
    kind: p.string().$type<InvoiceEventKind>(),
    actor: p.string(),
    note: p.string().strictNullable(),
  },
});
export class InvoiceEvent extends InvoiceEventSchema.class {}
InvoiceEventSchema.setClass(InvoiceEvent);
