import { Field, ID, InputType, Int } from 'type-graphql';
import { words } from '../../graphql/enums.ts';
import { DateTime } from '../../graphql/scalars.ts';

@InputType({
  description:
    'One row of the file, as text. `outlet` by number or label; `machine` by name, serial or MAC, empty: the outlet is free. Rows of one outlet share it by `weight` (1 where it is left out).',
})
export class OutletRowInput {
  @Field(() => String) pdu!: string;
  @Field(() => String) outlet!: string;
  @Field(() => String, { nullable: true }) machine?: string | null;
  @Field(() => String, { nullable: true }) weight?: string | null;
}

@InputType()
export class ImportOutletMapInput {
  @Field(() => ID) siteId!: string;
  @Field(() => [OutletRowInput]) rows!: OutletRowInput[];
  @Field(() => DateTime) from!: Date;
  @Field(() => Boolean, { nullable: true, defaultValue: false }) dryRun?: boolean | null;
  @Field(() => String, { nullable: true }) idempotencyKey?: string | null;
}

export const SlotOrder = words(
  'SlotOrder',
  ['ROWS', 'COLUMNS'],
  'How the slots of a rack are counted from the top left: ROWS along each row, COLUMNS down each column.',
);
export type SlotOrder = keyof typeof SlotOrder;

@InputType({
  description:
    'Outlet `firstOutlet` feeds what stands in slot `firstSlot` (counted from 1 in `order`), the next outlet the next slot, `count` times (as far as both reach). The outlet of an empty slot is free.',
})
export class OutletPatternInput {
  @Field(() => ID) pduId!: string;
  @Field(() => ID) rackId!: string;
  @Field(() => Int, { nullable: true, defaultValue: 1 }) firstOutlet?: number | null;
  @Field(() => Int, { nullable: true, defaultValue: 1 }) firstSlot?: number | null;
  @Field(() => Int, { nullable: true }) count?: number | null;
  @Field(() => SlotOrder, { nullable: true, defaultValue: SlotOrder.ROWS }) order?: SlotOrder | null;
}

@InputType()
export class MapOutletsByPatternInput {
  @Field(() => [OutletPatternInput]) patterns!: OutletPatternInput[];
  @Field(() => DateTime) from!: Date;
  @Field(() => Boolean, { nullable: true, defaultValue: false }) dryRun?: boolean | null;
  @Field(() => String, { nullable: true }) idempotencyKey?: string | null;
}
