import { Field, InputType } from 'type-graphql';

@InputType({
  description:
    'One row of the file, as in `CreateCustomerInput`; the address in parts, the lines of `street` one below the other. An empty cell leaves a value as it is.',
})
export class CustomerRowInput {
  @Field(() => String) name!: string;
  @Field(() => String) contactEmail!: string;
  @Field(() => String, { nullable: true }) companyName?: string | null;
  @Field(() => String, { nullable: true }) billingEmail?: string | null;
  @Field(() => String, { nullable: true }) phone?: string | null;
  @Field(() => String, { nullable: true }) billingCurrency?: string | null;
  @Field(() => Boolean, { nullable: true }) active?: boolean | null;
  @Field(() => Boolean, { nullable: true }) portalAccess?: boolean | null;
  @Field(() => String, { nullable: true }) street?: string | null;
  @Field(() => String, { nullable: true }) city?: string | null;
  @Field(() => String, { nullable: true }) region?: string | null;
  @Field(() => String, { nullable: true }) postalCode?: string | null;
  @Field(() => String, { nullable: true }) country?: string | null;
  @Field(() => String, { nullable: true }) taxCode?: string | null;
  @Field(() => String, { nullable: true }) notes?: string | null;
}

@InputType()
export class ImportCustomersInput {
  @Field(() => [CustomerRowInput]) rows!: CustomerRowInput[];
  @Field(() => Boolean, { nullable: true, defaultValue: false }) dryRun?: boolean | null;
  @Field(() => Boolean, { nullable: true, defaultValue: false }) skipBadRows?: boolean | null;
  @Field(() => String, { nullable: true }) idempotencyKey?: string | null;
}
