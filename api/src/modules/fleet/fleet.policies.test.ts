import { beforeAll, describe, expect, test } from 'vitest';
import { collector, feed, meter, miner, pdu, rack, reach, site, type TestMiner } from '../../../test/builders/fleet.ts';
import { customer, installation, organization, viewerContext } from '../../../test/builders/organization.ts';
import { useDatabase } from '../../../test/database.ts';
import { managerFor } from '../../database/scope.ts';
import { newId } from '../../ids.ts';

const database = useDatabase();

/** Machine `moved` was the predecessor's until May, then the successor's; `other` never was either's. */
let organizationId = '';
let predecessor = '';
let successor = '';
let moved: TestMiner;
let other: TestMiner;
let neighbours = '';
let siteId = '';
let collectorId = '';

beforeAll(async () => {
  const { owner } = database();
  organizationId = await organization(owner);
  neighbours = await organization(owner);
  [predecessor, successor] = [await customer(owner, organizationId), await customer(owner, organizationId)];
  siteId = await site(owner, organizationId, { energyCostPerKwh: '0.04' });
  await site(owner, organizationId, { name: 'Empty site' });
  const slots = await rack(owner, organizationId, siteId);
  await rack(owner, organizationId, siteId, { name: 'Others only' });
  collectorId = (await collector(owner, organizationId, { siteId })).id;
  moved = await miner(owner, organizationId, { siteId, slotId: slots.slotIds[0], collectorId });
  other = await miner(owner, organizationId, { siteId, slotId: slots.slotIds[1], collectorId });
  const { outlets } = await pdu(owner, organizationId, { siteId, outlets: 4, collectorId });
  await meter(owner, organizationId, { siteId, main: true });
  const [first, second, third] = outlets as [(typeof outlets)[0], (typeof outlets)[0], (typeof outlets)[0]];
  await feed(owner, organizationId, { outletId: first.id, minerId: moved.id, to: '2026-05-01T00:00:00Z' });
  await feed(owner, organizationId, { outletId: second.id, minerId: moved.id, from: '2026-05-01T00:00:00Z' });
  await feed(owner, organizationId, { outletId: third.id, minerId: other.id });
  await reach(owner, organizationId, { customerId: predecessor, miner: moved, to: '2026-05-01T00:00:00Z' });
  await reach(owner, organizationId, { customerId: successor, miner: moved, from: '2026-05-01T00:00:00Z' });
});

/** Rows of a table that a viewer finds by plain SQL as role `app`. */
async function count(as: 'staff' | 'neighbour' | { customerId: string }, table: string): Promise<number> {
  const em = managerFor(database().orm, {
    kind: typeof as === 'object' ? 'CUSTOMER' : 'STAFF',
    organizationId: as === 'neighbour' ? neighbours : organizationId,
    customerId: typeof as === 'object' ? as.customerId : null,
    userId: newId(),
    actor: 'test',
  });
  const [row]: { n: string }[] = await em.execute(`select count(*) as n from ${table}`);
  return Number(row?.n);
}

