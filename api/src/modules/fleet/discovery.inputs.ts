import { Field, ID, InputType, Int } from 'type-graphql';
import { CredentialsInput } from './electrical.inputs.ts';

@InputType({
  description:
    "`deviceId`: this is that known device, moved; without it a new one is made. `modelId` may be left out for a model that is known by the name found. `outlets` makes that many of a new PDU's; " +
    '`profile` is by which it is read, else it is identified by asking.',
})
export class AcceptDiscoveryInput {
  @Field(() => ID) discoveryId!: string;
  @Field(() => String) name!: string;
  @Field(() => ID, { nullable: true }) deviceId?: string | null;
  @Field(() => ID, { nullable: true }) modelId?: string | null;
  @Field(() => ID, { nullable: true }) slotId?: string | null;
  @Field(() => ID, { nullable: true }) rackId?: string | null;
  @Field(() => String, { nullable: true }) profile?: string | null;
  @Field(() => Int, { nullable: true }) outlets?: number | null;
  @Field(() => CredentialsInput, { nullable: true }) credentials?: CredentialsInput | null;
}

@InputType()
export class DecideDiscoveriesInput {
  @Field(() => [AcceptDiscoveryInput], { nullable: true }) accept?: AcceptDiscoveryInput[] | null;
  @Field(() => [ID], { nullable: true }) ignore?: string[] | null;
  @Field(() => String, { nullable: true }) idempotencyKey?: string | null;
}
