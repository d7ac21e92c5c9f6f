import { defineEntity, p } from '@mikro-orm/core';
import type { PostalAddress } from '../../graphql/address.type.ts';

/** A customer as both sides may see it. What stays on the staff's side is the `CustomerFile`. */
const CustomerSchema = defineEntity({
  name: 'Customer',
  tableName: 'customer',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    name: p.string(),
    companyName: p.string().strictNullable(),
    contactEmail: p.string(),
    billingEmail: p.string().strictNullable(),
    phone: p.string().strictNullable(),
    billingCurrency: p.string().strictNullable(),
    active: p.boolean(),
    portalAccess: p.boolean(),
    address: p.json<PostalAddress>().strictNullable(),
    taxCode: p.string().strictNullable(),
    createdAt: p.datetime(),
  },
});
export class Customer extends CustomerSchema.class {}
CustomerSchema.setClass(Customer);

/** Internal notes and standing of a customer, a table of its own that no customer's policy reaches. Its id is the customer's. */
const CustomerFileSchema = defineEntity({
  name: 'CustomerFile',
  tableName: 'customer_file',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    notes: p.text().strictNullable(),
    inDefault: p.boolean(),
    inDefaultReason: p.string().strictNullable(),
    billingHold: p.boolean(),
    billingHoldReason: p.string().strictNullable(),
  },
});
export class CustomerFile extends CustomerFileSchema.class {}
CustomerFileSchema.setClass(CustomerFile);
