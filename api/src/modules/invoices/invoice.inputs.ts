import { Field, ID, InputType, Int } from 'type-graphql';
import { MoneyInput } from '../../graphql/money.type.ts';
import { AfterRelease, HoldReason, InvoiceChange, InvoiceKind, InvoiceStatus } from './invoice.words.ts';

@InputType({ description: '`period` is `YYYY-MM`.' })
export class InvoiceFilter {
  @Field(() => String, { nullable: true }) search?: string | null;
  @Field(() => ID, { nullable: true }) customerId?: string | null;
  @Field(() => ID, { nullable: true }) contractId?: string | null;
  @Field(() => [InvoiceStatus], { nullable: true }) statuses?: InvoiceStatus[] | null;
  @Field(() => [InvoiceKind], { nullable: true }) kinds?: InvoiceKind[] | null;
  @Field(() => String, { nullable: true }) period?: string | null;
  @Field(() => String, { nullable: true }) currency?: string | null;
  @Field(() => [HoldReason], { nullable: true }) holdReasons?: HoldReason[] | null;
  @Field(() => ID, { nullable: true }) billingRunId?: string | null;
}

@InputType({
  description:
    "`period` is `YYYY-MM`. Without `customerIds`: all customers with something to bill. `skipExisting` true leaves alone who has an invoice of the period that isn't cancelled; " +
    'false recomputes drafts and held ones, and bills what an issued one left out on a SUPPLEMENTAL one.',
})
export class GenerateInvoicesInput {
  @Field(() => String) period!: string;
  @Field(() => [ID], { nullable: true }) customerIds?: string[] | null;
  @Field(() => Boolean, { nullable: true, defaultValue: true }) skipExisting?: boolean | null;
  @Field(() => String, { nullable: true }) idempotencyKey?: string | null;
}

@InputType({ description: '`send` mails it too.' })
export class IssueInvoiceInput {
  @Field(() => ID) invoiceId!: string;
  @Field(() => Boolean, { nullable: true, defaultValue: false }) send?: boolean | null;
  @Field(() => String, { nullable: true }) idempotencyKey?: string | null;
}

@InputType()
export class ReleaseInvoiceInput {
  @Field(() => ID) invoiceId!: string;
  @Field(() => AfterRelease) next!: AfterRelease;
  @Field(() => String) note!: string;
  @Field(() => [HoldReason], { nullable: true }) override?: HoldReason[] | null;
  @Field(() => String, { nullable: true }) idempotencyKey?: string | null;
}

@InputType()
export class RecomputeInvoiceInput {
  @Field(() => ID) invoiceId!: string;
}

@InputType()
export class HoldInvoiceInput {
  @Field(() => ID) invoiceId!: string;
  @Field(() => String) reason!: string;
}

@InputType({ description: "`to`: the customer's `invoiceEmail` by default." })
export class SendInvoiceInput {
  @Field(() => ID) invoiceId!: string;
  @Field(() => String, { nullable: true }) to?: string | null;
  @Field(() => String, { nullable: true }) idempotencyKey?: string | null;
}

@InputType()
export class CancelInvoiceInput {
  @Field(() => ID) invoiceId!: string;
  @Field(() => String) reason!: string;
}

@InputType()
export class WriteOffInvoiceInput {
  @Field(() => ID) invoiceId!: string;
  @Field(() => String) reason!: string;
  @Field(() => String, { nullable: true }) idempotencyKey?: string | null;
}

@InputType({ description: '`reason` is due for HOLD, WRITE_OFF and CANCEL. At most 200 invoices.' })
export class ChangeInvoicesInput {
  @Field(() => [ID]) invoiceIds!: string[];
  @Field(() => InvoiceChange) change!: InvoiceChange;
  @Field(() => String, { nullable: true }) reason?: string | null;
  @Field(() => String, { nullable: true }) idempotencyKey?: string | null;
}

@InputType()
export class CreditNoteLineInput {
  @Field(() => Int) position!: number;
  @Field(() => MoneyInput) amount!: MoneyInput;
}

@InputType({ description: '`send` mails it too.' })
export class CreateCreditNoteInput {
  @Field(() => ID) invoiceId!: string;
  @Field(() => [CreditNoteLineInput]) lines!: CreditNoteLineInput[];
  @Field(() => String) reason!: string;
  @Field(() => Boolean, { nullable: true, defaultValue: false }) send?: boolean | null;
  @Field(() => String, { nullable: true }) idempotencyKey?: string | null;
}

@InputType({ description: "`to`: the customer's `invoiceEmail` by default." })
export class SendCreditNoteInput {
  @Field(() => ID) creditNoteId!: string;
  @Field(() => String, { nullable: true }) to?: string | null;
  @Field(() => String, { nullable: true }) idempotencyKey?: string | null;
}

@InputType({ description: 'Negative amounts are credits. `taxCode` null: not taxed.' })
export class AddAdjustmentInput {
  @Field(() => ID) customerId!: string;
  @Field(() => String) description!: string;
  @Field(() => MoneyInput) amount!: MoneyInput;
  @Field(() => ID, { nullable: true }) contractId?: string | null;
  @Field(() => String, { nullable: true }) taxCode?: string | null;
  @Field(() => String, { nullable: true }) idempotencyKey?: string | null;
}
