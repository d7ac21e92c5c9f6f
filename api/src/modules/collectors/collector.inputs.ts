import { Field, ID, InputType, Int } from 'type-graphql';

@InputType()
export class CreateCollectorInput {
  @Field(() => ID) siteId!: string;
  @Field(() => String) name!: string;
  @Field(() => String, { nullable: true }) idempotencyKey?: string | null;
}

@InputType()
export class RevokeCollectorInput {
  @Field(() => ID) collectorId!: string;
}

@InputType({
  description:
    '`sealingKey`: its own X25519 public key (base64), to which credentials are sealed. `refused`: devices of the plan outside its networks.',
})
export class ReportCollectorInput {
  @Field(() => String) version!: string;
  @Field(() => String) sealingKey!: string;
  @Field(() => [String]) allowedNetworks!: string[];
  @Field(() => Int) spooledReadings!: number;
  @Field(() => [ID], { nullable: true }) refused?: string[] | null;
}