describe('what SQL as role app finds', () => {
  test.each([
    { table: 'site', staff: 2, customer: 1 },

    { table: 'miner', staff: 2, customer: 1 },
    { table: 'miner_model', staff: 2, customer: 1 },
    { table: 'pdu', staff: 1, customer: 1 },
    { table: 'outlet', staff: 4, customer: 1 },
    { table: 'feed', staff: 3, customer: 1 },
    { table: 'register', staff: 5, customer: 1 },
    { table: 'meter', staff: 1, customer: 0 },
    { table: 'reach', staff: 2, customer: 1 },
    { table: 'collector', staff: 1, customer: 0 },
    { table: 'collector_state', staff: 1, customer: 0 },
  ])('$table: staff all, each customer its own, the other organization nothing', async (expected) => {
    expect(await count('staff', expected.table)).toBe(expected.staff);
    expect(await count({ customerId: predecessor }, expected.table)).toBe(expected.customer);
    expect(await count({ customerId: successor }, expected.table)).toBe(expected.customer);
    expect(await count('neighbour', expected.table)).toBe(0);
  });

  test('where a machine stands is known to who has it now, not to who had it', async () => {
    for (const table of ['slot', 'rack']) {
      expect(await count({ customerId: predecessor }, table)).toBe(0);
      expect(await count({ customerId: successor }, table)).toBe(1);
      expect(await count('neighbour', table)).toBe(0);
    }
  });

  test('a customer sees the outlet of its own time, never the one before or after', async () => {
    const em = viewerContext(installation(database()), organizationId, 'CUSTOMER_OWNER', successor).em;
    const rows: { number: number }[] = await em.execute('select number from outlet');
    expect(rows).toEqual([{ number: 2 }]);
  });

  test('a customer writes nothing', async () => {
    const em = viewerContext(installation(database()), organizationId, 'CUSTOMER_OWNER', successor).em;
    await expect(em.execute("update miner set name = 'mine' returning id")).resolves.toEqual([]);
    await expect(em.execute('insert into feed select * from feed')).rejects.toThrow(/row-level security|duplicate/);
  });

  test('nobody writes reach by hand, staff neither', async () => {
    const em = viewerContext(installation(database()), organizationId).em;
    await expect(em.execute('delete from reach')).rejects.toThrow(/permission denied/);
  });
});

describe('what the tables refuse', () => {
  const staff = () => viewerContext(installation(database()), organizationId).em;

  test("another organization's site can't hold a miner", async () => {
    const { owner } = database();
    const foreign = await site(owner, neighbours);
    await expect(staff().execute('update miner set site_id = ? where id = ?', [foreign, other.id])).rejects.toThrow(
      /foreign key/,
    );
  });

  test('a slot holds one miner', async () => {
    const sql = 'update miner set slot_id = (select slot_id from miner where id = ?) where id = ?';
    await expect(staff().execute(sql, [moved.id, other.id])).rejects.toThrow(/unique/);
  });

  test("a unit's feeds of one outlet don't overlap", async () => {
    const { owner } = database();
    const { rows } = await owner.query('select outlet_id from feed where miner_id = $1', [other.id]);
    await expect(
      feed(owner, organizationId, { outletId: rows[0].outlet_id, minerId: other.id, from: '2026-06-01T00:00:00Z' }),
    ).rejects.toThrow(/exclusion/);
  });

  test('a unit is in reach of one customer at a time', async () => {
    const { owner } = database();
    await expect(
      reach(owner, organizationId, { customerId: predecessor, miner: moved, from: '2026-06-01T00:00:00Z' }),
    ).rejects.toThrow(/exclusion/);
  });
});

describe('the revision of a plan', () => {
  const revision = async (): Promise<number> => {
    const { rows } = await database().owner.query('select plan_revision from collector_state where id = $1', [
      collectorId,
    ]);
    return rows[0].plan_revision;
  };

  test.each([
    { name: 'a device moves', sql: "update miner set address = 'cgminer://10.9.9.9:4028' where id = $1", bumps: true },
    { name: "a miner's name changes", sql: "update miner set name = 'Renamed' where id = $1", bumps: true },
    { name: 'it goes into maintenance', sql: 'update miner set maintenance = true where id = $1', bumps: false },
  ])('grows only with what the collector has to know: $name', async ({ sql, bumps }) => {
    const before = await revision();
    await database().owner.query(sql, [other.id]);
    expect(await revision()).toBe(bumps ? before + 1 : before);
  });

  test('grows once for a statement of many devices', async () => {
    const { owner } = database();
    const before = await revision();
    await owner.query("update miner set address = address || '?x' where collector_id = $1", [collectorId]);
    expect(await revision()).toBe(before + 1);
  });

  test('grows for the old and the new collector when a device changes hands', async () => {
    const { owner } = database();
    const next = await collector(owner, organizationId, { siteId });
    const before = await revision();
    await owner.query('update miner set collector_id = $2 where id = $1', [other.id, next.id]);
    const { rows } = await owner.query('select plan_revision from collector_state where id = $1', [next.id]);
    expect([await revision(), rows[0].plan_revision]).toEqual([before + 1, 2]);
  });
});
