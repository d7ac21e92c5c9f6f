import { defineEntity, p } from '@mikro-orm/core';
import type { AddOn, Plan } from '../../graphql/enums.ts';
import type { PostalAddress } from '../../graphql/address.type.ts';

const OrganizationSchema = defineEntity({
  name: 'Organization',
  tableName: 'organization',
  properties: {
    id: p.uuid().primary(),
    name: p.string(),
    slug: p.string(),
    timeZone: p.string(),
    plan: p.string().$type<Plan>(),
    addOns: p.array().$type<AddOn[]>(),
    createdAt: p.datetime(),
  },
});
export class Organization extends OrganizationSchema.class {}
OrganizationSchema.setClass(Organization);

/** How the organization shows itself in its customers' portal and mails. Its id is the organization's. */
const BrandingSchema = defineEntity({
  name: 'Branding',
  tableName: 'branding',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    displayName: p.string(),
    slogan: p.string().strictNullable(),
    primaryColor: p.string().strictNullable(),
    accentColor: p.string().strictNullable(),
    portalSlug: p.string().strictNullable(),
    logoSha256: p.string().strictNullable(),
  },
});
export class Branding extends BrandingSchema.class {}
BrandingSchema.setClass(Branding);

/** A logo as redrawn here, a PNG, under the hash of its content. */
const LogoSchema = defineEntity({
  name: 'Logo',
  tableName: 'logo',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    sha256: p.string(),
    bytes: p.blob().lazy(),
    createdAt: p.datetime(),
  },
});
export class Logo extends LogoSchema.class {}
LogoSchema.setClass(Logo);

/** Defaults of new contracts and the rules of billing. Its id is the organization's. `energyRate` is currency per kWh. */
const BillingSettingsSchema = defineEntity({
  name: 'BillingSettings',
  tableName: 'billing_settings',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    currency: p.string(),
    energyRate: p.decimal('string').strictNullable(),
    autoSend: p.boolean(),
    collectionDays: p.integer(),
    dueDays: p.integer(),
    noticeDays: p.integer(),
    maxExtensions: p.integer(),
    defaultTaxCode: p.string().strictNullable(),
    sellerName: p.string(),
    sellerAddress: p.json<PostalAddress>().strictNullable(),
    sellerTaxNumber: p.string().strictNullable(),
  },
});
export class BillingSettings extends BillingSettingsSchema.class {}
BillingSettingsSchema.setClass(BillingSettings);

const TaxRateSchema = defineEntity({
  name: 'TaxRate',
  tableName: 'tax_rate',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    code: p.string(),
    name: p.string(),
    percent: p.decimal('string'),
    startsOn: p.date().strictNullable(),
    endsOn: p.date().strictNullable(),
    position: p.integer(),
  },
});
export class TaxRate extends TaxRateSchema.class {}
TaxRateSchema.setClass(TaxRate);
