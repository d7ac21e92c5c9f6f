import type { Pool } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../ids.ts';
import { organization } from '../../test/builders/organization.ts';
import { useDatabase } from '../../test/database.ts';
import { MinerModel } from '../modules/fleet/fleet.entity.ts';
import { Organization } from '../modules/organizations/organization.entity.ts';
import { createOrm } from './orm.ts';
import { managerFor, managerForNobody } from './scope.ts';

const database = useDatabase();
/** With a single connection: whatever a viewer left behind, the next would find. */
let orm: Awaited<ReturnType<typeof createOrm>>;
let pool: Pool;
const sent: string[] = [];
beforeAll(async () => {
  orm = await createOrm(database().appUrl, { poolSize: 1 });
  pool = await (orm.driver.getConnection() as unknown as { getNativeClient(): Promise<Pool> }).getNativeClient();
  pool.on('acquire', (client) => {
    const query = client.query.bind(client) as (...all: unknown[]) => unknown;
    Object.assign(client, {
      query: (...all: unknown[]) => {
        sent.push(String(all[0]));
        return query(...all);
      },
    });
  });
});
afterAll(() => orm.close(true));

const staffOf = (organizationId: string, readOnly = false) =>
  managerFor(orm, { kind: 'STAFF', organizationId, customerId: null, userId: null, actor: 'test', readOnly });
const messagesOf = async (work: () => Promise<unknown>): Promise<number> => {
  await work(); // the connection is there, and what the library asks of one first
  sent.length = 0;
  await work();
  return new Set(sent).size;
};

test("a viewer's read is one message, and what it was read as is gone with it", async () => {
  const organizationId = await organization(database().owner);
  expect(await messagesOf(() => staffOf(organizationId).find(Organization, {}))).toBe(1);
  const left = await pool.query("select nullif(current_setting('app.organization', true), '') as organization");
  expect(left.rows).toEqual([{ organization: null }]);
  expect(await managerForNobody(orm).find(Organization, {})).toEqual([]);
});

test('reads of many viewers at once each see what is theirs', async () => {
  const ids = await Promise.all(Array.from({ length: 5 }, () => organization(database().owner)));
  const seen = await Promise.all(ids.map((id) => staffOf(id).find(Organization, {})));
  expect(seen.map((rows) => rows.map(({ id }) => id))).toEqual(ids.map((id) => [id]));
});

test('a read that fails harms neither the connection nor the next read', async () => {
  const organizationId = await organization(database().owner);
  const em = staffOf(organizationId);
  await expect(em.execute('select 1 / 0')).rejects.toThrow('division by zero');
  await expect(em.execute("select 'x'::uuid")).rejects.toThrow('invalid input syntax');
  expect(await em.find(Organization, {})).toHaveLength(1);
});

const model = (organizationId: string, name: string) => ({
  id: newId(),
  organizationId,
  make: 'Bitmain',
  name,
  ratedHashrateThs: '200',
  ratedPowerW: '3500',
  ratedEfficiencyJPerTh: '17.5',
  source: null,
});

test('several rows written at once are all there, or none', async () => {
  const organizationId = await organization(database().owner);
  const em = staffOf(organizationId);
  await em.insertMany(MinerModel, [model(organizationId, 'A'), model(organizationId, 'B')]);
  const half = [model(organizationId, 'C'), model(newId(), 'of another')];
  await expect(em.insertMany(MinerModel, half)).rejects.toThrow('row-level security');
  const rows = await em.fork().find(MinerModel, { organizationId }, { orderBy: { name: 'asc' } });
  expect(rows.map(({ name }) => name)).toEqual(['A', 'B']);
});

test('who may only read writes nothing, by no statement', async () => {
  const organizationId = await organization(database().owner);
  const em = staffOf(organizationId, true);
  expect(await em.find(Organization, {})).toHaveLength(1);
  await expect(em.insert(MinerModel, model(organizationId, 'A'))).rejects.toThrow('read-only transaction');
  await expect(em.execute("update organization set name = 'Mine' returning id")).rejects.toThrow('read-only');
});
