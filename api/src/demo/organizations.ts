import { randomBytes } from 'node:crypto';
import type { MikroORM } from '@mikro-orm/postgresql';
import type { Installation } from '../context.ts';
import { managerFor } from '../database/scope.ts';
import { insertRows } from '../database/insert-rows.ts';
import { newId } from '../ids.ts';
import { knownModelRows } from '../modules/fleet/index.ts';
import { organizationRows } from '../modules/organizations/index.ts';
import { hashPassword } from '../modules/identity/index.ts';

export type DemoUser = { readonly role: 'OWNER' | 'CUSTOMER_OWNER'; readonly email: string; readonly password: string };
export type DemoOrganization = { readonly id: string; readonly ownerId: string; readonly owner: DemoUser };

type Parts = {
  name: string;
  slug: string;
  timeZone: string;
  currency: string;
  energyRate: string;
  ownerEmail: string;
  ownerName: string;
  color: string;
  address: object;
};

/** An organization on the Business plan with the Hosting add-on, and its owner with a password of this installation. */
export async function seedOrganization(installation: Installation, parts: Parts): Promise<DemoOrganization> {
  const id = newId();
  const createdAt = installation.now();
  const em = managerFor(installation.orm, {
    kind: 'JOB',
    organizationId: id,
    customerId: null,
    userId: null,
    actor: 'job:seed',
  });
  await em.transactional(async (em) => {
    const { organization, branding, billing_settings } = organizationRows({
      ...parts,
      id,
      plan: 'BUSINESS',
      addOns: ['HOSTING'],
      createdAt,
    });
    await insertRows(em, 'organization', [organization]);
    await insertRows(em, 'branding', [{ ...branding, primary_color: parts.color }]);
    await insertRows(em, 'billing_settings', [
      { ...billing_settings, seller_name: `${parts.name} LLC`, seller_address: parts.address },
    ]);
    await insertRows(em, 'miner_model', knownModelRows(id));
  });
  const owner = await seedUser(installation.orm, createdAt, {
    organizationId: id,
    customerId: null,
    role: 'OWNER',
    email: parts.ownerEmail,
    name: parts.ownerName,
  });
  return { id, ...owner };
}

type Person = {
  organizationId: string;
  customerId: string | null;
  role: DemoUser['role'];
  email: string;
  name: string;
};

/** A person with a membership and a fresh password. */
export async function seedUser(
  orm: MikroORM,
  createdAt: Date,
  person: Person,
): Promise<{ ownerId: string; owner: DemoUser }> {
  const userId = newId();
  const password = randomBytes(12).toString('base64url');
  const em = managerFor(orm, {
    kind: 'JOB',
    organizationId: person.organizationId,
    customerId: null,
    userId,
    actor: 'job:seed',
  });
  const passwordHash = await hashPassword(password);
  await em.transactional(async (em) => {
    await insertRows(em, 'app_user', [
      {
        id: userId,
        email: person.email,
        name: person.name,
        password_hash: passwordHash,
        second_factor: false,
        created_at: createdAt,
      },
    ]);
    await insertRows(em, 'membership', [
      {
        id: newId(),
        organization_id: person.organizationId,
        user_id: userId,
        customer_id: person.customerId,
        role: person.role,
        created_at: createdAt,
      },
    ]);
  });
  return { ownerId: userId, owner: { role: person.role, email: person.email, password } };
}
