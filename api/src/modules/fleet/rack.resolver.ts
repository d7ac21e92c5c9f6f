import type { FilterQuery } from '@mikro-orm/postgresql';
import { Arg, Args, Authorized, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context, ViewerContext } from '../../context.ts';
import { connection, PageArgs, pageOf } from '../../graphql/connection.ts';
import { decimalText } from '../../graphql/decimal.ts';
import { anyIdOf, containing } from '../../graphql/filters.ts';
import { registerNode } from '../../graphql/node.ts';
import { result } from '../../graphql/results.ts';
import { Decimal } from '../../graphql/scalars.ts';
import { isCustomers, staffOnly } from '../../graphql/staff-only.ts';
import type { Site } from '../sites/site.entity.ts';
import { SiteType } from '../sites/site.type.ts';
import { liveView } from '../telemetry/index.ts';
import { RackFilter } from './fleet.inputs.ts';
import { type Miner, Rack, Slot } from './fleet.entity.ts';
import { fleetLoaders } from './fleet.loader.ts';
import { MinerType } from './miner.type.ts';
import { CreateRackInput, RemoveRackInput, UpdateRackInput, UpdateSlotInput } from './rack.inputs.ts';
import { createRack, removeRack, updateRack, updateSlot } from './rack.service.ts';
import { Capacity, RackType, SlotType } from './rack.type.ts';

registerNode(Rack, 'Rack');
registerNode(Slot, 'Slot');
const RackConnection = connection('Rack', () => RackType);
const CreateRackResult = result('CreateRack', () => RackType);
const UpdateRackResult = result('UpdateRack', () => RackType);
const RemoveRackResult = result('RemoveRack', () => RackType);
const UpdateSlotResult = result('UpdateSlot', () => SlotType);

@Resolver(() => RackType)
export class RackResolver {
  @Authorized('fleet:read')
  @Query(() => RackConnection)
  async racks(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => RackFilter, { nullable: true }) filter: RackFilter | null,
    @Ctx() context: ViewerContext,
  ): Promise<object> {
    const conditions: FilterQuery<Rack>[] = [];
    if (filter?.search?.trim()) conditions.push(containing(filter.search, ['name', 'group']));
    if (filter?.siteId) conditions.push({ site: anyIdOf(filter.siteId) });
    if (isCustomers(context)) conditions.push({ id: { $in: await racksNow(context) } });
    return new RackConnection(await pageOf(context.em, Rack, { $and: conditions }, page, { by: 'name' }));
  }

  @Authorized('fleet:manage')
  @Mutation(() => CreateRackResult, { description: 'Makes the rack and its rows x columns slots.' })
  createRack(
    @Arg('input', () => CreateRackInput) input: CreateRackInput,
    @Ctx() context: ViewerContext,
  ): Promise<Rack> {
    return createRack(context, input);
  }

  @Authorized('fleet:manage')
  @Mutation(() => UpdateRackResult, {
    description:
      'Renames, resizes, moves. Conflict `IN_USE` (a machine stands in a slot that would go), `NAME_TAKEN`, `ADDRESS_TAKEN` (at the other site).',
  })
  updateRack(
    @Arg('input', () => UpdateRackInput) input: UpdateRackInput,
    @Ctx() context: ViewerContext,
  ): Promise<Rack> {
    return updateRack(context, input);
  }

  @Authorized('fleet:manage')
  @Mutation(() => RemoveRackResult, {
    description: 'Takes an empty rack away, with its slots. Conflict `IN_USE` while machines or PDUs stand in it.',
  })
  removeRack(
    @Arg('input', () => RemoveRackInput) input: RemoveRackInput,
    @Ctx() context: ViewerContext,
  ): Promise<Rack> {
    return removeRack(context, input);
  }

  @FieldResolver(() => SiteType)
  site(@Root() rack: Rack): Promise<Site> {
    return rack.site.loadOrFail();
  }

  @FieldResolver(() => Decimal, { nullable: true })
  capacityKw(@Root() rack: Rack, @Ctx() context: Context): string | null {
    return staffOnly(context, rack.capacityKw && decimalText(rack.capacityKw));
  }

  @FieldResolver(() => Capacity, { nullable: true, description: 'Null for customers.' })
  async capacity(@Root() rack: Rack, @Ctx() context: Context): Promise<Capacity | null> {
    return isCustomers(context) ? null : fleetLoaders(context).capacityOfRack.load(rack.id);
  }

  @FieldResolver(() => [SlotType])
  async slots(@Root() rack: Rack, @Ctx() context: Context): Promise<Slot[]> {
    const slots = await fleetLoaders(context).slotsOfRack.load(rack.id);
    if (!isCustomers(context)) return slots;
    const miners = await Promise.all(slots.map((slot) => minerIn(slot, context)));
    return slots.filter((_, index) => miners[index]);
  }
}

@Resolver(() => SlotType)
export class SlotResolver {
  @Authorized('fleet:manage')
  @Mutation(() => UpdateSlotResult, { description: 'Gives a slot another label, its own within the rack.' })
  updateSlot(
    @Arg('input', () => UpdateSlotInput) input: UpdateSlotInput,
    @Ctx() context: ViewerContext,
  ): Promise<Slot> {
    return updateSlot(context, input);
  }

  @FieldResolver(() => RackType)
  rack(@Root() slot: Slot): Promise<Rack> {
    return slot.rack.loadOrFail();
  }

  @FieldResolver(() => MinerType, { nullable: true })
  miner(@Root() slot: Slot, @Ctx() context: Context): Promise<Miner | null> {
    return minerIn(slot, context);
  }
}

@Resolver(() => SiteType)
export class SiteRacksResolver {
  @FieldResolver(() => Capacity, { nullable: true, description: 'Null for customers.' })
  async capacity(@Root() site: Site, @Ctx() context: Context): Promise<Capacity | null> {
    return isCustomers(context) ? null : fleetLoaders(context).capacityOfSite.load(site.id);
  }

  @FieldResolver(() => [RackType])
  async racks(@Root() site: Site, @Ctx() context: Context): Promise<Rack[]> {
    const racks = await fleetLoaders(context).racksOfSite.load(site.id);
    if (!isCustomers(context)) return racks;
    const mine = new Set(await racksNow(context as ViewerContext));
    return racks.filter(({ id }) => mine.has(id));
  }
}

/** The miner in a slot, for who has it now: where a machine went is not told to whose it was. */
async function minerIn(slot: Slot, context: Context): Promise<Miner | null> {
  const miner = await fleetLoaders(context).minerOfSlot.load(slot.id);
  return miner && (await liveView(context))(miner).current ? miner : null;
}

/** Racks in which a customer's miners stand now. */
async function racksNow({ em, now }: ViewerContext): Promise<string[]> {
  const rows: { rack_id: string }[] = await em.execute(
    `select distinct s.rack_id from reach r join miner m on m.id = r.unit_id join slot s on s.id = m.slot_id where r.during @> ?::timestamptz`,
    [now()],
  );
  return rows.map(({ rack_id }) => rack_id);
}
