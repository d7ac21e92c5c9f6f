import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context, ViewerContext } from '../../context.ts';
import { visible } from '../../database/visible.ts';
import { connection, PageArgs } from '../../graphql/connection.ts';
import { decimalText } from '../../graphql/decimal.ts';
import { registerNode } from '../../graphql/node.ts';
import { result } from '../../graphql/results.ts';
import { DateTime, Decimal } from '../../graphql/scalars.ts';
import { staffOnly } from '../../graphql/staff-only.ts';
import { isId } from '../../ids.ts';
import type { Collector } from '../collectors/collector.entity.ts';
import { CollectorType } from '../collectors/collector.type.ts';
import type { Customer } from '../customers/customer.entity.ts';
import { CustomerType } from '../customers/customer.type.ts';
import type { Site } from '../sites/site.entity.ts';
import { SiteType } from '../sites/site.type.ts';
import { liveView, MinerStatus, type MinerView } from '../telemetry/index.ts';
import { MinerReading } from '../telemetry/telemetry.type.ts';
import { FeedType } from './electrical.type.ts';
import { MinerFilter } from './fleet.inputs.ts';
import { Miner, type MinerModel, type Slot } from './fleet.entity.ts';
import { type FeedView, fleetLoaders } from './fleet.loader.ts';
import { UpdateMinerInput } from './miner.inputs.ts';
import { listMiners } from './miner-list.service.ts';
import { MinerModelType } from './miner-model.type.ts';
import { updateMiner } from './miner.service.ts';
import { MinerOrder, MinerType } from './miner.type.ts';
import { SlotType } from './rack.type.ts';

registerNode(Miner, 'Miner');
const MinerConnection = connection('Miner', () => MinerType);
const UpdateMinerResult = result('UpdateMiner', () => MinerType);

const viewOf = async (miner: Miner, context: Context): Promise<MinerView> => (await liveView(context))(miner);

