import { Field, InterfaceType } from 'type-graphql';
import { Node, typeNameOf } from '../../graphql/node.ts';
import { DateTime } from '../../graphql/scalars.ts';
import { CollectorType } from '../collectors/collector.type.ts';
import { SiteType } from '../sites/site.type.ts';

@InterfaceType({
  implements: Node,
  description:
    '`address` has the form `cgminer://10.0.0.7:4028`, `snmp://10.0.0.5:161` or `modbus://10.0.0.9:502?unit=1`, without secrets; null for customers. `retiredAt`: since when it is out of the fleet; null for customers.',
  resolveType: typeNameOf,
})
export abstract class Device extends Node {
  @Field(() => String) name!: string;
  @Field(() => SiteType) site!: object;
  @Field(() => String, { nullable: true }) address!: string | null;
  @Field(() => CollectorType, { nullable: true }) collector!: object | null;
  @Field(() => DateTime, { nullable: true }) lastSeenAt!: Date | null;
  @Field(() => DateTime, { nullable: true }) retiredAt!: Date | null;
}
