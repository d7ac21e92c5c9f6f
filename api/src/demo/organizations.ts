import { randomBytes } from 'node:crypto';
import type { MikroORM } from '@mikro-orm/postgresql';
import type { Installation } from '../context.ts';
import { managerFor } from '../database/scope.ts';
import { insertRows } from '../database/insert-rows.ts';
import { newId } from '../ids.ts';
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
    await insertRows(em, 'organization', [
      {
        id,
        name: parts.name,
        slug: parts.slug,
        time_zone: parts.timeZone,
        plan: 'BUSINESS',
        add_ons: ['HOSTING'],
        created_at: createdAt,
      },
    ]);
    await insertRows(em, 'branding', [
      { id, organization_id: id, display_name: parts.name, primary_color: parts.color, portal_slug: parts.slug },
    ]);
    await insertRows(em, 'billing_settings', [
      {
        id,
        organization_id: id,
        currency: parts.currency,
        energy_rate: parts.energyRate,
        auto_send: false,
        seller_name: `${parts.name} LLC`,
        seller_address: parts.address,
        collection_days: 0,
        due_days: 14,
        notice_days: 60,
        max_extensions: 3,
      },
    ]);
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
