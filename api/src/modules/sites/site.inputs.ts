import { Field, ID, InputType } from 'type-graphql';
import { Decimal } from '../../graphql/scalars.ts';

@InputType()
export class SiteFilter {
  @Field(() => String, { nullable: true }) search?: string | null;
  @Field(() => ID, { nullable: true }) customerId?: string | null;
  @Field(() => Boolean, { nullable: true, description: 'True: those that are closed, instead of the others.' })
  retired?: boolean | null;
}

@InputType()
export class CreateSiteInput {
  @Field(() => String) name!: string;
  @Field(() => String) timeZone!: string;
  @Field(() => String, { nullable: true }) city?: string | null;
  @Field(() => String, { nullable: true }) region?: string | null;
  @Field(() => String, { nullable: true }) country?: string | null;
  @Field(() => Decimal, { nullable: true }) capacityKw?: string | null;
  @Field(() => Decimal, { nullable: true }) energyCostPerKwh?: string | null;
  @Field(() => Decimal, { nullable: true }) sellableHashrateThs?: string | null;
  @Field(() => ID, { nullable: true }) customerId?: string | null;
  @Field(() => String, { nullable: true }) idempotencyKey?: string | null;
}

@InputType()
export class UpdateSiteInput {
  @Field(() => ID) siteId!: string;
  @Field(() => String, { nullable: true }) name?: string | null;
  @Field(() => String, { nullable: true }) timeZone?: string | null;
  @Field(() => String, { nullable: true }) city?: string | null;
  @Field(() => String, { nullable: true }) region?: string | null;
  @Field(() => String, { nullable: true }) country?: string | null;
  @Field(() => Decimal, { nullable: true }) capacityKw?: string | null;
  @Field(() => Decimal, { nullable: true }) energyCostPerKwh?: string | null;
  @Field(() => Decimal, { nullable: true }) sellableHashrateThs?: string | null;
  @Field(() => ID, { nullable: true }) customerId?: string | null;
}

@InputType()
export class RetireSiteInput {
  @Field(() => ID) siteId!: string;
}

@InputType()
export class RestoreSiteInput {
  @Field(() => ID) siteId!: string;
}
