import { Field, ObjectType } from 'type-graphql';
import { connection } from '../../graphql/connection.ts';
import { words } from '../../graphql/enums.ts';
import { DateTime, Decimal } from '../../graphql/scalars.ts';
import { Step } from '../telemetry/index.ts';

export const EnergyQuality = words(
  'EnergyQuality',
  ['MEASURED', 'ESTIMATED', 'GAP', 'VOID'],
  'GAP has no energy (null, never zero), nor has VOID, a gap that overlaps a void range. ESTIMATED names its `method`.',
);
export type EnergyQuality = keyof typeof EnergyQuality;

@ObjectType()
export class EnergyPoint {
  @Field(() => DateTime) at!: Date;
  @Field(() => Decimal, { nullable: true }) energyKwh!: string | null;
  @Field(() => Decimal, { nullable: true }) estimatedKwh!: string | null;
  @Field(() => Decimal) coveredPercent!: string;
}

@ObjectType({
  description:
    '`energyKwh` = measured + estimated, three decimals; `coveredPercent` is the share of due time with either.',
})
export class EnergySeries {
  @Field(() => DateTime) from!: Date;
  @Field(() => DateTime) to!: Date;
  @Field(() => Step) step!: Step;
  @Field(() => Decimal) energyKwh!: string;
  @Field(() => Decimal) estimatedKwh!: string;
  @Field(() => Decimal) coveredPercent!: string;
  @Field(() => [EnergyPoint]) points!: EnergyPoint[];
}

@ObjectType('Interval')
export class IntervalType {
  @Field(() => DateTime) from!: Date;
  @Field(() => DateTime) to!: Date;
  @Field(() => Decimal, { nullable: true }) energyWh!: string | null;
  @Field(() => EnergyQuality) quality!: EnergyQuality;
  @Field(() => String, { nullable: true }) method!: string | null;
}

export const IntervalConnection = connection('Interval', () => IntervalType);
