import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { ViewerContext } from '../../context.ts';
import { PageArgs } from '../../graphql/connection.ts';
import { DateTime } from '../../graphql/scalars.ts';
import type { Register } from '../fleet/fleet.entity.ts';
import { RegisterType } from '../fleet/electrical.type.ts';
import { Scope, Step } from '../telemetry/index.ts';
import { energyBalance } from './balance.service.ts';
import { EnergyBalance } from './balance.type.ts';
import { energyOver } from './energy.service.ts';
import { EnergySeries, IntervalConnection } from './energy.type.ts';
import { listIntervals } from './intervals.service.ts';

@Resolver(() => RegisterType)
export class MeteringResolver {
  @Authorized('telemetry:read')
  @Query(() => EnergySeries, {
    description:
      'Energy per step (at least a quarter hour), from the same intervals that bills use, at most 5,000 points.',
  })
  energy(
    @Arg('scope', () => Scope, { nullable: true }) scope: Scope | null,
    @Arg('from', () => DateTime) from: Date,
    @Arg('to', () => DateTime) to: Date,
    @Arg('step', () => Step) step: Step,
    @Ctx() context: ViewerContext,
  ): Promise<EnergySeries> {
    return energyOver(context, { scope, from, to, step });
  }

  @Authorized('telemetry:read')
  @Query(() => EnergyBalance, {
    nullable: true,
    description: "The energy of a site's meters and PDUs, each against what is below it. Null for customers.",
  })
  energyBalance(
    @Arg('siteId', () => ID) siteId: string,
    @Arg('from', () => DateTime) from: Date,
    @Arg('to', () => DateTime) to: Date,
    @Ctx() context: ViewerContext,
  ): Promise<EnergyBalance | null> {
    return energyBalance(context, { siteId, from, to });
  }

  @FieldResolver(() => IntervalConnection, { description: 'Oldest first, `first` at most 5,000.' })
  async intervals(
    @Root() register: Register,
    @Arg('from', () => DateTime) from: Date,
    @Arg('to', () => DateTime) to: Date,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: ViewerContext,
  ): Promise<object> {
    return new IntervalConnection(await listIntervals(context, register, { from, to }, page));
  }
}
