import { Field, InputType } from 'type-graphql';
import { Decimal } from '../../graphql/scalars.ts';

@InputType({
  description: 'The person who owns the organization. Passwords have 12 to 256 characters (`WEAK_PASSWORD`).',
})
export class FirstOwnerInput {
  @Field(() => String) name!: string;
  @Field(() => String) email!: string;
  @Field(() => String) password!: string;
}

@InputType({ description: '`energyRate` is currency per kWh and becomes the rate of new contracts.' })
export class FirstOrganizationInput {
  @Field(() => String) name!: string;
  @Field(() => String) timeZone!: string;
  @Field(() => String) currency!: string;
  @Field(() => Decimal, { nullable: true }) energyRate?: string | null;
}

@InputType()
export class FirstSiteInput {
  @Field(() => String) name!: string;
  @Field(() => String) timeZone!: string;
  @Field(() => String, { nullable: true }) city?: string | null;
  @Field(() => String, { nullable: true }) region?: string | null;
  @Field(() => String, { nullable: true }) country?: string | null;
  @Field(() => Decimal, { nullable: true }) capacityKw?: string | null;
}

@InputType({ description: '`token` is what stands behind the `#` of the link that the start printed.' })
export class SetUpInstallationInput {
  @Field(() => String) token!: string;
  @Field(() => FirstOwnerInput) owner!: FirstOwnerInput;
  @Field(() => FirstOrganizationInput) organization!: FirstOrganizationInput;
  @Field(() => FirstSiteInput) site!: FirstSiteInput;
}
