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
import { FeedType, MeterType, OutletsMapped, OutletType, PduType, PhaseType, RegisterType } from './electrical.type.ts';
import { PduFilter } from './fleet.inputs.ts';
import { type Meter, Outlet, Pdu, type Rack, type Register } from './fleet.entity.ts';
import { type FeedView, fleetLoaders, type LiveValues } from './fleet.loader.ts';
import { CreatePduInput, MapOutletsInput, UpdatePduInput } from './electrical.inputs.ts';
import { createPdu } from './electrical.service.ts';
import { imbalancePercent } from './load.rules.ts';
import { mapOutlets } from './mapping.service.ts';
import { phasesOf, type PhaseView } from './phases.ts';
import { updatePdu } from './power-device.service.ts';
import { RackType } from './rack.type.ts';

registerNode(Pdu, 'Pdu');
registerNode(Outlet, 'Outlet');
const PduConnection = connection('Pdu', () => PduType);
const UpdatePduResult = result('UpdatePdu', () => PduType);
const CreatePduResult = result('CreatePdu', () => PduType);
const MapOutletsResult = result('MapOutlets', () => OutletsMapped);

const liveOf = (device: { no: number }, context: Context): Promise<LiveValues | null> =>
  fleetLoaders(context).liveValues.load(device.no);

@Resolver(() => PduType)
export class PduResolver {
  @Authorized('fleet:read')
  @Query(() => PduConnection)
  async pdus(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => PduFilter, { nullable: true }) filter: PduFilter | null,
    @Ctx() context: ViewerContext,
  ): Promise<object> {
    const conditions: FilterQuery<Pdu>[] = [{ retiredAt: filter?.retired ? { $ne: null } : null }];
    const searched = ['name', 'model', 'serial', ...(isCustomers(context) ? [] : ['address'])];
    if (filter?.search?.trim()) conditions.push(containing(filter.search, searched));
    if (filter?.siteId) conditions.push({ site: anyIdOf(filter.siteId) });
    if (filter?.rackId) conditions.push({ rack: anyIdOf(filter.rackId) });
    return new PduConnection(await pageOf(context.em, Pdu, { $and: conditions }, page, { by: 'name' }));
  }

  @Authorized('fleet:read')
  @Query(() => PduType, { nullable: true })
  async pdu(@Arg('id', () => ID) id: string, @Ctx() { em }: ViewerContext): Promise<Pdu | null> {
    return isId(id) ? em.findOne(Pdu, { id }) : null;
  }

  @Authorized('fleet:manage')
  @Mutation(() => CreatePduResult, {
    description:
      'With `outlets` those are made at once, with registers where the profile counts energy. Issues `ADDRESS_NOT_ALLOWED`; Conflict `ADDRESS_TAKEN`.',
  })
  createPdu(@Arg('input', () => CreatePduInput) input: CreatePduInput, @Ctx() context: ViewerContext): Promise<Pdu> {
    return createPdu(context, input);
  }

  @Authorized('fleet:manage')
  @Mutation(() => UpdatePduResult, {
    description: 'Issues `ADDRESS_NOT_ALLOWED`; Conflict `ADDRESS_TAKEN`, `NAME_TAKEN`.',
  })
  updatePdu(@Arg('input', () => UpdatePduInput) input: UpdatePduInput, @Ctx() context: ViewerContext): Promise<Pdu> {
    return updatePdu(context, input);
  }

  @FieldResolver(() => SiteType)
  site(@Root() pdu: Pdu): Promise<Site> {
    return pdu.site.loadOrFail();
  }

  @FieldResolver(() => String, { nullable: true })
  address(@Root() pdu: Pdu, @Ctx() context: Context): string | null {
    return staffOnly(context, pdu.address);
  }

  @FieldResolver(() => DateTime, { nullable: true })
  retiredAt(@Root() pdu: Pdu, @Ctx() context: Context): Date | null {
    return staffOnly(context, pdu.retiredAt);
  }

  @FieldResolver(() => CollectorType, { nullable: true })
  async collector(@Root() pdu: Pdu, @Ctx() context: Context): Promise<Collector | null> {
    return visible(staffOnly(context, pdu.collector));
  }

  @FieldResolver(() => RackType, { nullable: true })
  async rack(@Root() pdu: Pdu): Promise<Rack | null> {
    return visible(pdu.rack);
  }

  @FieldResolver(() => DateTime, { nullable: true })
  async lastSeenAt(@Root() pdu: Pdu, @Ctx() context: Context): Promise<Date | null> {
    return (await liveOf(pdu, context))?.takenAt ?? null;
  }

  @FieldResolver(() => Float, { nullable: true })
  async powerW(@Root() pdu: Pdu, @Ctx() context: Context): Promise<number | null> {
    return (await liveOf(pdu, context))?.powerW ?? null;
  }

  @FieldResolver(() => Decimal, { nullable: true, description: 'What the breaker before each phase is rated for.' })
  breakerA(@Root() pdu: Pdu, @Ctx() context: Context): string | null {
    return staffOnly(context, pdu.breakerA && decimalText(pdu.breakerA));
  }

  @FieldResolver(() => MeterType, { nullable: true, description: 'The meter that measures this PDU too.' })
  async meter(@Root() pdu: Pdu, @Ctx() context: Context): Promise<Meter | null> {
    return visible(staffOnly(context, pdu.meter));
  }

  @FieldResolver(() => [PhaseType])
  phases(@Root() pdu: Pdu, @Ctx() context: Context): Promise<PhaseView[]> {
    return phasesOf(context, pdu);
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description:
      "How far the phases are from carrying the same: the largest distance of one's current from their mean, in percent of the mean. Null with fewer than two or while one isn't known.",
  })
  async imbalancePercent(@Root() pdu: Pdu, @Ctx() context: Context): Promise<number | null> {
    return imbalancePercent((await phasesOf(context, pdu)).map(({ currentA }) => currentA));
  }

  @FieldResolver(() => [OutletType])
  outlets(@Root() pdu: Pdu, @Ctx() context: Context): Promise<Outlet[]> {
    return fleetLoaders(context).outletsOfPdu.load(pdu.id);
  }
}

