import { beforeEach, describe, expect, test } from 'vitest';
import {
  collector,
  collectorContext,
  feed,
  meter,
  miner,
  pdu,
  site,
  type TestMiner,
  type TestOutlet,
} from '../../../test/builders/fleet.ts';
import { installation, organization, viewerContext } from '../../../test/builders/organization.ts';
import { useDatabase } from '../../../test/database.ts';
import type { Installation, ViewerContext } from '../../context.ts';
import { Refused } from '../../graphql/refusals.ts';
import { newId } from '../../ids.ts';
import { fleetState } from './fleet-state.ts';
import { liveView } from './live-view.service.ts';
import { recordReadings } from './record-readings.service.ts';
import type { RecordReadingsInput } from './telemetry.inputs.ts';

const database = useDatabase();
const now = new Date('2026-07-01T12:00:00Z');
const at = (seconds: number) => new Date(now.getTime() + seconds * 1000);

let here: Installation;
let organizationId = '';
let context: ViewerContext;
let first: TestMiner;
let second: TestMiner;
let outlet: TestOutlet;
let meterOf: { id: string; no: number; register: { id: string; no: number } };

beforeEach(async () => {
  const { owner } = database();
  here = installation(database(), { now });
  organizationId = await organization(owner);
  const siteId = await site(owner, organizationId);
  const asking = await collector(owner, organizationId, { siteId });
  first = await miner(owner, organizationId, { siteId, collectorId: asking.id });
  second = await miner(owner, organizationId, { siteId, collectorId: asking.id });
  const powered = await pdu(owner, organizationId, { siteId, collectorId: asking.id });
  outlet = powered.outlets[0] as TestOutlet;
  await feed(owner, organizationId, { outletId: outlet.id, minerId: first.id });
  meterOf = await meter(owner, organizationId, { siteId, collectorId: asking.id });
  context = await collectorContext(here, asking);
});

const batch = (parts: Partial<RecordReadingsInput>): RecordReadingsInput => ({ sequence: 7, sentAt: now, ...parts });
const record = (parts: Partial<RecordReadingsInput>) => recordReadings(context, batch(parts));
const rates = (readings: [TestMiner, number, number | null][]) => ({
  miners: {
    minerId: readings.map(([of]) => of.id),
    takenAt: readings.map(([, seconds]) => at(seconds)),
    answered: readings.map(([, , rate]) => rate !== null),
    hashing: readings.map(([, , rate]) => (rate === null ? null : true)),
    hashrateThs: readings.map(([, , rate]) => rate),
  },
});
const rows = async (sql: string, parameters: unknown[] = []) => (await database().owner.query(sql, parameters)).rows;

