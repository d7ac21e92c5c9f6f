import { Arg, Authorized, Ctx, Field, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { ViewerContext } from '../../context.ts';
import { result } from '../../graphql/results.ts';
import type { Membership, User } from './identity.entity.ts';
import { MembershipType, UserType } from './identity.type.ts';
import { ResetSecondFactorInput } from './people.inputs.ts';
import { resetSecondFactor } from './second-factor-reset.service.ts';
import { confirmSecondFactor, removeSecondFactor, startSecondFactor } from './second-factor.service.ts';

@InputType()
class StartSecondFactorInput {
  @Field(() => String) password!: string;
}

@InputType()
class ConfirmSecondFactorInput {
  @Field(() => String) oneTimeCode!: string;
}

@InputType()
class RemoveSecondFactorInput {
  @Field(() => String) password!: string;
  @Field(() => String) oneTimeCode!: string;
}

@ObjectType({ description: 'For an authenticator app: `otpauthUrl` as a QR code, or `secret` typed in.' })
class SecondFactorStarted {
  @Field(() => String) secret!: string;
  @Field(() => String) otpauthUrl!: string;
}

@ObjectType({ description: 'Each code signs in once, in place of one from the app. They are shown this once.' })
class SecondFactorConfirmed {
  @Field(() => [String]) recoveryCodes!: string[];
}

const StartSecondFactorResult = result('StartSecondFactor', () => SecondFactorStarted);
const ConfirmSecondFactorResult = result('ConfirmSecondFactor', () => SecondFactorConfirmed);
const RemoveSecondFactorResult = result('RemoveSecondFactor', () => UserType);
const ResetSecondFactorResult = result('ResetSecondFactor', () => MembershipType);

@Resolver()
export class SecondFactorResolver {
  @Authorized('signed-in')
  @Mutation(() => StartSecondFactorResult, {
    description: 'The own second factor; it counts once confirmed. Conflict `WRONG_STATE` when one is on.',
  })
  startSecondFactor(
    @Arg('input', () => StartSecondFactorInput) input: StartSecondFactorInput,
    @Ctx() context: ViewerContext,
  ): Promise<SecondFactorStarted> {
    return startSecondFactor(context, input);
  }

  @Authorized('signed-in')
  @Mutation(() => ConfirmSecondFactorResult, {
    description:
      'Turns it on by a code of the app. Forbidden `BAD_CODE`; Conflict `WRONG_STATE` when none was started.',
  })
  confirmSecondFactor(
    @Arg('input', () => ConfirmSecondFactorInput) input: ConfirmSecondFactorInput,
    @Ctx() context: ViewerContext,
  ): Promise<SecondFactorConfirmed> {
    return confirmSecondFactor(context, input);
  }

  @Authorized('signed-in')
  @Mutation(() => RemoveSecondFactorResult, {
    description: 'Turns it off. Takes what a sign-in takes: Forbidden `BAD_CREDENTIALS`, `BAD_CODE`, `LOCKED`.',
  })
  removeSecondFactor(
    @Arg('input', () => RemoveSecondFactorInput) input: RemoveSecondFactorInput,
    @Ctx() context: ViewerContext,
  ): Promise<User> {
    return removeSecondFactor(context, input);
  }

  @Authorized('portal-people:manage')
  @Mutation(() => ResetSecondFactorResult, {
    description:
      "Turns off another person's lost second factor, ends all of the person's sessions and tells the person by mail. Conflict `WRONG_STATE` when there is none; Forbidden for oneself, and for who belongs to somebody else too.",
  })
  resetSecondFactor(
    @Arg('input', () => ResetSecondFactorInput) input: ResetSecondFactorInput,
    @Ctx() context: ViewerContext,
  ): Promise<Membership> {
    return resetSecondFactor(context, input.membershipId);
  }
}
