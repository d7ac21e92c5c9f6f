import { Field, Float, ID, ObjectType } from 'type-graphql';
import { Money } from '../../graphql/money.type.ts';
import { DateTime, Decimal, LocalDate } from '../../graphql/scalars.ts';

@ObjectType({
  description:
    "The running period of a contract, by the same rating as its bill. `forecastLow` and `forecastHigh` bound the period's end; net of tax.",
})
export class Accrual {
  @Field(() => ID) contractId!: string;
  @Field(() => LocalDate) startsOn!: string;
  @Field(() => LocalDate) endsOn!: string;
  @Field(() => DateTime) asOf!: Date;
  @Field(() => Money, { description: 'Fees count the days up to today, today with them; energy what is known of it.' })
  amount!: Money;
  @Field(() => Decimal, { nullable: true }) energyKwh!: string | null;
  @Field(() => Decimal, { nullable: true }) estimatedKwh!: string | null;
  @Field(() => Money, { nullable: true }) forecastLow!: Money | null;
  @Field(() => Money, { nullable: true }) forecastHigh!: Money | null;
  @Field(() => Float, { nullable: true }) powerW!: number | null;
  @Field(() => Decimal, { nullable: true }) powerCapKw!: string | null;
}
