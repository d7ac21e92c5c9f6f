import { Field, Int, ObjectType } from 'type-graphql';
import { Node } from '../../graphql/node.ts';

@ObjectType('Rack', {
  implements: Node,
  description: '`row` and `column` of a slot count from 1, top left.',
})
export class RackType extends Node {
  @Field(() => String) name!: string;
  @Field(() => String, { nullable: true }) group!: string | null;
  @Field(() => Int) rows!: number;
  @Field(() => Int) columns!: number;
}

@ObjectType('Slot', { implements: Node })
export class SlotType extends Node {
  @Field(() => Int) row!: number;
  @Field(() => Int) column!: number;
  @Field(() => String) label!: string;
}
