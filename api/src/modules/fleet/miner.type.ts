import { Field, ObjectType } from 'type-graphql';
import { words } from '../../graphql/enums.ts';
import { Node } from '../../graphql/node.ts';
import { Device } from './device.type.ts';

export const MinerOrder = words('MinerOrder', [
  'NAME_ASC',
  'NAME_DESC',
  'STATUS_ASC',
  'HASHRATE_DESC',
  'HASHRATE_ASC',
  'POWER_DESC',
  'TEMPERATURE_DESC',
]);
export type MinerOrder = keyof typeof MinerOrder;

/** Its relations and everything that time decides are field resolvers; `contract` and `assignments` are the contracts module's. */
@ObjectType('Miner', {
  implements: [Node, Device],
  description:
    "`owner` null: the operator's; assigning to a Hosted contract makes its customer the owner. Rated values are the miner's own where set, else its model's. `contract` is the one now; " +
    '`assignments` and `feeds` (what it hangs on) are all that the viewer may see, oldest first.',
})
export class MinerType extends Device {
  @Field(() => String, { nullable: true }) serial!: string | null;
  @Field(() => String, { nullable: true }) mac!: string | null;
}
