import { Field, ID, InputType, Int } from 'type-graphql';
import { DeviceAction } from '../collectors/index.ts';

@InputType({
  description:
    '`targetIds` are miners, or outlets for the OUTLET actions. `staggerSeconds` lie between one and the next; each expires 5 minutes after its turn.',
})
export class CommandDevicesInput {
  @Field(() => DeviceAction) action!: DeviceAction;
  @Field(() => [ID]) targetIds!: string[];
  @Field(() => String) reason!: string;
  @Field(() => Int, { nullable: true, defaultValue: 0 }) staggerSeconds?: number | null;
  @Field(() => Boolean, { nullable: true, defaultValue: false }) dryRun?: boolean | null;
  @Field(() => String, { nullable: true }) idempotencyKey?: string | null;
}

@InputType({ description: '`actions` replace those before; none: nothing is left to the customer.' })
export class GrantCommandsInput {
  @Field(() => ID) contractId!: string;
  @Field(() => [DeviceAction]) actions!: DeviceAction[];
}
