import { Field, Int, ObjectType } from 'type-graphql';
import { connection } from '../../graphql/connection.ts';
import { Node } from '../../graphql/node.ts';
import { DateTime } from '../../graphql/scalars.ts';
import { CommandState, DeviceAction } from '../collectors/index.ts';
import { CustomerType } from '../customers/customer.type.ts';

@ObjectType('CommandBatch', {
  implements: Node,
  description:
    'Signed commands of one request. `effectKw` is the expected change of load (negative: less), of REBOOT and OUTLET_CYCLE while they last: what is drawn now, the nameplate where that is not known; null: neither is.',
})
export class CommandBatchType extends Node {
  @Field(() => DeviceAction) action!: DeviceAction;
  @Field(() => String) reason!: string;
  @Field(() => String) requestedBy!: string;
  @Field(() => DateTime) createdAt!: Date;
}

export const CommandBatchConnection = connection('CommandBatch', () => CommandBatchType);

@ObjectType({ description: 'How many commands of a batch are in a state.' })
export class CommandCount {
  @Field(() => CommandState) state!: CommandState;
  @Field(() => Int) count!: number;
}

@ObjectType({ description: '`done` of `total` commands have come to an end, whichever.' })
export class CommandProgress {
  @Field(() => Int) done!: number;
  @Field(() => Int) total!: number;
  @Field(() => [CommandCount]) counts!: CommandCount[];
}

@ObjectType({
  description: 'Machines that a batch concerns, by whose contract they were under then; `customer` null: nobody’s.',
})
export class CommandAffected {
  @Field(() => CustomerType, { nullable: true }) customer!: object | null;
  @Field(() => Int) miners!: number;
}

@ObjectType('DeviceCommand', {
  implements: Node,
  description: 'UNKNOWN: sent, and the answer was lost; never repeated by itself.',
})
export class DeviceCommandType extends Node {
  @Field(() => CommandState) state!: CommandState;
  @Field(() => String, { nullable: true }) message!: string | null;
  @Field(() => DateTime) expiresAt!: Date;
  @Field(() => DateTime, { nullable: true }) finishedAt!: Date | null;
}

export const DeviceCommandConnection = connection('DeviceCommand', () => DeviceCommandType);