@Resolver(() => OutletType)
export class OutletResolver {
  @Authorized('fleet:manage')
  @Mutation(() => MapOutletsResult, {
    description:
      'Says what hangs on each named outlet or meter from an instant on; replaces all its later feeds, keeps the earlier. An outlet listed with neither unit is free from then on; several ' +
      'rows of one outlet share it by weight. What it changes of issued invoices becomes a true-up on the next ones.',
  })
  async mapOutlets(
    @Arg('input', () => MapOutletsInput) input: MapOutletsInput,
    @Ctx() context: ViewerContext,
  ): Promise<OutletsMapped> {
    return { feeds: await mapOutlets(context, input) };
  }

  @FieldResolver(() => PduType)
  pdu(@Root() outlet: Outlet): Promise<Pdu> {
    return outlet.pdu.loadOrFail();
  }

  @FieldResolver(() => Boolean, { nullable: true })
  async on(@Root() outlet: Outlet, @Ctx() context: Context): Promise<boolean | null> {
    return (await liveOf(outlet, context))?.on ?? null;
  }

  @FieldResolver(() => Float, { nullable: true })
  async powerW(@Root() outlet: Outlet, @Ctx() context: Context): Promise<number | null> {
    return (await liveOf(outlet, context))?.powerW ?? null;
  }

  @FieldResolver(() => Float, { nullable: true })
  async currentA(@Root() outlet: Outlet, @Ctx() context: Context): Promise<number | null> {
    return (await liveOf(outlet, context))?.currentA ?? null;
  }

  @FieldResolver(() => Float, { nullable: true })
  async voltageV(@Root() outlet: Outlet, @Ctx() context: Context): Promise<number | null> {
    return (await liveOf(outlet, context))?.voltageV ?? null;
  }

  @FieldResolver(() => [FeedType])
  feeds(@Root() outlet: Outlet, @Ctx() context: Context): Promise<FeedView[]> {
    return fleetLoaders(context).feedsOfOutlet.load(outlet.id);
  }

  @FieldResolver(() => RegisterType, { nullable: true })
  register(@Root() outlet: Outlet, @Ctx() context: Context): Promise<Register | null> {
    return fleetLoaders(context).registerOfOutlet.load(outlet.id);
  }
}
