import { Field, ID, InputType, Int } from 'type-graphql';

@InputType()
export class CreateRackInput {
  @Field(() => ID) siteId!: string;
  @Field(() => String) name!: string;
  @Field(() => Int) rows!: number;
  @Field(() => Int) columns!: number;
  @Field(() => String, { nullable: true }) group?: string | null;
  @Field(() => String, { nullable: true }) idempotencyKey?: string | null;
}
