import { Arg, Authorized, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { Context, ViewerContext } from '../../context.ts';
import { result } from '../../graphql/results.ts';
import type { Mail } from '../mail/mail.entity.ts';
import { MailType } from '../mail/mail.type.ts';
import { changeInvoices } from './bulk.service.ts';
import { holdInvoice } from './hold.service.ts';
import { cancelInvoice, writeOffInvoice } from './ending.service.ts';
import { Invoice, type InvoiceEvent } from './invoice.entity.ts';
import {
  CancelInvoiceInput,
  ChangeInvoicesInput,
  HoldInvoiceInput,
  RecomputeInvoiceInput,
  SendInvoiceInput,
  WriteOffInvoiceInput,
} from './invoice.inputs.ts';
import { invoiceLoaders } from './invoice.loader.ts';
import { InvoiceEventType, InvoicesChangedType, InvoiceType } from './invoice.type.ts';
import { recomputeInvoice } from './recompute.service.ts';
import { sendInvoice } from './send-invoice.service.ts';

const RecomputeInvoiceResult = result('RecomputeInvoice', () => InvoiceType);
const HoldInvoiceResult = result('HoldInvoice', () => InvoiceType);
const SendInvoiceResult = result('SendInvoice', () => InvoiceType);
const CancelInvoiceResult = result('CancelInvoice', () => InvoiceType);
const WriteOffInvoiceResult = result('WriteOffInvoice', () => InvoiceType);
const ChangeInvoicesResult = result('ChangeInvoices', () => InvoicesChangedType);

/** What happens to an invoice between its draft and its end. */
@Resolver(() => InvoiceType)
export class InvoiceLifeResolver {
  @Authorized('invoice:recompute')
  @Mutation(() => RecomputeInvoiceResult, {
    description: 'DRAFT or HELD: rates it anew from what is known now, and judges the holds again.',
  })
  recomputeInvoice(
    @Arg('input', () => RecomputeInvoiceInput) input: RecomputeInvoiceInput,
    @Ctx() context: ViewerContext,
  ): Promise<Invoice> {
    return recomputeInvoice(context, input);
  }

  @Authorized('invoice:hold')
  @Mutation(() => HoldInvoiceResult, {
    description: 'DRAFT to HELD (`MANUAL`), until it is released. Conflict `WRONG_STATE`.',
  })
  holdInvoice(
    @Arg('input', () => HoldInvoiceInput) input: HoldInvoiceInput,
    @Ctx() context: ViewerContext,
  ): Promise<Invoice> {
    return holdInvoice(context, input);
  }

  @Authorized('invoice:send')
  @Mutation(() => SendInvoiceResult, { description: 'Mails an issued invoice with its PDF. Conflict `WRONG_STATE`.' })
  sendInvoice(
    @Arg('input', () => SendInvoiceInput) input: SendInvoiceInput,
    @Ctx() context: ViewerContext,
  ): Promise<Invoice> {
    return sendInvoice(context, input);
  }

  @Authorized('invoice:cancel')
  @Mutation(() => CancelInvoiceResult, {
    description:
      'DRAFT, HELD, or issued and untouched, to CANCELLED; a number once given is kept, the range may be billed again. Conflict `HAS_PAYMENT`, `PAYMENT_IN_FLIGHT`, `HAS_CREDIT_NOTE`.',
  })
  cancelInvoice(
    @Arg('input', () => CancelInvoiceInput) input: CancelInvoiceInput,
    @Ctx() context: ViewerContext,
  ): Promise<Invoice> {
    return cancelInvoice(context, input);
  }

  @Authorized('invoice:write-off')
  @Mutation(() => WriteOffInvoiceResult, {
    description: 'Gives up what is still due. Conflict `WRONG_STATE`, `PAYMENT_IN_FLIGHT`.',
  })
  writeOffInvoice(
    @Arg('input', () => WriteOffInvoiceInput) input: WriteOffInvoiceInput,
    @Ctx() context: ViewerContext,
  ): Promise<Invoice> {
    return writeOffInvoice(context, input);
  }

  @Authorized('invoice:change')
  @Mutation(() => ChangeInvoicesResult, {
    description:
      'The same for many invoices, each as by its own mutation: all of them or none. `issues` names those that refuse, with their codes.',
  })
  changeInvoices(
    @Arg('input', () => ChangeInvoicesInput) input: ChangeInvoicesInput,
    @Ctx() context: ViewerContext,
  ): Promise<InvoicesChangedType> {
    return changeInvoices(context, input);
  }

  @FieldResolver(() => [MailType], {
    description:
      "The mails that carried it, in order, and what became of each. The staff's alone: empty for a customer.",
  })
  mails(@Root() { id }: Invoice, @Ctx() context: Context): Promise<Mail[]> {
    return invoiceLoaders(context).mails.load(id);
  }

  @FieldResolver(() => [InvoiceEventType], {
    description: "What happened to it, in order. The staff's alone: empty for a customer.",
  })
  timeline(@Root() { id }: Invoice, @Ctx() context: Context): Promise<InvoiceEvent[]> {
    return invoiceLoaders(context).events.load(id);
  }
}

@Resolver(() => InvoicesChangedType)
export class InvoicesChangedResolver {
  @FieldResolver(() => [InvoiceType])
  invoices(@Root() { ids }: InvoicesChangedType, @Ctx() { em }: Context): Promise<Invoice[]> {
    return em.find(Invoice, { id: { $in: ids } }, { orderBy: { id: 'asc' }, refresh: true });
  }
}
