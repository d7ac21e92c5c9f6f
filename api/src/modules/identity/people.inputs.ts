import { Field, ID, InputType } from 'type-graphql';
import { Role } from './role.ts';

@InputType({ description: 'The two CUSTOMER roles need `customerId`, the others refuse it.' })
export class InviteUserInput {
  @Field(() => String) email!: string;
  @Field(() => Role) role!: Role;
  @Field(() => String, { nullable: true }) name?: string | null;
  @Field(() => ID, { nullable: true }) customerId?: string | null;
  @Field(() => String, { nullable: true }) idempotencyKey?: string | null;
}

@InputType()
export class RemoveMembershipInput {
  @Field(() => ID) membershipId!: string;
}

@InputType()
export class ResetSecondFactorInput {
  @Field(() => ID) membershipId!: string;
}

@InputType()
export class RequestPasswordResetInput {
  @Field(() => String) email!: string;
  @Field(() => String, { nullable: true }) portalSlug?: string | null;
}

@InputType()
export class ResetPasswordInput {
  @Field(() => String) token!: string;
  @Field(() => String) password!: string;
}
