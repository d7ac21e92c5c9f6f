import { Field, ObjectType } from 'type-graphql';
import { Node } from '../../graphql/node.ts';

@ObjectType('Site', {
  implements: Node,
  description:
    "`capacityKw` is what the site can feed; `energyCostPerKwh` what it costs the operator (null: the organization's rate; staff only); `sellableHashrateThs` what Infinity contracts may sell " +
    "of it. `customer`: whose site it is, needed for O&M; null means the operator's. A customer sees name, place and zone. `retiredAt`: since when it is closed; staff only.",
})
export class SiteType extends Node {
  @Field(() => String) name!: string;
  @Field(() => String, { nullable: true }) city!: string | null;
  @Field(() => String, { nullable: true }) region!: string | null;
  @Field(() => String, { nullable: true }) country!: string | null;
  @Field(() => String) timeZone!: string;
}
