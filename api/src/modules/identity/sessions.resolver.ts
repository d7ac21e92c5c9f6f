import { Arg, Authorized, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context, ViewerContext } from '../../context.ts';
import { result } from '../../graphql/results.ts';
import { Customer } from '../customers/customer.entity.ts';
import { CustomerType } from '../customers/customer.type.ts';
import type { Session } from './identity.entity.ts';
import { EndSessionInput } from './identity.inputs.ts';
import { Removed, SessionType } from './identity.type.ts';
import { endOneSession, openSessions } from './sessions.service.ts';

const EndSessionResult = result('EndSession', () => Removed);

@Resolver(() => SessionType)
export class SessionsResolver {
  @Authorized('signed-in')
  @Query(() => [SessionType], {
    description: 'The own open sessions, or with `membershipId` those of a person whom the viewer manages.',
  })
  sessions(
    @Arg('membershipId', () => ID, { nullable: true }) membershipId: string | null,
    @Ctx() context: ViewerContext,
  ): Promise<Session[]> {
    return openSessions(context, membershipId ?? null);
  }

  @Authorized('signed-in')
  @Mutation(() => EndSessionResult, {
    description: 'Signs one browser out: an own one, or one of a person whom the viewer manages.',
  })
  endSession(
    @Arg('input', () => EndSessionInput) input: EndSessionInput,
    @Ctx() context: ViewerContext,
  ): Promise<Removed> {
    return endOneSession(context, input.sessionId);
  }

  @FieldResolver(() => String, { nullable: true })
  address(@Root() session: Session): string | null {
    return session.clientAddress;
  }

  @FieldResolver(() => Boolean)
  current(@Root() session: Session, @Ctx() { viewer }: Context): boolean {
    return session.id === viewer?.sessionId;
  }

  @FieldResolver(() => CustomerType, { nullable: true })
  async viewing(@Root() { customerId }: Session, @Ctx() { em }: Context): Promise<Customer | null> {
    return customerId ? em.findOne(Customer, { id: customerId }) : null;
  }
}
