import { Field, ID, InputType, Int } from 'type-graphql';
import { Decimal } from '../../graphql/scalars.ts';

const slotNames =
  'A naming rule, `{row}-{column}` by default: also `{rr}`, `{cc}` (leading zero), `{letter}` of the row, `{n}` to `{nnn}` (running number).';

@InputType()
export class CreateRackInput {
  @Field(() => ID) siteId!: string;
  @Field(() => String) name!: string;
  @Field(() => Int) rows!: number;
  @Field(() => Int) columns!: number;
  @Field(() => String, { nullable: true }) group?: string | null;
  @Field(() => Decimal, { nullable: true }) capacityKw?: string | null;
  @Field(() => String, { nullable: true, description: slotNames }) slotNames?: string | null;
  @Field(() => String, { nullable: true }) idempotencyKey?: string | null;
}

@InputType({
  description:
    'What is named changes. `siteId` moves the rack with the machines and PDUs in it; `rows` and `columns` add slots or take free ones away; `slotNames` names all slots anew.',
})
export class UpdateRackInput {
  @Field(() => ID) rackId!: string;
  @Field(() => ID, { nullable: true }) siteId?: string | null;
  @Field(() => String, { nullable: true }) name?: string | null;
  @Field(() => String, { nullable: true }) group?: string | null;
  @Field(() => Int, { nullable: true }) rows?: number | null;
  @Field(() => Int, { nullable: true }) columns?: number | null;
  @Field(() => Decimal, { nullable: true }) capacityKw?: string | null;
  @Field(() => String, { nullable: true, description: slotNames }) slotNames?: string | null;
}

@InputType()
export class UpdateSlotInput {
  @Field(() => ID) slotId!: string;
  @Field(() => String) label!: string;
}

@InputType()
export class RemoveRackInput {
  @Field(() => ID) rackId!: string;
}

@InputType({ description: 'One row of the file: a rack of the site by its name. An empty cell leaves what is.' })
export class RackRowInput {
  @Field(() => String) name!: string;
  @Field(() => Int, { nullable: true }) rows?: number | null;
  @Field(() => Int, { nullable: true }) columns?: number | null;
  @Field(() => String, { nullable: true }) group?: string | null;
  @Field(() => Decimal, { nullable: true }) capacityKw?: string | null;
  @Field(() => String, { nullable: true, description: slotNames }) slotNames?: string | null;
}

@InputType()
export class ImportRacksInput {
  @Field(() => ID) siteId!: string;
  @Field(() => [RackRowInput]) rows!: RackRowInput[];
  @Field(() => Boolean, { nullable: true, defaultValue: false }) dryRun?: boolean | null;
  @Field(() => Boolean, { nullable: true, defaultValue: false }) skipBadRows?: boolean | null;
  @Field(() => String, { nullable: true }) idempotencyKey?: string | null;
}
