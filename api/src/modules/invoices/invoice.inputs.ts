import { Field, ID, InputType } from 'type-graphql';
import { AfterRelease, HoldReason, InvoiceKind, InvoiceStatus } from './invoice.words.ts';

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
    'false recomputes drafts and held ones.',
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
