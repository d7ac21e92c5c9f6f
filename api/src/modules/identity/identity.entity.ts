import { defineEntity, p } from '@mikro-orm/core';
import { Customer } from '../customers/customer.entity.ts';
import { Organization } from '../organizations/organization.entity.ts';
import type { Role } from './role.ts';

const UserSchema = defineEntity({
  name: 'User',
  tableName: 'app_user',
  properties: {
    id: p.uuid().primary(),
    email: p.string(),
    name: p.string(),
    passwordHash: p.string().lazy(),
    secondFactor: p.boolean(),
    createdAt: p.datetime(),
  },
});
export class User extends UserSchema.class {}
UserSchema.setClass(User);

/** A person's place in an organization: with `customer` in that customer's portal, without as staff. */
const MembershipSchema = defineEntity({
  name: 'Membership',
  tableName: 'membership',
  properties: {
    id: p.uuid().primary(),
    organization: () => p.manyToOne(Organization).ref(),
    user: () => p.manyToOne(User).ref(),
    customer: () => p.manyToOne(Customer).ref().strictNullable(),
    role: p.string().$type<Role>(),
    createdAt: p.datetime(),
    lastSeenAt: p.datetime().strictNullable(),
    endedAt: p.datetime().strictNullable(),
  },
});
export class Membership extends MembershipSchema.class {}
MembershipSchema.setClass(Membership);

/** A signed-in browser. The cookie holds the token; here is its SHA-256. */
const SessionSchema = defineEntity({
  name: 'Session',
  tableName: 'session',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    userId: p.uuid(),
    membershipId: p.uuid(),
    tokenHash: p.blob(),
    readOnly: p.boolean(),
    /** Whom a member of the staff views the portal as; such a session is read only. */
    customerId: p.uuid().strictNullable(),
    /** Where it was opened from, and what that client said it is. */
    clientAddress: p.string().strictNullable(),
    userAgent: p.string().strictNullable(),
    createdAt: p.datetime(),
    /** To the minute. */
    lastUsedAt: p.datetime().strictNullable(),
    expiresAt: p.datetime(),
    endedAt: p.datetime().strictNullable(),
  },
});
export class Session extends SessionSchema.class {}
SessionSchema.setClass(Session);

const InviteSchema = defineEntity({
  name: 'Invite',
  tableName: 'invite',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    customer: () => p.manyToOne(Customer).ref().strictNullable(),
    email: p.string(),
    name: p.string().strictNullable(),
    role: p.string().$type<Role>(),
    tokenHash: p.blob().lazy(),
    sentAt: p.datetime(),
    expiresAt: p.datetime(),
    acceptedAt: p.datetime().strictNullable(),
    replacedAt: p.datetime().strictNullable(),
  },
});
export class Invite extends InviteSchema.class {}
InviteSchema.setClass(Invite);
