import { formatMoney } from '@hashyard/rating';
import { Field, InputType, ObjectType } from 'type-graphql';
import { Decimal } from './scalars.ts';

@ObjectType({
  description: '`amount` has the currency\'s own decimals (`"174.78"`, JPY `"27121"`); `currency` is ISO 4217.',
})
export class Money {
  @Field(() => Decimal) amount!: string;
  @Field(() => String) currency!: string;
}

@InputType({ description: 'As `Money`; more decimals than the currency has are refused with `TOO_PRECISE`.' })
export class MoneyInput {
  @Field(() => Decimal) amount!: string;
  @Field(() => String) currency!: string;
}

/** Minor units as the API shows them. */
export const moneyOf = (minor: bigint, currency: string): Money => ({ amount: formatMoney(minor, currency), currency });
