import { Field, Int, ObjectType } from 'type-graphql';
import { Address } from '../../graphql/address.type.ts';
import { words } from '../../graphql/enums.ts';
import { Node } from '../../graphql/node.ts';
import { Decimal, LocalDate } from '../../graphql/scalars.ts';

export const HostingNeed = words('HostingNeed', ['PLAN', 'ADD_ON', 'SITE_WITH_MACHINES']);
export type HostingNeed = keyof typeof HostingNeed;

@ObjectType('Organization', {
  implements: Node,
  description:
    'The nullable fields are for staff only. `plan` and `addOns` are set by the owner of the installation, not through this API.',
})
export class OrganizationType extends Node {
  @Field(() => String) name!: string;
  @Field(() => String) slug!: string;
  @Field(() => String) timeZone!: string;
}

@ObjectType('Branding', {
  description: 'Colours are `#rrggbb`. `logoUrl` is public, `portalUrl` is where customers sign in.',
})
export class BrandingType {
  @Field(() => String) displayName!: string;
  @Field(() => String, { nullable: true }) slogan!: string | null;
  @Field(() => String, { nullable: true }) primaryColor!: string | null;
  @Field(() => String, { nullable: true }) accentColor!: string | null;
  @Field(() => String, { nullable: true }) portalSlug!: string | null;
}

@ObjectType('BillingSettings', {
  description:
    "`energyRate` is currency per kWh and becomes a new contract's `rate`. `autoSend` (false): invoices without a hold are issued and mailed as a run makes them; off, they stay drafts. " +
    "A run waits `collectionDays` (0) after the period's end for late readings before it issues. `dueOn` = `issuedOn` + `dueDays`. `noticeDays` (60) and `maxExtensions` (3) are the defaults of new contracts.",
})
export class BillingSettingsType {
  @Field(() => String) currency!: string;
  @Field(() => Decimal, { nullable: true }) energyRate!: string | null;
  @Field(() => Boolean) autoSend!: boolean;
  @Field(() => Int) collectionDays!: number;
  @Field(() => Int) dueDays!: number;
  @Field(() => Int) noticeDays!: number;
  @Field(() => Int) maxExtensions!: number;
  @Field(() => String, { nullable: true }) defaultTaxCode!: string | null;
  @Field(() => String) sellerName!: string;
  @Field(() => Address, { nullable: true }) sellerAddress!: Address | null;
  @Field(() => String, { nullable: true }) sellerTaxNumber!: string | null;
}

@ObjectType('TaxRate', {
  description:
    "A code may have several rows (GST and QST); each is rounded once an invoice. An invoice takes those that hold on its period's last day.",
})
export class TaxRateType {
  @Field(() => String) code!: string;
  @Field(() => String) name!: string;
  @Field(() => Decimal) percent!: string;
  @Field(() => LocalDate, { nullable: true }) startsOn!: string | null;
  @Field(() => LocalDate, { nullable: true }) endsOn!: string | null;
}
