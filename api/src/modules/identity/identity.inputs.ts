import { Field, ID, InputType } from 'type-graphql';

@InputType({
  description:
    '`portalSlug` counts only memberships of that portal; `membershipId` chooses at once; `oneTimeCode` is the second factor or a recovery code.',
})
export class SignInInput {
  @Field(() => String) email!: string;
  @Field(() => String) password!: string;
  @Field(() => String, { nullable: true }) portalSlug?: string | null;
  @Field(() => ID, { nullable: true }) membershipId?: string | null;
  @Field(() => String, { nullable: true }) oneTimeCode?: string | null;
}

@InputType({ description: '`ticket` is left out by a person who is signed in.' })
export class ChooseMembershipInput {
  @Field(() => ID) membershipId!: string;
  @Field(() => String, { nullable: true }) ticket?: string | null;
}

@InputType()
export class SignOutInput {
  @Field(() => Boolean, { nullable: true, defaultValue: false }) everywhere?: boolean | null;
}

@InputType()
export class EndSessionInput {
  @Field(() => ID) sessionId!: string;
}

@InputType({
  description:
    "Passwords have 12 to 256 characters (`WEAK_PASSWORD`); `name` corrects the invitation's; `oneTimeCode` is the second factor of who has an account with one.",
})
export class AcceptInviteInput {
  @Field(() => String) token!: string;
  @Field(() => String) password!: string;
  @Field(() => String, { nullable: true }) name?: string | null;
  @Field(() => String, { nullable: true }) oneTimeCode?: string | null;
}
