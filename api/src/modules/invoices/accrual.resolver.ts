import { Arg, Authorized, Ctx, Extensions, ID, Query, Resolver, Root, Subscription } from 'type-graphql';
import type { ViewerContext } from '../../context.ts';
import { LiveStream } from '../../live/index.ts';
import { accrualOf, accrualSource } from './accrual.service.ts';
import { Accrual } from './accrual.type.ts';

/** The same for all viewers of one reach, so it is run once for all of them (`live: 'shared'`). */
@Resolver()
export class AccrualResolver {
  @Authorized('invoice:read')
  @Query(() => Accrual, { nullable: true, description: 'Null where the contract has no running month.' })
  accrual(@Arg('contractId', () => ID) contractId: string, @Ctx() context: ViewerContext): Promise<Accrual | null> {
    return accrualOf(context, contractId);
  }

  @Authorized('invoice:read')
  @Extensions({ live: 'shared' })
  @Subscription(() => Accrual, {
    name: 'accrual',
    subscribe: ({ args, context }) =>
      new LiveStream(accrualSource(context as ViewerContext, (args as { contractId: string }).contractId)),
  })
  liveAccrual(@Root() accrual: Accrual, @Arg('contractId', () => ID) _contractId: string): Accrual {
    return accrual;
  }
}
