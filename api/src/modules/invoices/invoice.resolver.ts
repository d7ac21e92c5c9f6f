import { formatKwh } from '@hashyard/rating';
import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context, ViewerContext } from '../../context.ts';
import { visible } from '../../database/visible.ts';
import { type Order, PageArgs, pageOf } from '../../graphql/connection.ts';
import { Money, moneyOf } from '../../graphql/money.type.ts';
import { registerNode } from '../../graphql/node.ts';
import { result } from '../../graphql/results.ts';
import { Decimal } from '../../graphql/scalars.ts';
import { isId } from '../../ids.ts';
import { localDate } from '../contracts/index.ts';
import type { Customer } from '../customers/customer.entity.ts';
import { CustomerType } from '../customers/customer.type.ts';
import { generateInvoices } from './billing-run.service.ts';
import { type BillingRun, type Hold, Invoice, type InvoiceLine } from './invoice.entity.ts';
import { invoiceFilter } from './invoice.filter.ts';
import { GenerateInvoicesInput, InvoiceFilter, IssueInvoiceInput, ReleaseInvoiceInput } from './invoice.inputs.ts';
import { invoiceLoaders } from './invoice.loader.ts';
import {
  BillingRunType,
  HoldType,
  InvoiceConnection,
  InvoiceLineType,
  InvoiceTaxType,
  InvoiceType,
} from './invoice.type.ts';
import { InvoiceOrder, InvoiceStatus } from './invoice.words.ts';
import { issueInvoice, releaseInvoice } from './issue.service.ts';
import { variancePercent } from './meter-check.rules.ts';
import { changePercent, shownStatus } from './status.rules.ts';

registerNode(Invoice, 'Invoice');

const GenerateInvoicesResult = result('GenerateInvoices', () => BillingRunType);
const IssueInvoiceResult = result('IssueInvoice', () => InvoiceType);
const ReleaseInvoiceResult = result('ReleaseInvoice', () => InvoiceType);

const orders: Record<InvoiceOrder, Order> = {
  NUMBER_ASC: { by: 'number', nullable: true },
  NUMBER_DESC: { by: 'number', nullable: true, descending: true },
  STARTS_ON_DESC: { by: 'startsOn', descending: true },
  ISSUED_ON_DESC: { by: 'issuedOn', nullable: true, descending: true },
  DUE_ON_ASC: { by: 'dueOn', nullable: true },
  TOTAL_DESC: { by: 'total', descending: true },
};
const newestFirst: Order = { by: 'createdAt', descending: true };