describe('samples', () => {
  test('become 5-minute and hourly sums', async () => {
    const answer = await record(
      rates([
        [first, -600, 180],
        [first, -570, 200],
        [first, -540, null],
        [second, -600, 90],
      ]),
    );
    expect(answer).toEqual({ acknowledgedSequence: 7, accepted: 4, duplicates: 0, rejects: [], retryAfterMs: 0 });
    expect(
      await rows('select answered, missed, hashrate_count, hashrate_sum from miner_5min where miner_no = $1', [
        first.no,
      ]),
    ).toEqual([{ answered: 2, missed: 1, hashrate_count: 2, hashrate_sum: 380 }]);
    expect(await rows('select at, answered, hashrate_sum from miner_hour where miner_no = $1', [first.no])).toEqual([
      { at: new Date('2026-07-01T11:00:00Z'), answered: 2, hashrate_sum: 380 },
    ]);
  });

  test('delivered again, alone or among new ones, are counted once', async () => {
    const readings: [TestMiner, number, number][] = [
      [first, -90, 180],
      [first, -60, 200],
      [first, -30, 190],
    ];
    await record(rates(readings));
    expect(await record(rates(readings))).toMatchObject({ accepted: 0, duplicates: 3 });
    expect(
      await record(
        rates([
          [first, -60, 200],
          [first, 0, 210],
        ]),
      ),
    ).toMatchObject({ accepted: 1, duplicates: 1 });
    const sums = await rows(
      'select sum(hashrate_sum) as sum, sum(hashrate_count) as n from miner_5min where miner_no = $1',
      [first.no],
    );
    expect(sums).toEqual([{ sum: 780, n: '4' }]);
    expect(await rows('select sum(hashrate_sum) as sum from miner_hour where miner_no = $1', [first.no])).toEqual([
      { sum: 780 },
    ]);
  });

  test('tell how far their collector is behind', async () => {
    await record(rates([[first, -30, 200]]));
    await record(rates([[second, -3_600, 100]]));
    expect(
      await rows('select newest_reading_at as at from collector_state where id = $1', [context.viewer.collectorId]),
    ).toEqual([{ at: at(-30) }]);
  });

  test('that the database takes its time to write are shown, and brought again until they are kept, once', async () => {
    const held = await database().owner.connect();
    const key = `hashyard readings ${context.viewer.collectorId}`;
    try {
      await held.query('select pg_advisory_lock(hashtextextended($1, 0))', [key]);
      const late = { extensions: { code: 'NOT_DURABLE', retryAfterMs: 5_000 } };
      await expect(record(rates([[first, -60, 200]]))).rejects.toMatchObject(late);
      await expect(record(rates([[first, -30, 210]]))).rejects.toMatchObject(late);
      expect(fleetState(here, organizationId).miner(first.no)?.answer?.hashrateThs).toBe(210);
      expect(await rows('select * from miner_5min where miner_no = $1', [first.no])).toEqual([]);
    } finally {
      await held.query('select pg_advisory_unlock_all()');
      held.release();
    }
    const again = rates([
      [first, -60, 200],
      [first, -30, 210],
    ]);
    await expect.poll(() => record(again).catch(() => null)).not.toBeNull();
    expect(await rows('select sum(answered)::int as n from miner_5min where miner_no = $1', [first.no])).toEqual([
      { n: 2 },
    ]);
    expect(await rows('select hashrate_ths from miner_latest where miner_no = $1', [first.no])).toEqual([
      { hashrate_ths: 210 },
    ]);
  });

  test('of a collector whose token was revoked a moment before are not kept', async () => {
    await database().owner.query('update collector set revoked_at = now() where id = $1', [context.viewer.collectorId]);
    await expect(record(rates([[first, -60, 200]]))).rejects.toMatchObject({ refusal: { code: 'UNAUTHENTICATED' } });
    expect(await rows('select * from miner_5min where miner_no = $1', [first.no])).toEqual([]);
  });

  test('two deliveries at once count once', async () => {
    const readings = rates([
      [first, -90, 180],
      [second, -60, 200],
    ]);
    const answers = await Promise.all([record(readings), record(readings), record(readings)]);
    expect(answers.map(({ accepted }) => accepted).sort()).toEqual([0, 0, 2]);
  });

  test('of an outage, newest first, land in the days they were taken', async () => {
    await record(rates([[first, -30, 200]]));
    await record(rates([[first, -3 * 86_400, 100]]));
    const days = await rows('select at from miner_5min where miner_no = $1 order by at', [first.no]);
    expect(days).toEqual([{ at: new Date('2026-06-28T12:00:00Z') }, { at: new Date('2026-07-01T11:55:00Z') }]);
    expect(await rows('select hashrate_ths from miner_latest where miner_no = $1', [first.no])).toEqual([
      { hashrate_ths: 200 },
    ]);
  });
});

