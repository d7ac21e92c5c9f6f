import { Field, InputType, Int } from 'type-graphql';
import { AddressInput } from '../../graphql/address.type.ts';
import { Decimal, LocalDate } from '../../graphql/scalars.ts';

@InputType()
export class UpdateOrganizationInput {
  @Field(() => String, { nullable: true }) name?: string | null;
  @Field(() => String, { nullable: true }) timeZone?: string | null;
}

@InputType()
export class TaxRateInput {
  @Field(() => String) code!: string;
  @Field(() => String) name!: string;
  @Field(() => Decimal) percent!: string;
  @Field(() => LocalDate, { nullable: true }) startsOn?: string | null;
  @Field(() => LocalDate, { nullable: true }) endsOn?: string | null;
}

@InputType({ description: '`taxes` replaces the whole list.' })
export class UpdateBillingSettingsInput {
  @Field(() => String, { nullable: true }) currency?: string | null;
  @Field(() => Decimal, { nullable: true }) energyRate?: string | null;
  @Field(() => Boolean, { nullable: true }) autoSend?: boolean | null;
  @Field(() => Int, { nullable: true }) collectionDays?: number | null;
  @Field(() => Int, { nullable: true }) dueDays?: number | null;
  @Field(() => Int, { nullable: true }) noticeDays?: number | null;
  @Field(() => Int, { nullable: true }) maxExtensions?: number | null;
  @Field(() => [TaxRateInput], { nullable: true }) taxes?: TaxRateInput[] | null;
  @Field(() => String, { nullable: true }) defaultTaxCode?: string | null;
  @Field(() => String, { nullable: true }) sellerName?: string | null;
  @Field(() => AddressInput, { nullable: true }) sellerAddress?: AddressInput | null;
  @Field(() => String, { nullable: true }) sellerTaxNumber?: string | null;
}
