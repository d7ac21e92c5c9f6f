import { Arg, Authorized, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context, ViewerContext } from '../../context.ts';
import { visible } from '../../database/visible.ts';
import { managerFor } from '../../database/scope.ts';
import { registerNode } from '../../graphql/node.ts';
import { result } from '../../graphql/results.ts';
import { Customer } from '../customers/customer.entity.ts';
import { CustomerType } from '../customers/customer.type.ts';
import { Organization } from '../organizations/organization.entity.ts';
import { OrganizationType } from '../organizations/organization.type.ts';
import { Invite, Membership, User } from './identity.entity.ts';
import { AcceptInviteInput, ChooseMembershipInput, SignInInput, SignOutInput } from './identity.inputs.ts';
import {
  ChooseMembership,
  InviteType,
  MembershipType,
  SignedIn,
  SignedOut,
  UserType,
  ViewerType,
} from './identity.type.ts';
import { acceptInvite } from './invite.service.ts';
import { endSession, type Entrance } from './session.service.ts';
import { type Choice, chooseMembership, entrancesOf, signIn } from './sign-in.service.ts';
import type { Viewer } from './viewer.ts';

registerNode(Membership, 'Membership');
registerNode(User, 'User');
registerNode(Invite, 'Invite');

const SignInResult = result(
  'SignIn',
  () => [SignedIn, ChooseMembership],
  (value) => ('ticket' in value ? ChooseMembership : SignedIn) as never,
);
const ChooseMembershipResult = result('ChooseMembership', () => SignedIn);
const SignOutResult = result('SignOut', () => SignedOut);
const AcceptInviteResult = result('AcceptInvite', () => SignedIn);

const signedIn = ({ viewer }: ViewerContext) => ({ viewer });

@Resolver(() => ViewerType)
export class ViewerResolver {
  @Authorized('public')
  @Query(() => ViewerType, { nullable: true })
  viewer(@Ctx() { viewer }: Context): Viewer | null {
    return viewer;
  }

  @Authorized('public')
  @Mutation(() => SignInResult, {
    description:
      'Sets the session cookie, bound to one membership. `BAD_CREDENTIALS` says the same for a wrong password and an unknown address; `LOCKED` after too many tries; `SECOND_FACTOR_REQUIRED`, `BAD_CODE`; ' +
      '`PORTAL_OFF`, `ACCOUNT_INACTIVE` when no membership is left that may enter (all Forbidden).',
  })
  async signIn(@Arg('input', () => SignInInput) input: SignInInput, @Ctx() context: Context): Promise<object> {
    const answer = await signIn(context, input);
    return 'ticket' in answer ? choiceOf(context, answer) : signedIn(answer);
  }

  @Authorized('public')
  @Mutation(() => ChooseMembershipResult, {
    description:
      'Finishes a sign-in that answered `ChooseMembership`, or moves a signed-in person to another membership. Forbidden `TICKET_INVALID`.',
  })
  async chooseMembership(
    @Arg('input', () => ChooseMembershipInput) input: ChooseMembershipInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return signedIn(await chooseMembership(context, input));
  }

  @Authorized('public')
  @Mutation(() => SignOutResult, {
    description: "Ends this session, or all of the person's. Succeeds without a session too.",
  })
  async signOut(@Arg('input', () => SignOutInput) input: SignOutInput, @Ctx() context: Context): Promise<object> {
    const everywhere = input.everywhere ?? false;
    await endSession(context, everywhere);
    return { everywhere };
  }

  @Authorized('public')
  @Mutation(() => AcceptInviteResult, {
    description:
      'Uses up an invitation and signs in. Forbidden `LINK_INVALID` for an unknown, used, replaced or expired one (7 days). Who has an account already gives its password (`BAD_CREDENTIALS`).',
  })
  async acceptInvite(
    @Arg('input', () => AcceptInviteInput) input: AcceptInviteInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return signedIn(await acceptInvite(context, input));
  }

  @FieldResolver(() => [String])
  permissions(@Root() viewer: Viewer): string[] {
    return [...viewer.permissions].sort();
  }

  @FieldResolver(() => OrganizationType)
  organization(@Root() viewer: Viewer, @Ctx() { em }: Context): Promise<Organization> {
    return em.findOneOrFail(Organization, { id: viewer.organizationId });
  }

  @FieldResolver(() => CustomerType, { nullable: true })
  async customer(@Root() viewer: Viewer, @Ctx() { em }: Context): Promise<Customer | null> {
    return viewer.customerId ? em.findOne(Customer, { id: viewer.customerId }) : null;
  }

  @FieldResolver(() => UserType, { nullable: true })
  async user(@Root() viewer: Viewer, @Ctx() { em }: Context): Promise<User | null> {
    return viewer.userId ? em.findOne(User, { id: viewer.userId }) : null;
  }

  @FieldResolver(() => [MembershipType])
  async memberships(@Root() viewer: Viewer, @Ctx() context: Context): Promise<object[]> {
    if (viewer.readOnly) return []; // there is no way from here to another membership but out
    return viewer.userId ? ownMemberships(context, viewer.userId, await entrancesOf(context, viewer.userId, null)) : [];
  }
}

@Resolver(() => MembershipType)
export class MembershipResolver {
  @FieldResolver(() => UserType)
  user(@Root() membership: Membership): Promise<User> {
    return membership.user.loadOrFail();
  }

  @FieldResolver(() => OrganizationType)
  organization(@Root() membership: Membership): Promise<Organization> {
    return membership.organization.loadOrFail();
  }

  @FieldResolver(() => CustomerType, { nullable: true })
  async customer(@Root() membership: Membership): Promise<Customer | null> {
    return visible(membership.customer);
  }
}

@Resolver(() => InviteType)
export class InviteResolver {
  @FieldResolver(() => CustomerType, { nullable: true })
  async customer(@Root() invite: Invite): Promise<Customer | null> {
    return visible(invite.customer);
  }
}

async function choiceOf(context: Context, { ticket, entrances, person }: Choice): Promise<object> {
  return { ticket, memberships: await ownMemberships(context, person.id, entrances) };
}

/** A person's memberships lie in several organizations; each is read as that person in that organization. */
function ownMemberships(context: Context, userId: string, entrances: readonly Entrance[]): Promise<Membership[]> {
  return Promise.all(
    entrances.map(({ membershipId, organizationId, customerId }) =>
      managerFor(context.installation.orm, {
        kind: customerId ? 'CUSTOMER' : 'ENTERING',
        organizationId,
        customerId,
        userId,
        actor: `user:${userId}`,
      }).findOneOrFail(Membership, { id: membershipId }),
    ),
  );
}
