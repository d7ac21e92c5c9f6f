import DataLoader from 'dataloader';
import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context.ts';
import { decimalText } from '../../graphql/decimal.ts';
import { visible } from '../../database/visible.ts';
import { connection, PageArgs } from '../../graphql/connection.ts';
import { registerNode } from '../../graphql/node.ts';
import { DateTime, Decimal } from '../../graphql/scalars.ts';
import { isCustomers } from '../../graphql/staff-only.ts';
import type { Site } from '../sites/site.entity.ts';
import { SiteType } from '../sites/site.type.ts';
import { RegisterReading } from '../telemetry/telemetry.type.ts';
import { FeedType, MeterType, OutletType, RegisterType, ReplacementType, VoidRangeType } from './electrical.type.ts';
import { type Meter, type Miner, type Outlet, Register, RegisterReplacement, RegisterVoid } from './fleet.entity.ts';
import { type FeedView, fleetLoaders } from './fleet.loader.ts';
import { MinerType } from './miner.type.ts';
import { latestReadings, listReadings } from './register-readings.service.ts';

registerNode(Register, 'Register');
const RegisterReadingConnection = connection('RegisterReading', () => RegisterReading);

const latest = new WeakMap<object, DataLoader<number, RegisterReading | null>>();

function latestLoader(context: Context): DataLoader<number, RegisterReading | null> {
  const known = latest.get(context.em);
  if (known) return known;
  const made = new DataLoader<number, RegisterReading | null>(async (numbers) => {
    const readings = await latestReadings(context, numbers);
    return numbers.map((no) => readings.get(no) ?? null);
  });
  latest.set(context.em, made);
  return made;
}

/** `intervals` is the metering module's. */
@Resolver(() => RegisterType)
export class RegisterResolver {
  @FieldResolver(() => OutletType, { nullable: true })
  async outlet(@Root() register: Register): Promise<Outlet | null> {
    return visible(register.outlet);
  }

  @FieldResolver(() => MeterType, { nullable: true })
  async meter(@Root() register: Register): Promise<Meter | null> {
    return visible(register.meter);
  }

  @FieldResolver(() => RegisterReading, { nullable: true })
  latest(@Root() register: Register, @Ctx() context: Context): Promise<RegisterReading | null> {
    return latestLoader(context).load(register.no);
  }

  @FieldResolver(() => [FeedType])
  feeds(@Root() register: Register, @Ctx() context: Context): Promise<FeedView[]> {
    const loaders = fleetLoaders(context);
    return register.outlet
      ? loaders.feedsOfOutlet.load(register.outlet.id)
      : loaders.feedsOfMeter.load(register.meter?.id as string);
  }

  @FieldResolver(() => [ReplacementType])
  replacements(@Root() register: Register, @Ctx() { em }: Context): Promise<RegisterReplacement[]> {
    return em.find(RegisterReplacement, { register: register.id }, { orderBy: { at: 'asc' } });
  }

  @FieldResolver(() => [VoidRangeType])
  async voids(@Root() register: Register, @Ctx() { em }: Context): Promise<object[]> {
    const voids = await em.find(RegisterVoid, { register: register.id }, { orderBy: { during: 'asc' } });
    return voids.map(({ during, reason }) => ({ ...during, reason }));
  }

  @FieldResolver(() => RegisterReadingConnection, { description: 'Oldest first, `first` at most 5,000.' })
  async readings(
    @Root() register: Register,
    @Arg('from', () => DateTime) from: Date,
    @Arg('to', () => DateTime) to: Date,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
  ): Promise<object> {
    return new RegisterReadingConnection(await listReadings(context, register, { from, to }, page));
  }
}

@Resolver(() => FeedType)
export class FeedResolver {
  @FieldResolver(() => OutletType, { nullable: true })
  async outlet(@Root() { feed }: FeedView): Promise<Outlet | null> {
    return visible(feed.outlet);
  }

  @FieldResolver(() => MeterType, { nullable: true })
  async meter(@Root() { feed }: FeedView): Promise<Meter | null> {
    return visible(feed.meter);
  }

  @FieldResolver(() => Decimal)
  weight(@Root() { feed }: FeedView): string {
    return decimalText(feed.weight);
  }

  @FieldResolver(() => MinerType, { nullable: true })
  async miner(@Root() { feed }: FeedView): Promise<Miner | null> {
    return visible(feed.miner);
  }

  @FieldResolver(() => SiteType, { nullable: true })
  async site(@Root() { feed }: FeedView, @Ctx() context: Context): Promise<Site | null> {
    return isCustomers(context) ? null : await visible(feed.site);
  }
}
