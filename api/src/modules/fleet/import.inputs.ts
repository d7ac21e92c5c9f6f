import { Field, ID, InputType, Int } from 'type-graphql';
import { DateTime, Decimal } from '../../graphql/scalars.ts';

@InputType({
  description:
    "One row of the file. `model` is `make name` as in `minerModels`; `rack`, `slot` (label or `row-column`), `pdu` and `outlet` by name or number; `ownerEmail` a customer's contact address.",
})
export class MinerRowInput {
  @Field(() => String) name!: string;
  @Field(() => String) model!: string;
  @Field(() => String, { nullable: true }) serial?: string | null;
  @Field(() => String, { nullable: true }) mac?: string | null;
  @Field(() => String, { nullable: true }) address?: string | null;
  @Field(() => String, { nullable: true }) rack?: string | null;
  @Field(() => String, { nullable: true }) slot?: string | null;
  @Field(() => String, { nullable: true }) pdu?: string | null;
  @Field(() => Int, { nullable: true }) outlet?: number | null;
  @Field(() => String, { nullable: true }) ownerEmail?: string | null;
  @Field(() => Decimal, { nullable: true }) ratedHashrateThs?: string | null;
  @Field(() => Decimal, { nullable: true }) ratedPowerW?: string | null;
}

@InputType({ description: "`mappedFrom`: since when the rows' outlets feed them; now by default." })
export class ImportMinersInput {
  @Field(() => ID) siteId!: string;
  @Field(() => [MinerRowInput]) rows!: MinerRowInput[];
  @Field(() => DateTime, { nullable: true }) mappedFrom?: Date | null;
  @Field(() => Boolean, { nullable: true, defaultValue: false }) dryRun?: boolean | null;
  @Field(() => Boolean, { nullable: true, defaultValue: false }) skipBadRows?: boolean | null;
  @Field(() => String, { nullable: true }) idempotencyKey?: string | null;
}
