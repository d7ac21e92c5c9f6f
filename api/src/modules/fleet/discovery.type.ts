import { Field, Int, ObjectType } from 'type-graphql';
import { words } from '../../graphql/enums.ts';
import { Node } from '../../graphql/node.ts';
import { DateTime } from '../../graphql/scalars.ts';
import { DeviceKind } from '../collectors/collector.type.ts';
import { Device } from './device.type.ts';

export const MatchedBy = words('MatchedBy', ['MAC', 'SERIAL', 'ADDRESS', 'MODEL']);

@ObjectType('Discovery', {
  implements: Node,
  description:
    'Found by a scan. `match` is a known device that seems to have moved here or been replaced (by MAC, serial, model). `matchedBy` MAC or SERIAL: it is that device, moved; ADDRESS: it stands where that one was kept, so it has replaced it and becomes a new device; ' +
    'MODEL: it says neither, and that one is the only silent machine of its model at the site.',
})
export class DiscoveryType extends Node {
  @Field(() => DeviceKind) kind!: keyof typeof DeviceKind;
  @Field(() => String) address!: string;
  @Field(() => String, { nullable: true }) make!: string | null;
  @Field(() => String, { nullable: true }) model!: string | null;
  @Field(() => String, { nullable: true }) serial!: string | null;
  @Field(() => String, { nullable: true }) mac!: string | null;
  @Field(() => String, { nullable: true }) firmware!: string | null;
  @Field(() => DateTime) seenAt!: Date;
}

@ObjectType()
export class DiscoveriesDecided {
  @Field(() => [Device]) devices!: object[];
  @Field(() => Int) ignored!: number;
}
