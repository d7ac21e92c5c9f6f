import { Field, ID, InputType } from 'type-graphql';
import { AddressInput } from '../../graphql/address.type.ts';
import { PortalStatus } from './customer.type.ts';

@InputType({ description: '`search` looks into names, company, emails, phone, contract and invoice numbers.' })
export class CustomerFilter {
  @Field(() => String, { nullable: true }) search?: string | null;
  @Field(() => Boolean, { nullable: true }) active?: boolean | null;
  @Field(() => Boolean, { nullable: true }) inDefault?: boolean | null;
  @Field(() => Boolean, { nullable: true }) billingHold?: boolean | null;
  @Field(() => PortalStatus, { nullable: true }) portal?: PortalStatus | null;
}

@InputType({
  description:
    'Names have 1 to 200 characters and no line breaks, notes up to 10,000. Emails are kept as typed and compared without case.',
})
export class CreateCustomerInput {
  @Field(() => String) name!: string;
  @Field(() => String) contactEmail!: string;
  @Field(() => String, { nullable: true }) companyName?: string | null;
  @Field(() => String, { nullable: true }) billingEmail?: string | null;
  @Field(() => String, { nullable: true }) phone?: string | null;
  @Field(() => String, { nullable: true }) billingCurrency?: string | null;
  @Field(() => Boolean, { nullable: true, defaultValue: true }) active?: boolean | null;
  @Field(() => Boolean, { nullable: true, defaultValue: true }) portalAccess?: boolean | null;
  @Field(() => String, { nullable: true }) notes?: string | null;
  @Field(() => AddressInput, { nullable: true }) address?: AddressInput | null;
  @Field(() => String, { nullable: true }) taxCode?: string | null;
  @Field(() => String, { nullable: true }) idempotencyKey?: string | null;
}

@InputType({ description: 'Another currency applies to later contracts; existing ones keep theirs.' })
export class UpdateCustomerInput {
  @Field(() => ID) customerId!: string;
  @Field(() => String, { nullable: true }) name?: string | null;
  @Field(() => String, { nullable: true }) contactEmail?: string | null;
  @Field(() => String, { nullable: true }) companyName?: string | null;
  @Field(() => String, { nullable: true }) billingEmail?: string | null;
  @Field(() => String, { nullable: true }) phone?: string | null;
  @Field(() => String, { nullable: true }) billingCurrency?: string | null;
  @Field(() => Boolean, { nullable: true }) active?: boolean | null;
  @Field(() => Boolean, { nullable: true }) portalAccess?: boolean | null;
  @Field(() => String, { nullable: true }) notes?: string | null;
  @Field(() => AddressInput, { nullable: true }) address?: AddressInput | null;
  @Field(() => String, { nullable: true }) taxCode?: string | null;
}

@InputType({ description: '`reason` is needed to hold; internal.' })
export class SetBillingHoldInput {
  @Field(() => ID) customerId!: string;
  @Field(() => Boolean) held!: boolean;
  @Field(() => String, { nullable: true }) reason?: string | null;
}

@InputType()
export class MarkInDefaultInput {
  @Field(() => ID) customerId!: string;
  @Field(() => Boolean) inDefault!: boolean;
  @Field(() => String, { nullable: true }) reason?: string | null;
}

@InputType()
export class ViewAsCustomerInput {
  @Field(() => ID) customerId!: string;
}

@InputType()
export class SendPortalInviteInput {
  @Field(() => ID) customerId!: string;
  @Field(() => String, { nullable: true }) idempotencyKey?: string | null;
}
