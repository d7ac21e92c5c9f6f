import { Arg, Authorized, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { Context, ViewerContext } from '../../context.ts';
import { visible } from '../../database/visible.ts';
import { Money, moneyOf } from '../../graphql/money.type.ts';
import { registerNode } from '../../graphql/node.ts';
import { result } from '../../graphql/results.ts';
import type { Contract } from '../contracts/contract.entity.ts';
import { ContractType } from '../contracts/contract.type.ts';
import type { Customer } from '../customers/customer.entity.ts';
import { CustomerType } from '../customers/customer.type.ts';
import type { Mail } from '../mail/mail.entity.ts';
import { MailType } from '../mail/mail.type.ts';
import { Adjustment } from './adjustment.entity.ts';
import { addAdjustment } from './adjustment.service.ts';
import { createCreditNote } from './credit-note.service.ts';
import { CreditNote } from './credit-note.entity.ts';
import type { Invoice } from './invoice.entity.ts';
import { AddAdjustmentInput, CreateCreditNoteInput, SendCreditNoteInput } from './invoice.inputs.ts';
import { invoiceLoaders } from './invoice.loader.ts';
import { sendCreditNote } from './send-credit-note.service.ts';
import { AdjustmentType, CreditNoteLineType, CreditNoteType, InvoiceType } from './invoice.type.ts';

registerNode(CreditNote, 'CreditNote');
registerNode(Adjustment, 'Adjustment');

const CreateCreditNoteResult = result('CreateCreditNote', () => CreditNoteType);
const SendCreditNoteResult = result('SendCreditNote', () => CreditNoteType);
const AddAdjustmentResult = result('AddAdjustment', () => AdjustmentType);

@Resolver(() => CreditNoteType)
export class CreditNoteResolver {
  @Authorized('invoice:credit')
  @Mutation(() => CreateCreditNoteResult, {
    description:
      'Takes back (part of) lines of an issued invoice, with their tax. Conflict `EXCEEDS_REMAINING`, `WRONG_STATE`.',
  })
  createCreditNote(
    @Arg('input', () => CreateCreditNoteInput) input: CreateCreditNoteInput,
    @Ctx() context: ViewerContext,
  ): Promise<CreditNote> {
    return createCreditNote(context, input);
  }

  @Authorized('invoice:send')
  @Mutation(() => SendCreditNoteResult, {
    description: 'Mails a credit note with its PDF, again or for the first time.',
  })
  sendCreditNote(
    @Arg('input', () => SendCreditNoteInput) input: SendCreditNoteInput,
    @Ctx() context: ViewerContext,
  ): Promise<CreditNote> {
    return sendCreditNote(context, input);
  }

  @FieldResolver(() => [MailType], {
    description:
      "The mails that carried it, in order, and what became of each. The staff's alone: empty for a customer.",
  })
  mails(@Root() { id }: CreditNote, @Ctx() context: Context): Promise<Mail[]> {
    return invoiceLoaders(context).mails.load(id);
  }

  @FieldResolver(() => InvoiceType)
  invoice(@Root() note: CreditNote): Promise<Invoice> {
    return note.invoice.loadOrFail();
  }

  @FieldResolver(() => [CreditNoteLineType])
  async lines(@Root() { id, currency }: CreditNote, @Ctx() context: Context): Promise<CreditNoteLineType[]> {
    const lines = await invoiceLoaders(context).creditLines.load(id);
    return lines.map(({ position, amount }) => ({ position, amount: moneyOf(amount, currency) }));
  }

  @FieldResolver(() => Money)
  tax(@Root() { tax, currency }: CreditNote): Money {
    return moneyOf(tax, currency);
  }

  @FieldResolver(() => Money)
  total(@Root() { total, currency }: CreditNote): Money {
    return moneyOf(total, currency);
  }

  @FieldResolver(() => String, { nullable: true })
  pdfUrl(@Root() { id }: CreditNote): string {
    return `/documents/credit-notes/${id}.pdf`;
  }
}

@Resolver(() => AdjustmentType)
export class AdjustmentResolver {
  @Authorized('invoice:adjust')
  @Mutation(() => AddAdjustmentResult, {
    description: "A line of the customer's next invoice in that currency: a credit, true-up or service.",
  })
  addAdjustment(
    @Arg('input', () => AddAdjustmentInput) input: AddAdjustmentInput,
    @Ctx() context: ViewerContext,
  ): Promise<Adjustment> {
    return addAdjustment(context, input);
  }

  @FieldResolver(() => CustomerType)
  customer(@Root() adjustment: Adjustment): Promise<Customer> {
    return adjustment.customer.loadOrFail();
  }

  @FieldResolver(() => ContractType, { nullable: true })
  contract(@Root() { contract }: Adjustment): Promise<Contract | null> {
    return visible(contract);
  }

  @FieldResolver(() => Money)
  amount(@Root() { amount, currency }: Adjustment): Money {
    return moneyOf(amount, currency);
  }

  @FieldResolver(() => InvoiceType, { nullable: true })
  invoice(@Root() { invoice }: Adjustment): Promise<Invoice | null> {
    return visible(invoice);
  }

  @FieldResolver(() => InvoiceType, {
    nullable: true,
    description: 'A true-up: the issued invoice whose line it corrects, since more is known of its month.',
  })
  corrects(@Root() { corrects }: Adjustment): Promise<Invoice | null> {
    return visible(corrects);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'A true-up: the evidence of the corrected month, to recompute it.',
  })
  evidenceUrl(@Root() { id, evidenceSha256 }: Adjustment): string | null {
    return evidenceSha256 && `/documents/adjustments/${id}/evidence.json`;
  }
}

/** What was taken back of an invoice, and what it carries besides its month. */
@Resolver(() => InvoiceType)
export class InvoiceCorrectionsResolver {
  @FieldResolver(() => [CreditNoteType])
  creditNotes(@Root() { id }: Invoice, @Ctx() context: Context): Promise<CreditNote[]> {
    return invoiceLoaders(context).creditNotes.load(id);
  }

  @FieldResolver(() => [AdjustmentType], { description: 'In the order in which they were made.' })
  adjustments(@Root() { id }: Invoice, @Ctx() context: Context): Promise<Adjustment[]> {
    return invoiceLoaders(context).adjustments.load(id);
  }

  @FieldResolver(() => Money)
  async credited(@Root() { id, currency }: Invoice, @Ctx() context: Context): Promise<Money> {
    return moneyOf(await creditedOf(context, id), currency);
  }

  @FieldResolver(() => Money, { description: 'total - paid - credited. Nothing is paid before payments exist.' })
  async balance(@Root() { id, total, currency }: Invoice, @Ctx() context: Context): Promise<Money> {
    return moneyOf(total - (await creditedOf(context, id)), currency);
  }
}

async function creditedOf(context: Context, invoiceId: string): Promise<bigint> {
  const notes = await invoiceLoaders(context).creditNotes.load(invoiceId);
  return notes.reduce((sum, { total }) => sum + total, 0n);
}

/** What waits for a customer's next invoice. */
@Resolver(() => CustomerType)
export class WaitingAdjustmentsResolver {
  @FieldResolver(() => [AdjustmentType], {
    description: "What waits for the next invoice, oldest first. The staff's alone: empty for the customer itself.",
  })
  waitingAdjustments(@Root() { id }: Customer, @Ctx() { em }: Context): Promise<Adjustment[]> {
    return em.find(Adjustment, { customer: id, invoice: null }, { orderBy: { id: 'asc' } });
  }
}
