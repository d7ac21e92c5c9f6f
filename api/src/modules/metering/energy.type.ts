import { Field, ObjectType } from 'type-graphql';
import { connection } from '../../graphql/connection.ts';
import { DateTime, Decimal } from '../../graphql/scalars.ts';
import { Step } from '../telemetry/index.ts';
import { EnergyQuality, IntervalRule } from './verdict.words.ts';

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
  @Field(() => IntervalRule, {
    nullable: true,
    description: 'Null until it is judged, seconds after its reading came.',
  })
  rule!: IntervalRule | null;
  @Field(() => String, { nullable: true, description: 'What was seen or said, where readings are not to be trusted.' })
  reason!: string | null;
}

export const IntervalConnection = connection('Interval', () => IntervalType);