@Resolver(() => MinerType)
export class MinerResolver {
  @Authorized('fleet:read')
  @Query(() => MinerConnection, { description: '`first` at most 5,000.' })
  async miners(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => MinerFilter, { nullable: true }) filter: MinerFilter | null,
    @Arg('orderBy', () => MinerOrder, { nullable: true }) orderBy: MinerOrder | null,
    @Ctx() context: ViewerContext,
  ): Promise<object> {
    return new MinerConnection(await listMiners(context, page, filter, orderBy ?? 'NAME_ASC'));
  }

  @Authorized('fleet:read')
  @Query(() => MinerType, { nullable: true })
  async miner(@Arg('id', () => ID) id: string, @Ctx() { em }: ViewerContext): Promise<Miner | null> {
    return isId(id) ? em.findOne(Miner, { id }) : null;
  }

  @Authorized('fleet:manage')
  @Mutation(() => UpdateMinerResult, {
    description:
      "Conflict `SLOT_TAKEN`, `ADDRESS_TAKEN`, `OWNER_BOUND` (an assigned unit's owner stays as its contract needs it).",
  })
  updateMiner(
    @Arg('input', () => UpdateMinerInput) input: UpdateMinerInput,
    @Ctx() context: ViewerContext,
  ): Promise<Miner> {
    return updateMiner(context, input);
  }

  @FieldResolver(() => SiteType)
  site(@Root() miner: Miner): Promise<Site> {
    return miner.site.loadOrFail();
  }

  @FieldResolver(() => MinerModelType)
  model(@Root() miner: Miner): Promise<MinerModel> {
    return miner.model.loadOrFail();
  }

  @FieldResolver(() => String, { nullable: true })
  address(@Root() miner: Miner, @Ctx() context: Context): string | null {
    return staffOnly(context, miner.address);
  }

  @FieldResolver(() => DateTime, { nullable: true })
  retiredAt(@Root() miner: Miner, @Ctx() context: Context): Date | null {
    return staffOnly(context, miner.retiredAt);
  }

  @FieldResolver(() => CollectorType, { nullable: true })
  async collector(@Root() miner: Miner, @Ctx() context: Context): Promise<Collector | null> {
    return visible(staffOnly(context, miner.collector));
  }

  @FieldResolver(() => SlotType, { nullable: true })
  async slot(@Root() miner: Miner, @Ctx() context: Context): Promise<Slot | null> {
    if (!(await viewOf(miner, context)).current) return null;
    return visible(miner.slot);
  }

  @FieldResolver(() => CustomerType, { nullable: true })
  async owner(@Root() miner: Miner): Promise<Customer | null> {
    return visible(miner.owner);
  }

  @FieldResolver(() => Boolean)
  async maintenance(@Root() miner: Miner, @Ctx() context: Context): Promise<boolean> {
    return miner.maintenance && (await viewOf(miner, context)).current;
  }

  @FieldResolver(() => DateTime, { nullable: true })
  maintenanceSince(@Root() miner: Miner, @Ctx() context: Context): Date | null {
    return staffOnly(context, miner.maintenanceSince);
  }

  @FieldResolver(() => String, { nullable: true })
  maintenanceReason(@Root() miner: Miner, @Ctx() context: Context): string | null {
    return staffOnly(context, miner.maintenanceReason);
  }

  @FieldResolver(() => String, { nullable: true })
  async firmware(@Root() miner: Miner, @Ctx() context: Context): Promise<string | null> {
    return (await viewOf(miner, context)).current ? miner.firmware : null;
  }

  @FieldResolver(() => String, { nullable: true })
  async firmwareVersion(@Root() miner: Miner, @Ctx() context: Context): Promise<string | null> {
    return (await viewOf(miner, context)).current ? miner.firmwareVersion : null;
  }

  @FieldResolver(() => Decimal)
  async ratedHashrateThs(@Root() miner: Miner): Promise<string> {
    return decimalText(miner.ratedHashrateThs ?? (await miner.model.loadOrFail()).ratedHashrateThs);
  }

  @FieldResolver(() => Decimal)
  async ratedPowerW(@Root() miner: Miner): Promise<string> {
    return decimalText(miner.ratedPowerW ?? (await miner.model.loadOrFail()).ratedPowerW);
  }

  @FieldResolver(() => Decimal)
  async ratedEfficiencyJPerTh(@Root() miner: Miner): Promise<string> {
    return decimalText(miner.ratedEfficiencyJPerTh ?? (await miner.model.loadOrFail()).ratedEfficiencyJPerTh);
  }

  @FieldResolver(() => MinerStatus)
  async status(@Root() miner: Miner, @Ctx() context: Context): Promise<MinerStatus> {
    return (await viewOf(miner, context)).status;
  }

  @FieldResolver(() => DateTime)
  async statusSince(@Root() miner: Miner, @Ctx() context: Context): Promise<Date> {
    return (await viewOf(miner, context)).statusSince;
  }

  @FieldResolver(() => String, { description: 'Why it has this status, in words.' })
  async statusReason(@Root() miner: Miner, @Ctx() context: Context): Promise<string> {
    return (await viewOf(miner, context)).statusReason;
  }

  @FieldResolver(() => MinerReading, { nullable: true })
  async latest(@Root() miner: Miner, @Ctx() context: Context): Promise<MinerReading | null> {
    return (await viewOf(miner, context)).latest;
  }

  @FieldResolver(() => DateTime, { nullable: true })
  async lastSeenAt(@Root() miner: Miner, @Ctx() context: Context): Promise<Date | null> {
    return (await viewOf(miner, context)).latest?.takenAt ?? null;
  }

  @FieldResolver(() => [FeedType])
  feeds(@Root() miner: Miner, @Ctx() context: Context): Promise<FeedView[]> {
    return fleetLoaders(context).feedsOfMiner.load(miner.id);
  }
}
