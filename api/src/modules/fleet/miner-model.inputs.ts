import { Field, ID, InputType } from 'type-graphql';
import { Decimal } from '../../graphql/scalars.ts';

@InputType()
export class CreateMinerModelInput {
  @Field(() => String) make!: string;
  @Field(() => String) name!: string;
  @Field(() => Decimal) ratedHashrateThs!: string;
  @Field(() => Decimal) ratedPowerW!: string;
  @Field(() => Decimal) ratedEfficiencyJPerTh!: string;
  @Field(() => String, { nullable: true }) source?: string | null;
  @Field(() => String, { nullable: true }) idempotencyKey?: string | null;
}

@InputType()
export class UpdateMinerModelInput {
  @Field(() => ID) minerModelId!: string;
  @Field(() => String, { nullable: true }) make?: string | null;
  @Field(() => String, { nullable: true }) name?: string | null;
  @Field(() => Decimal, { nullable: true }) ratedHashrateThs?: string | null;
  @Field(() => Decimal, { nullable: true }) ratedPowerW?: string | null;
  @Field(() => Decimal, { nullable: true }) ratedEfficiencyJPerTh?: string | null;
  @Field(() => String, { nullable: true }) source?: string | null;
}

@InputType()
export class RemoveMinerModelInput {
  @Field(() => ID) minerModelId!: string;
}