describe('the newest answer', () => {
  test('is shown and kept with its boards, faults and cleaned texts', async () => {
    await record({
      miners: {
        ...rates([[first, -30, 150]]).miners,
        pool: ['stratum+tcp://pool\u0000\u202e\n.example:3333'],
        worker: ['w'.repeat(5_000)],
        faults: [['fan 2 lost', '\u0007']],
        fansRpm: [[6000, 0]],
        powerW: [3300],
      },
      boards: { row: [0, 0], position: [1, 0], hashrateThs: [75, null], chipTemperatureC: [71.5, null] },
    });
    const [kept] = await rows('select * from miner_latest where miner_no = $1', [first.no]);
    expect(kept).toMatchObject({
      status: 'DEGRADED',
      faults: ['fan 2 lost'],
      fans_rpm: [6000, 0],
      power_kind: 'ESTIMATED',
    });
    expect(kept.worker).toHaveLength(255);
    expect(kept.pool).not.toMatch(/[\u0000\u202e\n]/);
    expect(kept.boards.map((board: { position: number }) => board.position)).toEqual([0, 1]);
    expect(fleetState(here, organizationId).miner(first.no)?.judgement.status).toBe('DEGRADED');
  });

  test('takes the power of its outlet when the miner does not tell', async () => {
    await record({
      ...rates([
        [first, -10, 200],
        [second, -10, 200],
      ]),
      electrical: { sourceId: [outlet.id], takenAt: [at(-12)], powerW: [3420.5] },
    });
    expect(await rows('select power_w, power_kind from miner_latest order by miner_no desc limit 2')).toEqual([
      { power_w: null, power_kind: null },
      { power_w: 3420.5, power_kind: 'MEASURED' },
    ]);
    expect(await rows('select power_sum from miner_5min where miner_no = $1', [first.no])).toEqual([
      { power_sum: 3420.5 },
    ]);
  });

  test('of a miner whose outlet draws nothing says OFFLINE, until it draws again', async () => {
    const look = async () => (await liveView(viewerContext(here, organizationId)))(first);
    const draws = (seconds: number, powerW: number) => ({
      electrical: { sourceId: [outlet.id], takenAt: [at(seconds)], powerW: [powerW] },
    });
    await record({ ...rates([[first, -20, 200]]), ...draws(-15, 0) });
    expect(await look()).toMatchObject({
      status: 'OFFLINE',
      latest: { hashrateThs: null, powerW: 0, powerKind: 'MEASURED', takenAt: at(-15) },
    });
    await record(draws(-5, 3400));
    expect(await look()).toMatchObject({ status: 'ACTIVE', latest: { hashrateThs: 200 } });
  });

  test('is shown once, however often it is delivered', async () => {
    await record(rates([[first, -30, 200]]));
    const shown = fleetState(here, organizationId).miner(first.no)?.version;
    await record(rates([[first, -30, 200]]));
    expect(fleetState(here, organizationId).miner(first.no)?.version).toBe(shown);
  });
});

describe('registers', () => {
  const readings = (list: [{ id: string }, number, string][]) => ({
    registers: {
      registerId: list.map(([of]) => of.id),
      takenAt: list.map(([, seconds]) => at(seconds)),
      registerWh: list.map(([, , wh]) => wh),
      raw: list.map(([, , wh]) => `${wh} "Wh"\\`),
    },
  });

  test('are kept with their raw text', async () => {
    await record(
      readings([
        [outlet.register, -900, '1204880125'],
        [meterOf.register, -900, '5'],
      ]),
    );
    expect(
      await rows('select register_wh, source, raw from register_reading where register_no = $1', [outlet.register.no]),
    ).toEqual([{ register_wh: '1204880125', source: 'DEVICE', raw: '1204880125 "Wh"\\' }]);
  });

  test('a second delivery is a duplicate, another value at the same instant contradicts, and the first stays', async () => {
    await record(readings([[outlet.register, -900, '100']]));
    expect(
      await record(
        readings([
          [outlet.register, -900, '100'],
          [outlet.register, 0, '110'],
        ]),
      ),
    ).toMatchObject({ accepted: 1, duplicates: 1 });
    const answer = await record(readings([[outlet.register, -900, '101']]));
    expect(answer).toMatchObject({ accepted: 0, rejects: [{ part: 'REGISTERS', row: 0, code: 'CONTRADICTS' }] });
    expect(
      await rows('select register_wh from register_reading where register_no = $1 order by taken_at', [
        outlet.register.no,
      ]),
    ).toEqual([{ register_wh: '100' }, { register_wh: '110' }]);
  });

  test('contradictions within one batch keep the first', async () => {
    const answer = await record(
      readings([
        [outlet.register, 0, '7'],
        [outlet.register, 0, '7'],
        [outlet.register, 0, '8'],
      ]),
    );
    expect(answer).toMatchObject({ accepted: 1, duplicates: 1, rejects: [{ row: 2, code: 'CONTRADICTS' }] });
  });

  test('of years ago get their partition, of before the retention none', async () => {
    const old = await record(
      readings([
        [outlet.register, -3 * 365 * 86_400, '1'],
        [outlet.register, -8 * 365 * 86_400, '1'],
      ]),
    );
    expect(old).toMatchObject({ accepted: 1, rejects: [{ row: 1, code: 'TOO_OLD' }] });
  });
});

