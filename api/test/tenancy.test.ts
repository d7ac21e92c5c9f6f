import { expect, test } from 'vitest';
import { managerFor, managerForNobody } from '../src/database/scope.ts';
import { newId } from '../src/ids.ts';
import { customer, member, organization } from './builders/organization.ts';
import { useDatabase } from './database.ts';

const database = useDatabase();

/** Read by every viewer or by none; everything else belongs to a tenant. */
const withoutTenant = new Set([
  'app_user',
  'password_reset',
  'sign_in_failure',
  'organization',
  'schema_migration',
  'installation_key',
  'installation_setup',
  'second_factor',
  'recovery_code',
]);

async function tables(): Promise<
  {
    name: string;
    secured: boolean;
    policies: number;
    granted: boolean;
    partition: boolean;
    tenant: boolean;
    audited: boolean;
  }[]
> {
  const { rows } = await database().owner.query(`
    select c.relname as name, c.relrowsecurity as secured, c.relispartition as partition,
      (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies,
      has_table_privilege('app', c.oid, 'select, insert, update, delete') as granted,
      exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'organization_id') as tenant,
      exists (select 1 from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'audit') as audited
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1`);
  return rows;
}

test('every table that role app may touch is walled in by policies', async () => {
  const open = (await tables())
    .filter((table) => table.granted && !(table.secured && table.policies > 0))
    .map(({ name }) => name);
  expect(open).toEqual([]);
});

test('every other table belongs to an organization', async () => {
  const stray = (await tables())
    .filter(({ name, tenant, partition }) => !tenant && !partition && !withoutTenant.has(name))
    .map(({ name }) => name);
  expect(stray).toEqual([]);
});

test('no partition can be read by its own name', async () => {
  const granted = (await tables()).filter(({ partition, granted }) => partition && granted).map(({ name }) => name);
  expect(granted).toEqual([]);
});

test('role app is no superuser, owns nothing and cannot bypass policies', async () => {
  const { rows } = await database().owner.query(
    `select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, (select count(*)::int from pg_class where relowner = r.oid) as owns from pg_roles r where rolname = 'app'`,
  );
  expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false, owns: 0 }]);
});

test('without a viewer, and as another organization or an unknown kind of viewer, every table is empty', async () => {
  const owner = database().owner;
  const mine = await organization(owner);
  const customerId = await customer(owner, mine);
  await member(owner, mine, 'CUSTOMER_OWNER', customerId);
  const stranger = await organization(owner);
  const viewers = [
    managerForNobody(database().orm),
    managerFor(database().orm, {
      kind: 'STAFF',
      organizationId: stranger,
      customerId: null,
      userId: newId(),
      actor: 'test',
    }),
    managerFor(database().orm, {
      kind: 'CUSTOMER',
      organizationId: mine,
      customerId: newId(),
      userId: newId(),
      actor: 'test',
    }),
    managerFor(database().orm, {
      kind: 'ENTERING',
      organizationId: stranger,
      customerId,
      userId: newId(),
      actor: 'test',
    }),
  ];
  for (const { name, granted, tenant } of await tables()) {
    if (!granted || !tenant) continue;
    for (const em of viewers) {
      const [row]: { seen: string }[] = await em.execute(
        `select count(*) as seen from ${name} where organization_id = ?${name === 'branding' ? ' and false' : ''}`,
        [mine],
      );
      expect(`${name}: ${row?.seen}`).toBe(`${name}: 0`);
    }
  }
});

test("a row can't be written into, nor moved to, another organization", async () => {
  const owner = database().owner;
  const [mine, theirs] = [await organization(owner), await organization(owner)];
  const customerId = await customer(owner, mine);
  const em = managerFor(database().orm, {
    kind: 'STAFF',
    organizationId: mine,
    customerId: null,
    userId: newId(),
    actor: 'test',
  });
  const insert = em.execute(
    `insert into customer (id, organization_id, name, contact_email, created_at) values (?, ?, 'x', 'x@example.com', '2026-01-01')`,
    [newId(), theirs],
  );
  await expect(insert).rejects.toThrow(/row-level security/);
  await expect(
    em.execute('update customer set organization_id = ? where id = ?', [theirs, customerId]),
  ).rejects.toThrow(/row-level security/);
});

test("a foreign key can't point at another organization's row", async () => {
  const owner = database().owner;
  const [mine, theirs] = [await organization(owner), await organization(owner)];
  const foreign = await customer(owner, theirs);
  const em = managerFor(database().orm, {
    kind: 'STAFF',
    organizationId: mine,
    customerId: null,
    userId: newId(),
    actor: 'test',
  });
  const invite = em.execute(
    `insert into invite (id, organization_id, customer_id, email, role, token_hash, sent_at, expires_at)
     values (?, ?, ?, 'x@example.com', 'CUSTOMER_OWNER', '\\x01', '2026-01-01', '2026-01-02')`,
    [newId(), mine, foreign],
  );
  await expect(invite).rejects.toThrow(/foreign key/);
});
