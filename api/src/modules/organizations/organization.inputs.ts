import { Field, InputType, Int } from 'type-graphql';
import { AddressInput } from '../../graphql/address.type.ts';
import { Decimal, LocalDate } from '../../graphql/scalars.ts';

@InputType()
export class UpdateOrganizationInput {
  @Field(() => String, { nullable: true }) name?: string | null;
  @Field(() => String, { nullable: true }) timeZone?: string | null;
}

@InputType({ description: '`logo` is base64 of PNG, JPEG or WebP, at most 512 kB; `slogan` at most 150 characters.' })
export class UpdateBrandingInput {
  @Field(() => String, { nullable: true }) displayName?: string | null;
  @Field(() => String, { nullable: true }) logo?: string | null;
  @Field(() => String, { nullable: true }) slogan?: string | null;
  @Field(() => String, { nullable: true }) primaryColor?: string | null;
  @Field(() => String, { nullable: true }) accentColor?: string | null;
  @Field(() => String, { nullable: true }) portalSlug?: string | null;
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
