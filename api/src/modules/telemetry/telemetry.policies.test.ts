import { beforeAll, describe, expect, test } from 'vitest';
import {
  collector,
  collectorContext,
  feed,
  miner,
  pdu,
  reach,
  site,
  type TestMiner,
  type TestOutlet,
} from '../../../test/builders/fleet.ts';
import { customer, installation, organization, viewerContext } from '../../../test/builders/organization.ts';
import { useDatabase } from '../../../test/database.ts';
import { recordReadings } from './record-readings.service.ts';

const database = useDatabase();
const now = new Date('2026-07-01T12:00:00Z');
/** When the machine went from one customer to the next: in the middle of an hour and of five minutes. */
const handOver = '2026-07-01T10:02:30Z';

let organizationId = '';
let neighbours = '';
let [predecessor, successor, stranger] = ['', '', ''];
let machine: TestMiner;
let outlet: TestOutlet;

beforeAll(async () => {
  const { owner } = database();
  [organizationId, neighbours] = [await organization(owner), await organization(owner)];
  [predecessor, successor, stranger] = [
    await customer(owner, organizationId),
    await customer(owner, organizationId),
    await customer(owner, organizationId),
  ];
  const siteId = await site(owner, organizationId);
  const asking = await collector(owner, organizationId, { siteId });
  machine = await miner(owner, organizationId, { siteId, collectorId: asking.id });
  const powered = await pdu(owner, organizationId, { siteId, collectorId: asking.id, outlets: 1 });
  outlet = powered.outlets[0] as TestOutlet;
  await feed(owner, organizationId, { outletId: outlet.id, minerId: machine.id });
  await reach(owner, organizationId, { customerId: predecessor, miner: machine, to: handOver });
  await reach(owner, organizationId, { customerId: successor, miner: machine, from: handOver });
  const times = Array.from(
    { length: 9 },
    (_, quarter) => new Date(Date.parse('2026-07-01T09:00:00Z') + quarter * 900_000),
  );
  const atHandOver = [...times, new Date(handOver)];
  await recordReadings(await collectorContext(installation(database(), { now }), asking), {
    sequence: 1,
    sentAt: now,
    miners: {
      minerId: atHandOver.map(() => machine.id),
      takenAt: atHandOver,
      answered: atHandOver.map(() => true),
      hashrateThs: atHandOver.map(() => 200),
    },
    electrical: {
      sourceId: [outlet.id, powered.id],
      takenAt: [times[8] as Date, times[8] as Date],
      powerW: [3500, 9000],
    },
    registers: {
      registerId: atHandOver.map(() => outlet.register.id),
      takenAt: atHandOver,
      registerWh: atHandOver.map((at) => String(Math.floor(at.getTime() / 1000))),
    },
  });
});

const as = (customerId: string | null, of = organizationId) =>
  viewerContext(installation(database(), { now }), of, customerId ? 'CUSTOMER_OWNER' : 'OWNER', customerId).em;
const times = async (table: string, column: string, customerId: string | null, of?: string): Promise<string[]> => {
  const rows: { at: Date }[] = await as(customerId, of).execute(`select ${column} as at from ${table} order by 1`);
  return rows.map(({ at }) => new Date(at).toISOString().slice(11, 16));
};

describe('who reads which rows, by SQL as role app', () => {
  test('5-minute means: each side its own, the one that the hand-over cuts nobody but staff', async () => {
    expect(await times('miner_5min', 'at', predecessor)).toEqual(['09:00', '09:15', '09:30', '09:45']);
    expect(await times('miner_5min', 'at', successor)).toEqual(['10:15', '10:30', '10:45', '11:00']);
    expect(await times('miner_5min', 'at', null)).toHaveLength(9);
  });

  test('hours: only those that are whole in the reach', async () => {
    expect(await times('miner_hour', 'at', predecessor)).toEqual(['09:00']);
    expect(await times('miner_hour', 'at', successor)).toEqual(['11:00']);
  });

  test('registers: the reading at the hand-over closes one side and opens the other', async () => {
    expect(await times('register_reading', 'taken_at', predecessor)).toEqual([
      '09:00',
      '09:15',
      '09:30',
      '09:45',
      '10:00',
      '10:02',
    ]);
    expect(await times('register_reading', 'taken_at', successor)).toEqual([
      '10:02',
      '10:15',
      '10:30',
      '10:45',
      '11:00',
    ]);
  });

  test('the newest: only whose time it was taken in', async () => {
    expect(await times('miner_latest', 'taken_at', predecessor)).toEqual([]);
    expect(await times('miner_latest', 'taken_at', successor)).toEqual(['11:00']);
  });

  test("an outlet's live values follow the feed; a PDU's total is staff's alone", async () => {
    expect(await times('electrical_latest', 'taken_at', null)).toHaveLength(2);
    expect(await times('electrical_latest', 'taken_at', predecessor)).toEqual([]);
    expect(await as(successor).execute('select power_w from electrical_latest')).toEqual([{ power_w: 3500 }]);
  });

  test.each(['miner_latest', 'electrical_latest', 'miner_5min', 'miner_hour', 'register_reading'])(
    '%s: nothing for another customer or another organization',
    async (table) => {
      const any = `(select 1 as at from ${table}) rows`;
      expect(await as(stranger).execute(`select 1 from ${any}`)).toEqual([]);
      expect(await as(null, neighbours).execute(`select 1 from ${any}`)).toEqual([]);
    },
  );

  test('no partition can be read or written by its own name, by anybody', async () => {
    const { rows } = await database().owner.query(
      `select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid where c.relkind = 'r'`,
    );
    expect(rows.length).toBeGreaterThanOrEqual(3);
    for (const { name } of rows) {
      await expect(as(null).execute(`select 1 from ${name}`)).rejects.toThrow(/permission denied/);
      await expect(as(null).execute(`delete from ${name}`)).rejects.toThrow(/permission denied/);
    }
  });

  test("a row of another organization can't be written", async () => {
    await expect(
      as(null).execute(
        "insert into miner_hour (organization_id, miner_no, at, answered, missed, hashrate_count, hashrate_sum, power_count, power_sum) values (?, 1, '2026-07-01T01:00Z', 1, 0, 1, 1, 0, 0)",
        [neighbours],
      ),
    ).rejects.toThrow(/row-level security/);
  });

  test('a customer writes nothing', async () => {
    const em = as(successor);
    await em.execute('update miner_5min set hashrate_sum = 0');
    await em.execute('delete from register_reading');
    expect(await times('register_reading', 'taken_at', null)).toHaveLength(10);
    expect(await as(null).execute('select 1 from miner_5min where hashrate_sum = 0')).toEqual([]);
  });
});

test('what is past its retention goes, and nothing younger can be asked away', async () => {
  const em = as(null);
  await em.execute(`select ensure_minute_partitions('2026-01-01', '2026-01-02')`);
  const ahead: { name: string }[] = await em.execute(`select * from drop_expired_telemetry('2999-01-01') as name`);
  const kept = await database().owner.query(`select 1 where to_regclass('register_reading_202607') is not null`);
  expect(kept.rowCount).toBe(1);
  expect(ahead.map(({ name }) => name)).toContain('miner_5min_20260101');
  await expect(em.execute(`select ensure_minute_partitions('2000-01-01', '2026-01-01')`)).rejects.toThrow(/too long/);
});
