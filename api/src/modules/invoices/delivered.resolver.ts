import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { ViewerContext } from '../../context.ts';
import { Decimal } from '../../graphql/scalars.ts';
import { jobContext } from '../../jobs.ts';
import { Contract, type InfinityTerms } from '../contracts/contract.entity.ts';
import { InfinityDetails } from '../contracts/contract.type.ts';
import { localDate } from '../contracts/index.ts';
import { deliveredTo } from './delivered.service.ts';
import { periodOf } from './period.rules.ts';

@Resolver(() => InfinityDetails)
export class DeliveredResolver {
  @FieldResolver(() => Decimal, { nullable: true })
  async deliveredPercent(
    @Root() terms: InfinityTerms,
    @Ctx() { em, viewer, installation, now }: ViewerContext,
  ): Promise<string | null> {
    const contract = await em.findOneOrFail(Contract, { id: terms.id });
    if (!contract.activatedAt) return null;
    const period = periodOf(localDate(now(), contract.timeZone).slice(0, 7));
    // The pool and what else is sold of it are nobody's to see; the one share that comes of them is.
    const all = jobContext(installation, viewer.organizationId, 'delivered');
    return deliveredTo(all.em, contract, terms, period, now());
  }
}
