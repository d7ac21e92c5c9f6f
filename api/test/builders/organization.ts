import type pg from 'pg';
import type { Installation, ViewerContext } from '../../src/context.ts';
import { contextFor } from '../../src/context.ts';
import { newId } from '../../src/ids.ts';
import { hashPassword } from '../../src/modules/identity/password.ts';
import { permissionsOf } from '../../src/modules/identity/permissions.rules.ts';
import type { Role } from '../../src/modules/identity/role.ts';
import type { Viewer } from '../../src/modules/identity/viewer.ts';
import { createVault } from '../../src/vault.ts';
import type { TestDatabase } from '../database.ts';

/** An installation on a test database, at a fixed time that a test may move. */
export function installation(
  database: TestDatabase,
  clock: { now: Date } = { now: new Date('2026-07-01T12:00:00Z') },
): Installation {
  return {
    orm: database.orm,
    now: () => clock.now,
    vault: createVault(Buffer.alloc(32, 7)),
    publicUrl: 'http://127.0.0.1:4000',
  };
}

type OrganizationParts = {
  plan?: string;
  addOns?: string[];
  currency?: string;
  energyRate?: string | null;
  timeZone?: string;
  autoSend?: boolean;
};

/** An organization that may do everything, unless said otherwise. Answers its id. */
export async function organization(owner: pg.Pool, parts: OrganizationParts = {}): Promise<string> {
  const id = newId();
  await owner.query(
    `insert into organization (id, name, slug, time_zone, plan, add_ons, created_at) values ($1, $2, $3, $4, $5, $6, '2026-01-01T00:00:00Z')`,
    [
      id,
      `Org ${id.slice(-6)}`,
      `org-${id.slice(-12)}`,
      parts.timeZone ?? 'America/Chicago',
      parts.plan ?? 'BUSINESS',
      parts.addOns ?? ['HOSTING'],
    ],
  );
  await owner.query(
    `insert into branding (id, organization_id, display_name, portal_slug) values ($1, $1, 'Lone Star Hosting', $2)`,
    [id, `p-${id.slice(-12)}`],
  );
  await owner.query(
    `insert into billing_settings (id, organization_id, currency, energy_rate, auto_send, seller_name) values ($1, $1, $2, $3, $4, 'Lone Star Hosting LLC')`,
    [
      id,
      parts.currency ?? 'USD',
      parts.energyRate === undefined ? '0.072500' : parts.energyRate,
      parts.autoSend ?? false,
    ],
  );
  return id;
}

/** A customer of an organization, active and with portal access. Answers its id. */
export async function customer(
  owner: pg.Pool,
  organizationId: string,
  parts: { name?: string; contactEmail?: string; billingCurrency?: string | null } = {},
): Promise<string> {
  const id = newId();
  const email = parts.contactEmail ?? `c-${id.slice(-8)}@example.com`;
  await owner.query(
    `insert into customer (id, organization_id, name, contact_email, billing_currency, created_at) values ($1, $2, $3, $4, $5, '2026-01-01T00:00:00Z')`,
    [id, organizationId, parts.name ?? 'Ada Miner', email, parts.billingCurrency ?? null],
  );
  await owner.query('insert into customer_file (id, organization_id) values ($1, $2)', [id, organizationId]);
  return id;
}

export const password = 'correct horse battery';
let passwordHash: Promise<string> | null = null;

/** A person with a membership, who can sign in with `password`. */
export async function member(
  owner: pg.Pool,
  organizationId: string,
  role: Role,
  customerId: string | null = null,
): Promise<{ userId: string; membershipId: string; email: string }> {
  const [userId, membershipId] = [newId(), newId()];
  const email = `${role.toLowerCase()}-${userId.slice(-8)}@example.com`;
  passwordHash ??= hashPassword(password);
  await owner.query(
    `insert into app_user (id, email, name, password_hash, created_at) values ($1, $2, 'Pat Person', $3, '2026-01-01T00:00:00Z')`,
    [userId, email, await passwordHash],
  );
  await owner.query(
    `insert into membership (id, organization_id, user_id, customer_id, role, created_at) values ($1, $2, $3, $4, $5, '2026-01-01T00:00:00Z')`,
    [membershipId, organizationId, userId, customerId, role],
  );
  return { userId, membershipId, email };
}

/** A person of this role. */
export const viewerOf = (
  organizationId: string,
  role: Role,
  customerId: string | null = null,
  userId = newId(),
): Viewer => ({
  kind: customerId ? 'CUSTOMER' : 'STAFF',
  name: 'Pat Person',
  organizationId,
  customerId,
  role,
  readOnly: false,
  permissions: permissionsOf(role),
  userId,
  membershipId: newId(),
  sessionId: newId(),
  collectorId: null,
  apiKeyId: null,
});

/** What a resolver would get for a viewer of this role, without HTTP. */
export function viewerContext(
  of: Installation,
  organizationId: string,
  role: Role = 'OWNER',
  customerId: string | null = null,
  userId = newId(),
): ViewerContext {
  const viewer = viewerOf(organizationId, role, customerId, userId);
  return contextFor(of, viewer, { requestId: newId(), clientAddress: '127.0.0.1', cookie: null }) as ViewerContext;
}
