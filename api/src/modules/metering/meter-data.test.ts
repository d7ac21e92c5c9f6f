import { describe, expect, test } from 'vitest';
import { activeContract } from '../../../test/builders/contracts.ts';
import { meter, miner } from '../../../test/builders/fleet.ts';
import { hashedHours, meteringScene, steady } from '../../../test/builders/metering.ts';
import { useDatabase } from '../../../test/database.ts';
import { assignMiners } from '../contracts/index.ts';
import { estimateEnergy } from './estimate-by-hand.service.ts';
import { recordManualReading, recordReplacement, voidReadings } from './corrections.service.ts';
import { refusalOf } from '../../../test/builders/contracts.ts';
import { listMeterData } from './meter-data.service.ts';
import { listMeterEvents } from './meter-events.service.ts';
import { meterTasks } from './meter-tasks.service.ts';

const database = useDatabase();
const june = (day: number, hour = 0) => new Date(Date.UTC(2026, 5, day, hour));

describe('the meter data of a site', () => {
  test('tells measured, estimated, void and missing time apart; every second is in one of them', async () => {
    const scene = await meteringScene(database(), { miners: 2 });
    const [first, second] = scene.units as [(typeof scene.units)[0], (typeof scene.units)[0]];
    await scene.send(first.register.id, steady(june(1).toISOString(), june(3).toISOString(), 3_000, 0, 3_600));
    await voidReadings(scene.staff(), {
      registerId: first.register.id,
      from: june(2, 6),
      to: june(2, 8),
      reason: 'wrong ratio',
    });
    const question = { siteId: scene.siteId, from: june(1), to: june(4), filter: null };
    const { rows, count } = await listMeterData(scene.staff(), question, { first: 10 });
    expect(await count()).toBe(2);
    expect(rows.map(({ registerId }) => registerId)).toEqual([second.register.id, first.register.id]);
    expect(
      rows[1]?.days.map(({ measuredSeconds, estimatedSeconds, voidSeconds, missingSeconds }) => [
        measuredSeconds,
        estimatedSeconds,
        voidSeconds,
        missingSeconds,
      ]),
    ).toEqual([
      [86_400, 0, 0, 0],
      [79_200, 7_200, 0, 0],
      [0, 0, 0, 86_400],
    ]);
    expect(rows[1]?.total).toMatchObject({ measuredSeconds: 165_600, estimatedSeconds: 7_200, missingSeconds: 86_400 });
    const found = await listMeterData(scene.staff(), { ...question, filter: { search: 'no such' } }, {});
    expect(found.rows).toEqual([]);
  });

  test('goes on where a page ended', async () => {
    const scene = await meteringScene(database(), { miners: 3 });
    const question = { siteId: scene.siteId, from: june(1), to: june(4), filter: null };
    const page = await listMeterData(scene.staff(), question, { first: 2 });
    const rest = await listMeterData(scene.staff(), question, { first: 2, after: page.cursors.at(-1) });
    expect(new Set([...page.rows, ...rest.rows].map(({ registerId }) => registerId)).size).toBe(3);
    expect([page.hasNextPage, rest.hasNextPage]).toEqual([true, false]);
  });
});

test('what checks saw, what people said and what was rejected is one story, the newest first', async () => {
  const scene = await meteringScene(database(), { rolloverWh: '10000000' });
  const { id } = scene.unit.register;
  await scene.send(id, [
    [june(1, 0).toISOString(), 9_999_000],
    [june(1, 1).toISOString(), 2_000],
    [june(1, 2).toISOString(), 10_000_000],
  ]);
  await scene.judge();
  await recordManualReading(scene.staff(), {
    registerId: id,
    takenAt: june(1, 3),
    registerWh: '8000',
    reason: 'went there',
  });
  await voidReadings(scene.staff(), { registerId: id, from: june(1, 1), to: june(1, 2), reason: 'breaker work' });
  const question = { siteId: scene.siteId, registerId: id, from: june(1), to: june(2) };
  const { rows } = await listMeterEvents(scene.staff(), question, {});
  expect(rows.map(({ kind, actor }) => [kind, actor])).toEqual([
    ['MANUAL_READING', 'Pat Person'],
    ['REJECTED', null],
    ['DECLARED_VOID', 'Pat Person'],
    ['ROLLOVER', null],
  ]);
  const page = await listMeterEvents(scene.staff(), question, { first: 1 });
  expect((await listMeterEvents(scene.staff(), question, { first: 10, after: page.cursors[0] })).rows).toHaveLength(3);
});

