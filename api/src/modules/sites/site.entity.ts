import { defineEntity, p } from '@mikro-orm/core';
import { Customer } from '../customers/customer.entity.ts';

/** A place with power. `timeZone` decides what a day is there; `energyCostPerKwh` and `sellableHashrateThs` are staff's alone. */
const SiteSchema = defineEntity({
  name: 'Site',
  tableName: 'site',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    name: p.string(),
    city: p.string().strictNullable(),
    region: p.string().strictNullable(),
    country: p.string().strictNullable(),
    timeZone: p.string(),
    capacityKw: p.decimal('string').strictNullable(),
    energyCostPerKwh: p.decimal('string').strictNullable(),
    sellableHashrateThs: p.decimal('string').strictNullable(),
    /** Whose site it is (O&M); null: the operator's. */
    customer: () => p.manyToOne(Customer).ref().strictNullable(),
    createdAt: p.datetime(),
    retiredAt: p.datetime().strictNullable(),
  },
});
export class Site extends SiteSchema.class {}
SiteSchema.setClass(Site);
