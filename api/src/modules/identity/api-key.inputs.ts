import { Field, ID, InputType } from 'type-graphql';
import { DateTime } from '../../graphql/scalars.ts';

@InputType({
  description: "A portal owner's key is always limited to its customer. Without `expiresAt` it lasts until revoked.",
})
export class CreateApiKeyInput {
  @Field(() => String) name!: string;
  @Field(() => [String]) permissions!: string[];
  @Field(() => ID, { nullable: true }) customerId?: string | null;
  @Field(() => DateTime, { nullable: true }) expiresAt?: Date | null;
  @Field(() => String, { nullable: true }) idempotencyKey?: string | null;
}

@InputType()
export class RevokeApiKeyInput {
  @Field(() => ID) apiKeyId!: string;
}
