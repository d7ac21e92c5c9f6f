import { Field, Int, ObjectType } from 'type-graphql';
import { DateTime, Decimal } from '../../graphql/scalars.ts';
import { Device } from '../fleet/device.type.ts';

@ObjectType({
  description:
    'A meter or PDU with its energy, those below it right after it, one `depth` deeper. A PDU has the sum of its outlets. `energyKwh` = measured + estimated, null: nothing is known. `belowKwh` is ' +
    'the sum of those right below; `unaccountedKwh` what is missing there (negative: they measured more): losses, house load, what nobody mapped. Shares that are covered say how much of it is known.',
})
export class BalanceRow {
  @Field(() => Device) device!: object;
  @Field(() => Int) depth!: number;
  @Field(() => Decimal, { nullable: true }) energyKwh!: string | null;
  @Field(() => Decimal) estimatedKwh!: string;
  @Field(() => Decimal) coveredPercent!: string;
  @Field(() => Decimal, { nullable: true }) belowKwh!: string | null;
  @Field(() => Decimal, { nullable: true }) belowEstimatedKwh!: string | null;
  @Field(() => Decimal, { nullable: true }) belowCoveredPercent!: string | null;
  @Field(() => Decimal, { nullable: true }) unaccountedKwh!: string | null;
  @Field(() => Decimal, { nullable: true }) unaccountedPercent!: string | null;
}

@ObjectType()
export class EnergyBalance {
  @Field(() => DateTime) from!: Date;
  @Field(() => DateTime) to!: Date;
  @Field(() => [BalanceRow]) rows!: BalanceRow[];
}
