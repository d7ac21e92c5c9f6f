import { Field, ID, InputType } from 'type-graphql';

@InputType()
export class SiteFilter {
  @Field(() => String, { nullable: true }) search?: string | null;
  @Field(() => ID, { nullable: true }) customerId?: string | null;
}