@Resolver(() => InvoiceType)
export class InvoiceResolver {
  @Authorized('invoice:read')
  @Query(() => InvoiceConnection, {
    description:
      'A customer sees its own once issued, cancelled ones only if they had been issued; never a DRAFT or HELD one.',
  })
  async invoices(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => InvoiceFilter, { nullable: true }) filter: InvoiceFilter | null,
    @Arg('orderBy', () => InvoiceOrder, { nullable: true }) orderBy: InvoiceOrder | null,
    @Ctx() { em, now }: ViewerContext,
  ): Promise<object> {
    const where = await invoiceFilter(em, filter, now());
    return new InvoiceConnection(await pageOf(em, Invoice, where, page, orderBy ? orders[orderBy] : newestFirst));
  }

  @Authorized('invoice:read')
  @Query(() => InvoiceType, { nullable: true })
  async invoice(@Arg('id', () => ID) id: string, @Ctx() { em }: ViewerContext): Promise<Invoice | null> {
    return isId(id) ? em.findOne(Invoice, { id }) : null;
  }

  @Authorized('invoice:generate')
  @Mutation(() => GenerateInvoicesResult, {
    description:
      'Bills a calendar month, which has to be over (Conflict `PERIOD_OPEN`), for all customers or those named. Answers at once; the work goes on in the background. Nothing is ever billed ' +
      'twice, whatever runs at the same time. The run says with `autoSend` whether its invoices are issued and mailed.',
  })
  generateInvoices(
    @Arg('input', () => GenerateInvoicesInput) input: GenerateInvoicesInput,
    @Ctx() context: ViewerContext,
  ): Promise<BillingRun> {
    return generateInvoices(context, input);
  }

  @Authorized('invoice:issue')
  @Mutation(() => IssueInvoiceResult, {
    description:
      'DRAFT to ISSUED (to PAID when nothing is due): number, dates, PDF and evidence are fixed for good. Conflict `WRONG_STATE` (HELD too), `COLLECTION_OPEN`.',
  })
  issueInvoice(
    @Arg('input', () => IssueInvoiceInput) input: IssueInvoiceInput,
    @Ctx() context: ViewerContext,
  ): Promise<Invoice> {
    return issueInvoice(context, input);
  }

  @Authorized('invoice:release')
  @Mutation(() => ReleaseInvoiceResult, {
    description: 'HELD to DRAFT or ISSUED. Conflict `HOLDS_REMAIN`: a reason neither gone nor in `override`.',
  })
  releaseInvoice(
    @Arg('input', () => ReleaseInvoiceInput) input: ReleaseInvoiceInput,
    @Ctx() context: ViewerContext,
  ): Promise<Invoice> {
    return releaseInvoice(context, input);
  }

  @FieldResolver(() => InvoiceStatus)
  status(@Root() invoice: Invoice, @Ctx() { now }: Context): InvoiceStatus {
    return shownStatus(invoice, localDate(now(), invoice.timeZone));
  }

  @FieldResolver(() => CustomerType)
  customer(@Root() invoice: Invoice): Promise<Customer> {
    return invoice.customer.loadOrFail();
  }

  @FieldResolver(() => [InvoiceLineType])
  lines(@Root() invoice: Invoice, @Ctx() context: Context): Promise<InvoiceLine[]> {
    return invoiceLoaders(context).lines.load(invoice.id);
  }

  @FieldResolver(() => [InvoiceTaxType])
  async taxes(@Root() { id, currency }: Invoice, @Ctx() context: Context): Promise<InvoiceTaxType[]> {
    const taxes = await invoiceLoaders(context).taxes.load(id);
    return taxes.map(({ code, percent, taxable, amount }) => ({
      code,
      percent,
      taxable: moneyOf(taxable, currency),
      amount: moneyOf(amount, currency),
    }));
  }

  @FieldResolver(() => Money)
  subtotal(@Root() { subtotal, currency }: Invoice): Money {
    return moneyOf(subtotal, currency);
  }

  @FieldResolver(() => Money)
  tax(@Root() { tax, currency }: Invoice): Money {
    return moneyOf(tax, currency);
  }

  @FieldResolver(() => Money)
  total(@Root() { total, currency }: Invoice): Money {
    return moneyOf(total, currency);
  }

  @FieldResolver(() => Money)
  paid(@Root() { currency }: Invoice): Money {
    return moneyOf(0n, currency);
  }

  @FieldResolver(() => [HoldType], {
    description: 'Empty unless HELD, or released from it (then each says by whom).',
  })
  async holds(@Root() invoice: Invoice, @Ctx() context: Context): Promise<HoldType[]> {
    const holds = await invoiceLoaders(context).holds.load(invoice.id);
    return holds.map((hold: Hold) => ({ ...hold, from: hold.fromAt, to: hold.toAt }));
  }

  @FieldResolver(() => Decimal)
  energyKwh(@Root() { energyWh }: Invoice): string {
    return formatKwh(energyWh);
  }

  @FieldResolver(() => Decimal)
  estimatedKwh(@Root() { estimatedWh }: Invoice): string {
    return formatKwh(estimatedWh);
  }

  @FieldResolver(() => Decimal, {
    nullable: true,
    description: "Against the customer's former period; null for the first.",
  })
  async changePercent(@Root() { id, total }: Invoice, @Ctx() context: Context): Promise<string | null> {
    return changePercent(total, await invoiceLoaders(context).formerTotal.load(id));
  }

  @FieldResolver(() => Decimal, {
    nullable: true,
    description:
      "How far its energy lines are from what the PDUs' meters counted, one decimal; above zero: more was billed. Null when they counted none of them.",
  })
  async variancePercent(@Root() { id }: Invoice, @Ctx() context: Context): Promise<string | null> {
    return variancePercent(await invoiceLoaders(context).lines.load(id));
  }

  @FieldResolver(() => String, { nullable: true })
  pdfUrl(@Root() { id, pdfSha256 }: Invoice): string | null {
    return pdfSha256 && `/documents/invoices/${id}.pdf`;
  }

  @FieldResolver(() => String, { nullable: true })
  evidenceUrl(@Root() { id }: Invoice): string {
    return `/documents/invoices/${id}/evidence.json`;
  }

  @FieldResolver(() => BillingRunType, { nullable: true })
  async billingRun(@Root() invoice: Invoice, @Ctx() context: Context): Promise<BillingRun | null> {
    // A run is the staff's business: its rows are not a customer's to see.
    return context.viewer?.customerId ? null : visible(invoice.billingRun);
  }
}
