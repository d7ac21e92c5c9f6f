import type { EntityManager, FilterQuery } from '@mikro-orm/postgresql';
import {
  Arg,
  Args,
  Authorized,
  Ctx,
  FieldResolver,
  Float,
  ID,
  Int,
  Mutation,
  Query,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql';
import type { Context, ViewerContext } from '../../context.ts';
import { visible } from '../../database/visible.ts';
import { PageArgs, pageOf, pageSize } from '../../graphql/connection.ts';
import { anyIdOf } from '../../graphql/filters.ts';
import { registerNode } from '../../graphql/node.ts';
import { result } from '../../graphql/results.ts';
import { isId } from '../../ids.ts';
import { LiveStream } from '../../live/index.ts';
import { CommandBatch, CommandState, DeviceCommand } from '../collectors/index.ts';
import { Customer } from '../customers/customer.entity.ts';
import { Device } from '../fleet/device.type.ts';
import { OutletType } from '../fleet/electrical.type.ts';
import type { Outlet } from '../fleet/fleet.entity.ts';
import { affectedBy } from './affected.service.ts';
import { CommandDevicesInput } from './command.inputs.ts';
import { commandLoaders } from './command.loader.ts';
import { commandDevices } from './command.service.ts';
import {
  CommandAffected,
  CommandBatchConnection,
  CommandBatchType,
  CommandProgress,
  DeviceCommandConnection,
  DeviceCommandType,
} from './command.type.ts';
import { rehearsedCommands } from './dry-run.ts';
import { progressOf } from './progress.rules.ts';
import { batchSource } from './progress.source.ts';

registerNode(CommandBatch, 'CommandBatch');
registerNode(DeviceCommand, 'DeviceCommand');
const CommandDevicesResult = result('CommandDevices', () => CommandBatchType);

const commandsOf = async (batch: CommandBatch, context: Context): Promise<readonly DeviceCommand[]> =>
  rehearsedCommands(batch) ?? (await commandLoaders(context).commands.load(batch.id));

/** Batches with a command for a miner, a PDU or an outlet of it. */
async function batchesOf(em: EntityManager, deviceId: string): Promise<string[]> {
  const id = anyIdOf(deviceId);
  const rows: { batch_id: string }[] = await em.execute(
    'select distinct batch_id from device_command where miner_id = ? or pdu_id = ?',
    [id, id],
  );
  return rows.map(({ batch_id }) => batch_id);
}

@Resolver(() => CommandBatchType)
export class CommandBatchResolver {
  @Authorized('device:command')
  @Mutation(() => CommandDevicesResult, {
    description:
      'Signed and sent to the collectors, each command at most once. Customers only where a contract grants it. Conflict `NOT_SUPPORTED` (issues name the devices), `COLLECTOR_AWAY`. ' +
      '`dryRun` answers the batch with its effect in kW and sends nothing.',
  })
  commandDevices(
    @Arg('input', () => CommandDevicesInput) input: CommandDevicesInput,
    @Ctx() context: ViewerContext,
  ): Promise<CommandBatch> {
    return commandDevices(context, input);
  }

  @Authorized('fleet:read')
  @Query(() => CommandBatchType, { nullable: true, description: 'A customer sees those of its own people.' })
  async commandBatch(@Arg('id', () => ID) id: string, @Ctx() { em }: ViewerContext): Promise<CommandBatch | null> {
    return isId(id) ? em.findOne(CommandBatch, { id }) : null;
  }

  @Authorized('fleet:read')
  @Query(() => CommandBatchConnection, {
    description:
      'All that devices were told, the newest first; with `deviceId` what a miner, or a PDU with its outlets, was told. A customer sees those of its own people.',
  })
  async commandBatches(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('deviceId', () => ID, { nullable: true }) deviceId: string | null | undefined,
    @Ctx() { em }: ViewerContext,
  ): Promise<object> {
    const where: FilterQuery<CommandBatch> = deviceId == null ? {} : { id: { $in: await batchesOf(em, deviceId) } };
    return new CommandBatchConnection(
      await pageOf(em, CommandBatch, where, page, { by: 'createdAt', descending: true }),
    );
  }

  @Authorized('fleet:read')
  @Query(() => DeviceCommandConnection, {
    description: 'What a miner, or a PDU with its outlets, was told, newest first.',
  })
  async deviceCommands(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('deviceId', () => ID) deviceId: string,
    @Ctx() { em }: ViewerContext,
  ): Promise<object> {
    const id = anyIdOf(deviceId);
    const where: FilterQuery<DeviceCommand> = { $or: [{ miner: id }, { pdu: id }] };
    return new DeviceCommandConnection(
      await pageOf(em, DeviceCommand, where, page, { by: 'turnAt', descending: true }),
    );
  }

  @Authorized('fleet:read')
  @Subscription(() => CommandBatchType, {
    description: 'The batch, each time a command of it goes on, until all have ended.',
    subscribe: ({ args, context }) =>
      new LiveStream(batchSource(context as ViewerContext, (args as { id: string }).id)),
  })
  commandProgress(@Root() { batch }: { batch: CommandBatch }, @Arg('id', () => ID) _id: string): CommandBatch {
    return batch;
  }

  @FieldResolver(() => Float, { nullable: true })
  effectKw(@Root() { effectW }: CommandBatch): number | null {
    return effectW === null ? null : Math.round(effectW) / 1000;
  }

  @FieldResolver(() => Boolean)
  dryRun(@Root() batch: CommandBatch): boolean {
    return rehearsedCommands(batch) !== undefined;
  }

  @FieldResolver(() => [DeviceCommandType], {
    description: 'In the order of their turns: all of them, the `first` ones, or those in one of the `states`.',
  })
  async commands(
    @Root() batch: CommandBatch,
    @Arg('states', () => [CommandState], { nullable: true }) states: CommandState[] | null | undefined,
    @Arg('first', () => Int, { nullable: true }) first: number | null | undefined,
    @Ctx() context: Context,
  ): Promise<readonly DeviceCommand[]> {
    const limit = first == null ? undefined : pageSize({ first }, 5_000);
    const planned = rehearsedCommands(batch);
    if (planned) return planned.filter(({ state }) => states?.includes(state) ?? true).slice(0, limit);
    const loaders = commandLoaders(context);
    return states || limit !== undefined
      ? loaders.someCommands(states, limit).load(batch.id)
      : loaders.commands.load(batch.id);
  }

  @FieldResolver(() => CommandProgress)
  async progress(@Root() batch: CommandBatch, @Ctx() context: Context): Promise<CommandProgress> {
    const planned = rehearsedCommands(batch);
    if (planned) return { done: 0, total: planned.length, counts: [{ state: 'QUEUED', count: planned.length }] };
    const counts = await commandLoaders(context).counts.load(batch.id);
    return { ...progressOf(counts), counts };
  }

  @FieldResolver(() => [CommandAffected])
  async affected(@Root() batch: CommandBatch, @Ctx() context: Context): Promise<CommandAffected[]> {
    const { em } = context;
    const groups = await affectedBy(em, batch, await commandsOf(batch, context));
    const customers = await em.find(Customer, { id: { $in: groups.flatMap(({ customerId }) => customerId ?? []) } });
    const byId = new Map(customers.map((customer) => [customer.id, customer]));
    return groups.map(({ customerId, miners }) => ({ customer: byId.get(customerId ?? '') ?? null, miners }));
  }
}

@Resolver(() => DeviceCommandType)
export class DeviceCommandResolver {
  @FieldResolver(() => CommandBatchType)
  async batch(@Root() { batchId }: DeviceCommand, @Ctx() context: Context): Promise<CommandBatch> {
    const batch = await commandLoaders(context).batches.load(batchId);
    if (!batch)
      throw new Error(`batch ${batchId} of a command that is seen is not seen: look at command_batch's policy`);
    return batch;
  }

  @FieldResolver(() => Device)
  device(@Root() { miner, pdu }: DeviceCommand): Promise<object> {
    return ((miner ?? pdu) as { loadOrFail(): Promise<object> }).loadOrFail();
  }

  @FieldResolver(() => OutletType, { nullable: true })
  outlet(@Root() command: DeviceCommand): Promise<Outlet | null> {
    return visible(command.outlet);
  }
}