describe('rows that are refused one by one', () => {
  test('name their part, position and reason, and cost their neighbours nothing', async () => {
    const strangers = await organization(database().owner);
    const theirs = await miner(database().owner, strangers, { siteId: await site(database().owner, strangers) });
    const answer = await record({
      miners: {
        minerId: [first.id, theirs.id, newId(), "'; drop table miner", first.id, first.id, first.id],
        takenAt: [at(0), at(0), at(0), at(0), at(301), at(-91 * 86_400), at(-30)],
        answered: [true, true, true, true, true, true, true],
        hashrateThs: [200, 1, 1, 1, 1, 1, -5],
      },
      boards: { row: [9], position: [0] },
      electrical: { sourceId: [outlet.id, first.id], takenAt: [at(0), at(0)], powerW: [-1, 1] },
      registers: {
        registerId: [outlet.register.id, outlet.register.id, outlet.id, outlet.register.id],
        takenAt: [at(0), new Date(now.getTime() + 500), at(0), at(-60)],
        registerWh: ['1.5', '1', '1', '99999999999999999999'],
      },
    });
    expect(answer.accepted).toBe(1);
    expect(answer.rejects.map(({ part, row, code }) => `${part} ${row} ${code}`)).toEqual([
      'BOARDS 0 OUT_OF_RANGE',
      'MINERS 1 UNKNOWN_DEVICE',
      'MINERS 2 UNKNOWN_DEVICE',
      'MINERS 3 UNKNOWN_DEVICE',
      'MINERS 4 IN_FUTURE',
      'MINERS 5 TOO_OLD',
      'MINERS 6 OUT_OF_RANGE',
      'ELECTRICAL 0 OUT_OF_RANGE',
      'ELECTRICAL 1 UNKNOWN_DEVICE',
      'REGISTERS 0 NOT_WHOLE',
      'REGISTERS 1 NOT_WHOLE',
      'REGISTERS 2 UNKNOWN_DEVICE',
      'REGISTERS 3 OUT_OF_RANGE',
    ]);
  });

  test("another collector's devices of the same organization are not this one's", async () => {
    const { owner } = database();
    const siteId = await site(owner, organizationId);
    const neighbour = await collector(owner, organizationId, { siteId });
    const theirs = await miner(owner, organizationId, { siteId, collectorId: neighbour.id });
    expect(await record(rates([[theirs, 0, 200]]))).toMatchObject({
      accepted: 0,
      rejects: [{ code: 'UNKNOWN_DEVICE' }],
    });
  });
});

describe('batches that are refused whole', () => {
  const refusal = (work: Promise<unknown>) =>
    work.then(
      () => null,
      (error: unknown) => (error instanceof Refused ? error.refusal : Promise.reject(error)),
    );

  test('unequal columns keep nothing, and name the column', async () => {
    const answer = await refusal(
      record({ miners: { minerId: [first.id], takenAt: [at(0)], answered: [true], hashrateThs: [1, 2] } }),
    );
    expect(answer).toMatchObject({ issues: [{ code: 'UNEQUAL_COLUMNS', path: ['input', 'miners', 'hashrateThs'] }] });
    expect(await rows('select 1 from miner_latest where miner_no = $1', [first.no])).toEqual([]);
  });

  test('more than 10,000 rows over all parts are too many', async () => {
    const many = <T>(value: T): T[] => Array.from({ length: 10_000 }, () => value);
    const answer = await refusal(
      record({
        miners: { minerId: many(first.id), takenAt: many(at(0)), answered: many(true) },
        registers: { registerId: [outlet.register.id], takenAt: [at(0)], registerWh: ['1'] },
      }),
    );
    expect(answer).toMatchObject({ issues: [{ code: 'TOO_MANY' }] });
  });
});

test('a batch that was shown and could not be written is written when it comes again', async () => {
  const { owner } = database();
  await record(rates([[first, -120, 200]]));
  await owner.query('alter table miner_latest rename to away');
  await expect(record(rates([[first, -30, 150]]))).rejects.toThrow(/miner_latest/);
  await owner.query('alter table away rename to miner_latest');
  expect(await record(rates([[first, -30, 150]]))).toMatchObject({ accepted: 1, duplicates: 0 });
  expect(await rows('select hashrate_ths from miner_latest where miner_no = $1', [first.no])).toEqual([
    { hashrate_ths: 150 },
  ]);
});

test('the collector has been heard of, with the offset of its clock', async () => {
  await recordReadings(context, { ...batch(rates([[first, 0, 1]])), sentAt: at(2) });
  expect(
    await rows('select last_seen_at, clock_offset_ms from collector_state where id = $1', [context.viewer.collectorId]),
  ).toEqual([{ last_seen_at: now, clock_offset_ms: 2000 }]);
});
