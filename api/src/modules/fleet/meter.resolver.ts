import type { FilterQuery } from '@mikro-orm/postgresql';
import { Arg, Args, Authorized, Ctx, FieldResolver, Float, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context, ViewerContext } from '../../context.ts';
import { visible } from '../../database/visible.ts';
import { connection, PageArgs, pageOf } from '../../graphql/connection.ts';
import { anyIdOf, containing } from '../../graphql/filters.ts';
import { registerNode } from '../../graphql/node.ts';
import { result } from '../../graphql/results.ts';
import { decimalText } from '../../graphql/decimal.ts';
import { DateTime, Decimal } from '../../graphql/scalars.ts';
import { isCustomers, staffOnly } from '../../graphql/staff-only.ts';
import { isId } from '../../ids.ts';
import type { Collector } from '../collectors/collector.entity.ts';
import { CollectorType } from '../collectors/collector.type.ts';
import type { Site } from '../sites/site.entity.ts';
import { SiteType } from '../sites/site.type.ts';
import { ConfirmProfileInput, CreateMeterInput, UpdateMeterInput } from './electrical.inputs.ts';
import { confirmProfile, createMeter } from './electrical.service.ts';
import { FeedType, MeterType, PduType, PhaseType, RegisterType } from './electrical.type.ts';
import { MeterFilter } from './fleet.inputs.ts';
import { Meter, type Pdu, type Register } from './fleet.entity.ts';
import { type FeedView, fleetLoaders } from './fleet.loader.ts';
import { phasesOf, type PhaseView } from './phases.ts';
import { updateMeter } from './power-device.service.ts';

registerNode(Meter, 'Meter');
const MeterConnection = connection('Meter', () => MeterType);
const UpdateMeterResult = result('UpdateMeter', () => MeterType);
const CreateMeterResult = result('CreateMeter', () => MeterType);
const ConfirmProfileResult = result(
  'ConfirmProfile',
  () => [PduType, MeterType],
  (device) => (device instanceof Meter ? 'Meter' : 'Pdu'),
);

@Resolver(() => MeterType)
export class MeterResolver {
  @Authorized('fleet:read')
  @Query(() => MeterConnection)
  async meters(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => MeterFilter, { nullable: true }) filter: MeterFilter | null,
    @Ctx() context: ViewerContext,
  ): Promise<object> {
    const conditions: FilterQuery<Meter>[] = [{ retiredAt: filter?.retired ? { $ne: null } : null }];
    const searched = ['name', 'serial', ...(isCustomers(context) ? [] : ['address'])];
    if (filter?.search?.trim()) conditions.push(containing(filter.search, searched));
    if (filter?.siteId) conditions.push({ site: anyIdOf(filter.siteId) });
    return new MeterConnection(await pageOf(context.em, Meter, { $and: conditions }, page, { by: 'name' }));
  }

  @Authorized('fleet:read')
  @Query(() => MeterType, { nullable: true })
  async meter(@Arg('id', () => ID) id: string, @Ctx() { em }: ViewerContext): Promise<Meter | null> {
    return isId(id) ? em.findOne(Meter, { id }) : null;
  }

  @Authorized('fleet:manage')
  @Mutation(() => UpdateMeterResult, {
    description:
      'Issues `ADDRESS_NOT_ALLOWED`; Conflict `ADDRESS_TAKEN`, `NAME_TAKEN`, `METER_LOOP` (it would measure itself by way of others).',
  })
  updateMeter(
    @Arg('input', () => UpdateMeterInput) input: UpdateMeterInput,
    @Ctx() context: ViewerContext,
  ): Promise<Meter> {
    return updateMeter(context, input);
  }

  @Authorized('fleet:manage')
  @Mutation(() => CreateMeterResult, { description: 'Issues `ADDRESS_NOT_ALLOWED`; Conflict `ADDRESS_TAKEN`.' })
  createMeter(
    @Arg('input', () => CreateMeterInput) input: CreateMeterInput,
    @Ctx() context: ViewerContext,
  ): Promise<Meter> {
    return createMeter(context, input);
  }

  @Authorized('fleet:manage')
  @Mutation(() => ConfirmProfileResult, {
    description:
      'Lets a device bill whose profile rests on no recording or document (hold reason `UNVERIFIED_PROFILE`). Audited.',
  })
  confirmProfile(
    @Arg('input', () => ConfirmProfileInput) input: ConfirmProfileInput,
    @Ctx() context: ViewerContext,
  ): Promise<Pdu | Meter> {
    return confirmProfile(context, input);
  }

  @FieldResolver(() => SiteType)
  site(@Root() meter: Meter): Promise<Site> {
    return meter.site.loadOrFail();
  }

  @FieldResolver(() => String, { nullable: true })
  address(@Root() meter: Meter, @Ctx() context: Context): string | null {
    return staffOnly(context, meter.address);
  }

  @FieldResolver(() => DateTime, { nullable: true })
  retiredAt(@Root() meter: Meter, @Ctx() context: Context): Date | null {
    return staffOnly(context, meter.retiredAt);
  }

  @FieldResolver(() => CollectorType, { nullable: true })
  async collector(@Root() meter: Meter, @Ctx() context: Context): Promise<Collector | null> {
    return visible(staffOnly(context, meter.collector));
  }

  @FieldResolver(() => DateTime, { nullable: true })
  async lastSeenAt(@Root() meter: Meter, @Ctx() context: Context): Promise<Date | null> {
    return (await fleetLoaders(context).liveValues.load(meter.no))?.takenAt ?? null;
  }

  @FieldResolver(() => Float, { nullable: true })
  async powerW(@Root() meter: Meter, @Ctx() context: Context): Promise<number | null> {
    return (await fleetLoaders(context).liveValues.load(meter.no))?.powerW ?? null;
  }

  @FieldResolver(() => Decimal, { nullable: true, description: 'What the breaker before each phase is rated for.' })
  breakerA(@Root() meter: Meter, @Ctx() context: Context): string | null {
    return staffOnly(context, meter.breakerA && decimalText(meter.breakerA));
  }

  @FieldResolver(() => MeterType, { nullable: true, description: 'The meter that measures this one too.' })
  async parent(@Root() meter: Meter, @Ctx() context: Context): Promise<Meter | null> {
    return visible(staffOnly(context, meter.parent));
  }

  @FieldResolver(() => [PhaseType])
  phases(@Root() meter: Meter, @Ctx() context: Context): Promise<PhaseView[]> {
    return phasesOf(context, meter);
  }

  @FieldResolver(() => RegisterType, { nullable: true })
  register(@Root() meter: Meter, @Ctx() context: Context): Promise<Register | null> {
    return fleetLoaders(context).registerOfMeter.load(meter.id);
  }

  @FieldResolver(() => [FeedType])
  feeds(@Root() meter: Meter, @Ctx() context: Context): Promise<FeedView[]> {
    return fleetLoaders(context).feedsOfMeter.load(meter.id);
  }
}
