import { defineEntity, p } from '@mikro-orm/core';
import { Customer } from '../customers/customer.entity.ts';
import type { Permission } from './permissions.rules.ts';

/** A program's access. It belongs to the membership that made it and ends with it; `customer` limits its reach. */
const ApiKeySchema = defineEntity({
  name: 'ApiKey',
  tableName: 'api_key',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    customer: () => p.manyToOne(Customer).ref().strictNullable(),
    membershipId: p.uuid(),
    name: p.string(),
    permissions: p.array().$type<Permission[]>(),
    tokenHash: p.blob().lazy(),
    createdAt: p.datetime(),
    expiresAt: p.datetime().strictNullable(),
    lastUsedAt: p.datetime().strictNullable(),
    revokedAt: p.datetime().strictNullable(),
  },
});
export class ApiKey extends ApiKeySchema.class {}
ApiKeySchema.setClass(ApiKey);
