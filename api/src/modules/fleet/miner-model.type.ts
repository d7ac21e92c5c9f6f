import { Field, ObjectType } from 'type-graphql';
import { Node } from '../../graphql/node.ts';

@ObjectType('MinerModel', {
  implements: Node,
  description:
    'Nameplate values; `ratedEfficiencyJPerTh` is what HASH billing uses and `ratedPowerW` what CALCULATED uses, copied at assignment. `source` says where they come from.',
})
export class MinerModelType extends Node {
  @Field(() => String) make!: string;
  @Field(() => String) name!: string;
  @Field(() => String, { nullable: true }) source!: string | null;
}

@ObjectType({ description: 'The current models that the organization had not yet.' })
export class KnownMinerModelsAdded {
  @Field(() => [MinerModelType]) models!: object[];
}
