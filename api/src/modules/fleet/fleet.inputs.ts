import { Field, ID, InputType } from 'type-graphql';
import { MinerStatus } from '../telemetry/index.ts';

@InputType()
export class RackFilter {
  @Field(() => String, { nullable: true }) search?: string | null;
  @Field(() => ID, { nullable: true }) siteId?: string | null;
}

@InputType({
  description:
    '`search` looks into name, serial, MAC, address, model, rack. All given fields have to hold; a list holds when one of it does. `unassigned` true: under no contract now; false: under one. `unmapped` true: it hangs on no outlet or meter now; false: on one. `retired` true: those out of the fleet, instead of those in it.',
})
export class MinerFilter {
  @Field(() => String, { nullable: true }) search?: string | null;
  @Field(() => [ID], { nullable: true }) siteIds?: string[] | null;
  @Field(() => ID, { nullable: true }) rackId?: string | null;
  @Field(() => ID, { nullable: true }) pduId?: string | null;
  @Field(() => [String], { nullable: true }) makes?: string[] | null;
  @Field(() => [ID], { nullable: true }) modelIds?: string[] | null;
  @Field(() => [MinerStatus], { nullable: true }) statuses?: (keyof typeof MinerStatus)[] | null;
  @Field(() => String, { nullable: true }) firmware?: string | null;
  @Field(() => ID, { nullable: true }) customerId?: string | null;
  @Field(() => ID, { nullable: true }) contractId?: string | null;
  @Field(() => ID, { nullable: true }) ownerId?: string | null;
  @Field(() => Boolean, { nullable: true }) unassigned?: boolean | null;
  @Field(() => Boolean, { nullable: true }) unmapped?: boolean | null;
  @Field(() => Boolean, { nullable: true }) retired?: boolean | null;
}

@InputType()
export class PduFilter {
  @Field(() => String, { nullable: true }) search?: string | null;
  @Field(() => ID, { nullable: true }) siteId?: string | null;
  @Field(() => ID, { nullable: true }) rackId?: string | null;
  @Field(() => Boolean, { nullable: true }) retired?: boolean | null;
}

@InputType()
export class MeterFilter {
  @Field(() => String, { nullable: true }) search?: string | null;
  @Field(() => ID, { nullable: true }) siteId?: string | null;
  @Field(() => Boolean, { nullable: true }) retired?: boolean | null;
}
