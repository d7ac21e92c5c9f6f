import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context.ts';
import { visible } from '../../database/visible.ts';
import { PageArgs, pageOf } from '../../graphql/connection.ts';
import { DateTime } from '../../graphql/scalars.ts';
import type { Customer } from '../customers/customer.entity.ts';
import { CustomerType } from '../customers/customer.type.ts';
import type { Miner } from '../fleet/fleet.entity.ts';
import { MinerType } from '../fleet/miner.type.ts';
import type { Site } from '../sites/site.entity.ts';
import { SiteType } from '../sites/site.type.ts';
import { type Assignment, Contract } from './contract.entity.ts';
import { contractLoaders } from './contract.loader.ts';
import { newestFirst } from './contract.resolver.ts';
import { AssignmentType, ContractConnection, ContractType } from './contract.type.ts';

@Resolver(() => AssignmentType)
export class AssignmentResolver {
  @FieldResolver(() => ContractType)
  contract(@Root() assignment: Assignment): Promise<Contract> {
    return assignment.contract.loadOrFail();
  }

  @FieldResolver(() => MinerType, { nullable: true })
  async miner(@Root() assignment: Assignment): Promise<Miner | null> {
    return visible(assignment.miner);
  }

  @FieldResolver(() => SiteType, { nullable: true })
  site(@Root() assignment: Assignment): Promise<Site | null> {
    return visible(assignment.site);
  }

  @FieldResolver(() => DateTime)
  from(@Root() assignment: Assignment): Date {
    return assignment.fromAt;
  }

  @FieldResolver(() => DateTime, { nullable: true })
  to(@Root() assignment: Assignment): Date | null {
    return assignment.toAt;
  }
}

/** What a machine shows of its contracts. */
@Resolver(() => MinerType)
export class MinerContractResolver {
  @FieldResolver(() => ContractType, { nullable: true, description: 'The one now.' })
  async contract(@Root() miner: Miner, @Ctx() context: Context): Promise<Contract | null> {
    const now = context.now();
    const assignments = await contractLoaders(context).assignments.load(miner.id);
    const current = assignments.find(({ fromAt, toAt }) => fromAt <= now && (toAt === null || now < toAt));
    return visible(current?.contract);
  }

  @FieldResolver(() => [AssignmentType], { description: 'All that the viewer may see, oldest first.' })
  assignments(@Root() miner: Miner, @Ctx() context: Context): Promise<Assignment[]> {
    return contractLoaders(context).assignments.load(miner.id);
  }
}

/** What a customer shows of its contracts. */
@Resolver(() => CustomerType)
export class CustomerContractResolver {
  @FieldResolver(() => ContractConnection)
  async contracts(
    @Root() customer: Customer,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { em }: Context,
  ): Promise<object> {
    return new ContractConnection(await pageOf(em, Contract, { customer: customer.id }, page, newestFirst));
  }
}
