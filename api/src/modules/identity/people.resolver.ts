import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context, ViewerContext } from '../../context.ts';
import { result } from '../../graphql/results.ts';
import type { Invite } from './identity.entity.ts';
import { InviteType, PasswordReset, PasswordResetRequested, Removed } from './identity.type.ts';
import { requestPasswordReset, resetPassword } from './password-reset.service.ts';
import {
  InviteUserInput,
  RemoveMembershipInput,
  RequestPasswordResetInput,
  ResetPasswordInput,
} from './people.inputs.ts';
import { inviteUser, removeMembership } from './people.service.ts';

const InviteUserResult = result('InviteUser', () => InviteType);
const RemoveMembershipResult = result('RemoveMembership', () => Removed);
const RequestPasswordResetResult = result('RequestPasswordReset', () => PasswordResetRequested);
const ResetPasswordResult = result('ResetPassword', () => PasswordReset);

@Resolver()
export class PeopleResolver {
  @Authorized('portal-people:manage')
  @Mutation(() => InviteUserResult, {
    description:
      "Mails a one-time link. With `customerId` it invites to that customer's portal; a portal owner may invite to its own. Inviting again replaces the old link. Conflict `ALREADY_MEMBER`.",
  })
  inviteUser(
    @Arg('input', () => InviteUserInput) input: InviteUserInput,
    @Ctx() context: ViewerContext,
  ): Promise<Invite> {
    return inviteUser(context, input);
  }

  @Authorized('portal-people:manage')
  @Mutation(() => RemoveMembershipResult, {
    description: "Ends the person's sessions here at once. Conflict `LAST_OWNER`.",
  })
  removeMembership(
    @Arg('input', () => RemoveMembershipInput) input: RemoveMembershipInput,
    @Ctx() context: ViewerContext,
  ): Promise<Removed> {
    return removeMembership(context, input.membershipId);
  }

  @Authorized('public')
  @Mutation(() => RequestPasswordResetResult, {
    description: 'Always the same answer, whether the address exists or not.',
  })
  requestPasswordReset(
    @Arg('input', () => RequestPasswordResetInput) input: RequestPasswordResetInput,
    @Ctx() context: Context,
  ): Promise<PasswordResetRequested> {
    return requestPasswordReset(context, input);
  }

  @Authorized('public')
  @Mutation(() => ResetPasswordResult, {
    description: 'Sets the password and ends all sessions. Forbidden `LINK_INVALID`.',
  })
  resetPassword(
    @Arg('input', () => ResetPasswordInput) input: ResetPasswordInput,
    @Ctx() context: Context,
  ): Promise<PasswordReset> {
    return resetPassword(context, input);
  }
}
