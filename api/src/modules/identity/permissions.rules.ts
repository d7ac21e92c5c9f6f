import type { Role } from './role.ts';

/**
 * What a viewer may do, by operation. A permission opens an operation; which rows it reaches is the row-level policies'
 * business: `contract:read` of a customer reads that customer's contracts.
 */
const customerReads = [
  'organization:read',
  'fleet:read',
  'telemetry:read',
  'customer:read',
  'contract:read',
  'invoice:read',
] as const;
const staffReads = [...customerReads, 'collector:read', 'billing-run:read', 'metering:read'] as const;
/** Of a customer's people only what a contract grants them is done. */
const commanding = ['device:command'] as const;
const operations = [
  'metering:correct',
  'contract:assign',
  'customer:view-as',
  'site:manage',
  'fleet:manage',
  'collector:manage',
  ...commanding,
] as const;
const billing = [
  'metering:correct',
  'customer:create',
  'customer:update',
  'customer:invite',
  'customer:hold',
  'portal-people:manage',
  'billing-settings:update',
  'mail:manage',
  'customer:view-as',
  'contract:create',
  'contract:update',
  'contract:assign',
  'contract:activate',
  'contract:discard',
  'contract:suspend',
  'contract:price',
  'contract:notice',
  'contract:extend',
  'contract:terminate',
  'invoice:generate',
  'invoice:issue',
  'invoice:release',
  'invoice:recompute',
  'invoice:hold',
  'invoice:send',
  'invoice:cancel',
  'invoice:write-off',
  'invoice:change',
  'invoice:credit',
  'invoice:adjust',
] as const;
/** Of the organization itself. */
const administration = ['staff:manage', 'organization:update', 'api-key:manage', 'audit:read'] as const;
/** What binds the customer, or is about its people: its owner alone. */
const portalOwner = ['portal-people:manage', 'api-key:manage', 'contract:notice', 'contract:accept'] as const;
/** Readings may be brought, to be shown, while the database stands still; all other work waits for it. */
const bringing = ['reading:bring'] as const;
const collector = ['collector:work', ...bringing] as const;

export type Permission = (
  | typeof staffReads
  | typeof operations
  | typeof billing
  | typeof administration
  | typeof portalOwner
  | typeof collector
)[number];

const everything: readonly Permission[] = [...new Set([...staffReads, ...operations, ...billing, ...administration])];

const byRole: Record<Role, readonly Permission[]> = {
  OWNER: everything,
  ADMIN: everything,
  OPERATIONS: [...staffReads, ...operations],
  BILLING: [...staffReads, ...billing],
  READ_ONLY: staffReads,
  CUSTOMER_OWNER: [...customerReads, ...portalOwner, ...commanding],
  CUSTOMER_MEMBER: [...customerReads, ...commanding],
};

export const isPermission = (word: string): word is Permission => everything.includes(word as Permission);

/** Whether a customer's program may hold it: people and keys are managed by people. */
export const mayBeCustomers = (permission: Permission): boolean =>
  byRole.CUSTOMER_OWNER.includes(permission) && !['portal-people:manage', 'api-key:manage'].includes(permission);

/** What a key may do now: what it was given, as far as its maker still may it, and a customer's program at all. */
export function permissionsOfKey(key: {
  permissions: readonly string[];
  makersRole: Role;
  isCustomers: boolean;
}): ReadonlySet<Permission> {
  const makers = permissionsOf(key.makersRole);
  return new Set(
    key.permissions
      .filter(isPermission)
      .filter((permission) => makers.has(permission) && (!key.isCustomers || mayBeCustomers(permission))),
  );
}

export const permissionsOf = (role: Role): ReadonlySet<Permission> => new Set(byRole[role]);
/** What staff may do while they view as a customer: read what its people read, payment data apart. */
export const viewingPermissions: ReadonlySet<Permission> = new Set(customerReads);
export const collectorPermissions: ReadonlySet<Permission> = new Set(collector);
export const bringingPermissions: ReadonlySet<Permission> = new Set(bringing);
