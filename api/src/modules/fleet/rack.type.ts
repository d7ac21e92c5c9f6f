import { Field, Int, ObjectType } from 'type-graphql';
import { Node } from '../../graphql/node.ts';
import { InputIssue } from '../../graphql/refusals.ts';
import { Decimal } from '../../graphql/scalars.ts';
import { ImportOutcome } from './import.type.ts';

@ObjectType('Rack', {
  implements: Node,
  description: '`row` and `column` of a slot count from 1, top left. `capacityKw` is what the rack can feed.',
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

@ObjectType({
  description:
    'What a site or rack holds and what is left. `ratedKw` is what the machines there draw by their nameplates; `freeKw` the rest of `capacityKw`, negative when more stands there than it can feed.',
})
export class Capacity {
  @Field(() => Int) slots!: number;
  @Field(() => Int) slotsTaken!: number;
  @Field(() => Int) slotsFree!: number;
  @Field(() => Decimal, { nullable: true }) capacityKw!: string | null;
  @Field(() => Decimal) ratedKw!: string;
  @Field(() => Decimal, { nullable: true }) freeKw!: string | null;
}

@ObjectType({
  description: '`row` counts from 0; `rack` is null for a rejected row and for one that a dry run would create.',
})
export class ImportedRack {
  @Field(() => Int) row!: number;
  @Field(() => ImportOutcome) outcome!: ImportOutcome;
  @Field(() => [InputIssue]) issues!: InputIssue[];
  rackId!: string | null;
}

@ObjectType()
export class RacksImported {
  @Field(() => Boolean) dryRun!: boolean;
  @Field(() => Int) created!: number;
  @Field(() => Int) updated!: number;
  @Field(() => Int) unchanged!: number;
  @Field(() => Int) rejected!: number;
  @Field(() => [ImportedRack]) rows!: ImportedRack[];
}