describe('what needs a person', () => {
  const kinds = async (scene: Awaited<ReturnType<typeof meteringScene>>) =>
    (await meterTasks(scene.staff(), scene.siteId)).map(({ kind }) => kind);

  test('a register that fell; recording the swap resolves it', async () => {
    const scene = await meteringScene(database());
    scene.clock.now = june(1, 2);
    const { id } = scene.unit.register;
    await scene.send(id, [
      [june(1, 0).toISOString(), 45_210_000],
      [june(1, 2).toISOString(), 45_100_000],
    ]);
    await scene.judge();
    const [task] = await meterTasks(scene.staff(), scene.siteId);
    expect(task).toMatchObject({ kind: 'FELL', registerId: id, fromWh: '45210000', toWh: '45100000' });
    await recordReplacement(scene.staff(), {
      registerId: id,
      at: june(1, 1),
      finalWh: '45211000',
      initialWh: '45099000',
      note: 'swapped',
    });
    expect(await kinds(scene)).toEqual([]);
  });

  test('a gap that no rule can fill; a person can', async () => {
    const scene = await meteringScene(database());
    scene.clock.now = june(1, 1);
    const { id } = scene.unit.register;
    const rows = [
      [june(1, 0).toISOString(), 1_000],
      [june(1, 1).toISOString(), 1_003],
    ] as const;
    await scene.send(id, rows);
    await voidReadings(scene.staff(), { registerId: id, from: june(1, 0), to: june(1, 1), reason: 'wrong ratio' });
    expect(await kinds(scene)).toEqual(['NO_ESTIMATE']);
    await estimateEnergy(scene.staff(), {
      registerId: id,
      from: june(1, 0),
      to: june(1, 1),
      energyWh: '3100',
      reason: 'hand meter',
    });
    expect(await kinds(scene)).toEqual([]);
    const known = { registerId: id, from: june(1, 0), to: june(1, 1), energyWh: '1', reason: 'x' };
    await scene.send(id, [[june(1, 0).toISOString(), 1_000]]);
    expect((await refusalOf(estimateEnergy(scene.staff(), { ...known, unitId: scene.siteId }))).code).toBe('NOT_FOUND');
  });

  test('a meter that is over 5 % apart from what is below it', async () => {
    const scene = await meteringScene(database());
    const main = await meter(scene.owner, scene.organizationId, {
      siteId: scene.siteId,
      collectorId: scene.collectorId,
      main: true,
      name: 'Site meter',
    });
    await scene.owner.query('update pdu set meter_id = $1 where site_id = $2', [main.id, scene.siteId]);
    const [from, to] = ['2026-06-29T23:00:00Z', '2026-07-01T12:00:00Z'];
    await scene.send(scene.unit.register.id, steady(from, to, 3_000, 0));
    await scene.send(main.register.id, steady(from, to, 3_300, 0));
    await scene.judge();
    expect(await meterTasks(scene.staff(), scene.siteId)).toMatchObject([
      {
        kind: 'UNBALANCED',
        deviceName: 'Site meter',
        detail: '79.200 kWh, and below it 72.000 kWh: 9.09 % unaccounted for',
      },
    ]);
  });

  test('a silent register, a metered machine on none, an outlet that counts for nobody, and what a check voided', async () => {
    const scene = await meteringScene(database(), { miners: 4 });
    const [silent, free, stuck, good] = scene.units as (typeof scene.units)[0][];
    const now = scene.clock.now;
    const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000).toISOString();
    await scene.owner.query('delete from feed where miner_id = $1', [free?.id]);
    const unfed = await miner(scene.owner, scene.organizationId, { siteId: scene.siteId });
    const contract = await activeContract(scene.staff(), scene.customerId, [good?.id ?? '']);
    await assignMiners(scene.staff(), { contractId: contract.id, minerIds: [unfed.id] });
    await scene.send(silent?.register.id ?? '', steady(hoursAgo(10), hoursAgo(2), 3_000, 0, 900));
    for (const unit of [free, good])
      await scene.send(unit?.register.id ?? '', steady(hoursAgo(10), hoursAgo(0), 3_000, 0, 900));
    await scene.send(stuck?.register.id ?? '', [
      ...steady(hoursAgo(30), hoursAgo(10), 3_000, 0, 900),
      ...steady(hoursAgo(9), hoursAgo(0), 0, 60_000, 900),
    ]);
    await hashedHours(
      scene.owner,
      scene.organizationId,
      stuck?.no ?? 0,
      [4, 5, 6].map((hours) => ({ at: hoursAgo(hours) })),
    );
    await scene.judge();
    expect(new Set(await kinds(scene))).toEqual(new Set(['SILENT', 'UNFED', 'UNMAPPED', 'CHECKED']));
  });
});

test("another organization's site has no meter data, events or tasks", async () => {
  const [ours, theirs] = [await meteringScene(database()), await meteringScene(database())];
  await ours.send(ours.unit.register.id, steady(june(1).toISOString(), june(2).toISOString(), 3_000, 0));
  await ours.judge();
  const range = { siteId: ours.siteId, from: june(1), to: june(2) };
  expect((await listMeterData(theirs.staff(), { ...range, filter: null }, {})).rows).toEqual([]);
  expect((await listMeterEvents(theirs.staff(), { ...range, registerId: ours.unit.register.id }, {})).rows).toEqual([]);
  expect(await meterTasks(theirs.staff(), ours.siteId)).toEqual([]);
  const reading = { registerId: ours.unit.register.id, takenAt: june(2, 1), registerWh: '90000', reason: 'x' };
  expect((await refusalOf(recordManualReading(theirs.staff(), reading))).code).toBe('NOT_FOUND');
});
