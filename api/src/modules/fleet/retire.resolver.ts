import { Arg, Authorized, Ctx, Field, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { ViewerContext } from '../../context.ts';
import { result } from '../../graphql/results.ts';
import { Device } from './device.type.ts';
import { RestoreDevicesInput, RetireDevicesInput } from './retire.inputs.ts';
import { restoreDevices, retireDevices } from './retire.service.ts';

@ObjectType()
export class DevicesRetired {
  @Field(() => [Device]) devices!: object[];
}

@ObjectType()
export class DevicesRestored {
  @Field(() => [Device]) devices!: object[];
}

const RetireDevicesResult = result('RetireDevices', () => DevicesRetired);
const RestoreDevicesResult = result('RestoreDevices', () => DevicesRestored);

@Resolver()
export class RetireResolver {
  @Authorized('fleet:manage')
  @Mutation(() => RetireDevicesResult, {
    description:
      'Takes devices out of the fleet, all or none: they leave slot, rack, outlets and collector and keep their history. Conflict `IN_USE`, with an issue for each machine that is under a contract now or later, ' +
      'and each PDU or meter on which something hangs.',
  })
  async retireDevices(
    @Arg('input', () => RetireDevicesInput) input: RetireDevicesInput,
    @Ctx() context: ViewerContext,
  ): Promise<DevicesRetired> {
    return { devices: await retireDevices(context, input) };
  }

  @Authorized('fleet:manage')
  @Mutation(() => RestoreDevicesResult, {
    description:
      'Takes retired devices back, with their history; place, address and outlets are given anew. Conflict `NAME_TAKEN` when another device of the site has the name by now.',
  })
  async restoreDevices(
    @Arg('input', () => RestoreDevicesInput) input: RestoreDevicesInput,
    @Ctx() context: ViewerContext,
  ): Promise<DevicesRestored> {
    return { devices: await restoreDevices(context, input) };
  }
}
