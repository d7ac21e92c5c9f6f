import DataLoader from 'dataloader';
import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { Context, ViewerContext } from '../../context.ts';
import { PageArgs } from '../../graphql/connection.ts';
import { DateTime } from '../../graphql/scalars.ts';
import { RegisterType } from '../fleet/electrical.type.ts';
import { Miner, Register } from '../fleet/fleet.entity.ts';
import { MinerType } from '../fleet/miner.type.ts';
import { listMeterData } from './meter-data.service.ts';
import {
  MeterData,
  MeterDataConnection,
  MeterDataFilter,
  MeterEvent,
  MeterEventConnection,
  MeterTask,
} from './meter-data.type.ts';
import { listMeterEvents } from './meter-events.service.ts';
import { meterTasks } from './meter-tasks.service.ts';

/** Staff's alone: what is known of registers, of whomever they feed. */
@Resolver(() => MeterData)
export class MeterDataResolver {
  @Authorized('metering:read')
  @Query(() => MeterDataConnection, {
    description: "A site's registers and how well each is known over at most 62 days, the worst first.",
  })
  async meterData(
    @Arg('siteId', () => ID) siteId: string,
    @Arg('from', () => DateTime) from: Date,
    @Arg('to', () => DateTime) to: Date,
    @Arg('filter', () => MeterDataFilter, { nullable: true }) filter: MeterDataFilter | null,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: ViewerContext,
  ): Promise<object> {
    return new MeterDataConnection(await listMeterData(context, { siteId, from, to, filter }, page));
  }

  @Authorized('metering:read')
  @Query(() => MeterEventConnection, {
    description: "What happened to a site's registers, or to one, the newest first.",
  })
  async meterEvents(
    @Arg('siteId', () => ID) siteId: string,
    @Arg('registerId', () => ID, { nullable: true }) registerId: string | null | undefined,
    @Arg('from', () => DateTime) from: Date,
    @Arg('to', () => DateTime) to: Date,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: ViewerContext,
  ): Promise<object> {
    return new MeterEventConnection(
      await listMeterEvents(context, { siteId, registerId: registerId ?? null, from, to }, page),
    );
  }

  @Authorized('metering:read')
  @Query(() => [MeterTask], {
    description: 'What needs a person before the bills of a site are right, the most pressing first; at most 500.',
  })
  meterTasks(@Arg('siteId', () => ID) siteId: string, @Ctx() context: ViewerContext): Promise<MeterTask[]> {
    return meterTasks(context, siteId);
  }

  @FieldResolver(() => RegisterType)
  register(@Root() { registerId }: MeterData, @Ctx() context: Context): Promise<Register | null> {
    return loadersOf(context).registers.load(registerId);
  }
}

@Resolver(() => MeterEvent)
export class MeterEventResolver {
  @FieldResolver(() => RegisterType)
  register(@Root() { registerId }: MeterEvent, @Ctx() context: Context): Promise<Register | null> {
    return loadersOf(context).registers.load(registerId);
  }
}

@Resolver(() => MeterTask)
export class MeterTaskResolver {
  @FieldResolver(() => RegisterType, { nullable: true })
  async register(@Root() { registerId }: MeterTask, @Ctx() context: Context): Promise<Register | null> {
    return registerId === null ? null : loadersOf(context).registers.load(registerId);
  }

  @FieldResolver(() => MinerType, { nullable: true })
  async miner(@Root() { minerId }: MeterTask, @Ctx() context: Context): Promise<Miner | null> {
    return minerId === null ? null : loadersOf(context).miners.load(minerId);
  }
}

type Loaders = {
  readonly registers: DataLoader<string, Register | null>;
  readonly miners: DataLoader<string, Miner | null>;
};
const known = new WeakMap<object, Loaders>();

function loadersOf({ em }: Context): Loaders {
  const before = known.get(em);
  if (before) return before;
  const made: Loaders = {
    registers: new DataLoader(async (ids) => inOrder(ids, await em.find(Register, { id: { $in: [...ids] } }))),
    miners: new DataLoader(async (ids) => inOrder(ids, await em.find(Miner, { id: { $in: [...ids] } }))),
  };
  known.set(em, made);
  return made;
}

function inOrder<T extends { id: string }>(ids: readonly string[], rows: readonly T[]): (T | null)[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id) ?? null);
}
