import { Field, ID, InputType, Int } from 'type-graphql';
import { DateTime, Decimal } from '../../graphql/scalars.ts';

@InputType({
  description:
    'Secrets of a device, write-only. SNMP v1 and v2c: `community`; v3: `user`, `auth` (sha, sha256, sha512), `priv` (aes, aes256); HTTP: `user`, `password`.',
})
export class CredentialsInput {
  @Field(() => String, { nullable: true }) community?: string | null;
  @Field(() => String, { nullable: true }) user?: string | null;
  @Field(() => String, { nullable: true }) password?: string | null;
  @Field(() => String, { nullable: true }) auth?: string | null;
  @Field(() => String, { nullable: true }) authKey?: string | null;
  @Field(() => String, { nullable: true }) priv?: string | null;
  @Field(() => String, { nullable: true }) privKey?: string | null;
}

@InputType({
  description:
    '`collectorId` may be left out while the site has one collector; `profile` while the device can be identified by asking; `outlets` makes that many at once.',
})
export class CreatePduInput {
  @Field(() => ID) siteId!: string;
  @Field(() => String) name!: string;
  @Field(() => String) address!: string;
  @Field(() => ID, { nullable: true }) rackId?: string | null;
  @Field(() => ID, { nullable: true }) collectorId?: string | null;
  @Field(() => String, { nullable: true }) profile?: string | null;
  @Field(() => CredentialsInput, { nullable: true }) credentials?: CredentialsInput | null;
  @Field(() => Int, { nullable: true }) outlets?: number | null;
  @Field(() => Decimal, { nullable: true }) breakerA?: string | null;
  @Field(() => ID, { nullable: true }) meterId?: string | null;
  @Field(() => String, { nullable: true }) idempotencyKey?: string | null;
}

@InputType()
export class CreateMeterInput {
  @Field(() => ID) siteId!: string;
  @Field(() => String) name!: string;
  @Field(() => String) address!: string;
  @Field(() => String) profile!: string;
  @Field(() => Boolean, { nullable: true, defaultValue: false }) main?: boolean | null;
  @Field(() => Decimal, { nullable: true }) breakerA?: string | null;
  @Field(() => ID, { nullable: true }) parentId?: string | null;
  @Field(() => ID, { nullable: true }) collectorId?: string | null;
  @Field(() => CredentialsInput, { nullable: true }) credentials?: CredentialsInput | null;
  @Field(() => String, { nullable: true }) idempotencyKey?: string | null;
}

@InputType({
  description:
    'A field left out stays, null clears it. `breakerA`: what the breaker before each phase is rated for. `meterId`: the meter of the site that measures the PDU too. Another `profile` needs a confirmation of its own.',
})
export class UpdatePduInput {
  @Field(() => ID) pduId!: string;
  @Field(() => String, { nullable: true }) name?: string | null;
  @Field(() => String, { nullable: true }) address?: string | null;
  @Field(() => ID, { nullable: true }) rackId?: string | null;
  @Field(() => ID, { nullable: true }) collectorId?: string | null;
  @Field(() => String, { nullable: true }) profile?: string | null;
  @Field(() => CredentialsInput, { nullable: true }) credentials?: CredentialsInput | null;
  @Field(() => Decimal, { nullable: true }) breakerA?: string | null;
  @Field(() => ID, { nullable: true }) meterId?: string | null;
}

@InputType({ description: 'As `UpdatePduInput`; `parentId`: the meter of the site that measures this one too.' })
export class UpdateMeterInput {
  @Field(() => ID) meterId!: string;
  @Field(() => String, { nullable: true }) name?: string | null;
  @Field(() => String, { nullable: true }) address?: string | null;
  @Field(() => ID, { nullable: true }) collectorId?: string | null;
  @Field(() => String, { nullable: true }) profile?: string | null;
  @Field(() => Boolean, { nullable: true }) main?: boolean | null;
  @Field(() => CredentialsInput, { nullable: true }) credentials?: CredentialsInput | null;
  @Field(() => Decimal, { nullable: true }) breakerA?: string | null;
  @Field(() => ID, { nullable: true }) parentId?: string | null;
}

@InputType()
export class ConfirmProfileInput {
  @Field(() => ID) deviceId!: string;
  @Field(() => String) note!: string;
}

@InputType({ description: 'Exactly one of `outletId`, `meterId`; at most one of `minerId`, `siteId`.' })
export class FeedInput {
  @Field(() => ID, { nullable: true }) outletId?: string | null;
  @Field(() => ID, { nullable: true }) meterId?: string | null;
  @Field(() => ID, { nullable: true }) minerId?: string | null;
  @Field(() => ID, { nullable: true }) siteId?: string | null;
  @Field(() => Decimal, { nullable: true, defaultValue: '1' }) weight?: string | null;
}

@InputType()
export class MapOutletsInput {
  @Field(() => [FeedInput]) feeds!: FeedInput[];
  @Field(() => DateTime) from!: Date;
  @Field(() => String, { nullable: true }) idempotencyKey?: string | null;
}
