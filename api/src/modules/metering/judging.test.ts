import { describe, expect, test } from 'vitest';
import { refusalOf } from '../../../test/builders/contracts.ts';
import {
  hashedHours,
  hour,
  type MeteringScene,
  meteringScene,
  quarter,
  quarters,
  type Row,
  shown,
  steady,
} from '../../../test/builders/metering.ts';
import { useDatabase } from '../../../test/database.ts';
import { jobContext } from '../../jobs.ts';
import { keepPartitions } from '../telemetry/index.ts';
import { recordReplacement, trustReadings, voidReadings } from './corrections.service.ts';
import { updateRegister } from './update-register.service.ts';

const database = useDatabase();

describe('readings that came are judged, each interval by its rule', () => {
  test.each([
    {
      name: 'a rollover (G8a)',
      rollover: '1000000000',
      rows: [998_400_500, 1_250_250],
      shows: ['MEASURED', '2849750', 'ROLLOVER'],
    },
    { name: 'a fall that nothing explains (G8c)', rows: [45_210_000, 45_100_000], shows: ['GAP', null, 'DECREASE'] },
    { name: 'a count that began again near zero', rows: [45_210_000, 700], shows: ['GAP', null, 'RESET'] },
    { name: 'more than can flow', rows: [1_000_000, 1_090_000], shows: ['VOID', null, 'SPIKE'] },
    {
      name: 'missing readings in between',
      rows: [1_000_000, 1_007_000],
      hours: 2,
      shows: ['MEASURED', '7000', 'INTERPOLATED'],
    },
    { name: 'a plain difference', rows: [1_000_000, 1_003_241], shows: ['MEASURED', '3241', 'DIFFERENCE'] },
  ])('$name', async ({ rollover, rows, hours, shows }) => {
    const scene = await meteringScene(database(), rollover ? { rolloverWh: rollover } : {});
    const end = rollover ? hour(10 + 400) : hour(10 + (hours ?? 1));
    await scene.send(scene.unit.register.id, [
      [hour(10), rows[0] as number],
      [end, rows[1] as number],
    ]);
    await scene.judge();
    expect(await shown(scene, hour(10), end)).toEqual([shows]);
  });

  test('a meter that was replaced: each meter its own part (G8b)', async () => {
    const scene = await meteringScene(database());
    const to = hour(10 + 720);
    scene.clock.now = new Date(to);
    await scene.send(scene.unit.register.id, [
      [hour(10), 43_000_000],
      [to, 640_400],
    ]);
    await scene.judge();
    expect(await shown(scene, hour(10), to)).toEqual([['GAP', null, 'DECREASE']]);
    await recordReplacement(scene.staff(), {
      registerId: scene.unit.register.id,
      at: new Date(hour(300)),
      finalWh: '45210000',
      initialWh: '0',
      note: 'display dead',
    });
    expect(await shown(scene, hour(10), to)).toEqual([['MEASURED', '2850400', 'REPLACEMENT']]);
  });

  test('a fall is a rollover once somebody has said how far the register counts', async () => {
    const scene = await meteringScene(database());
    const registerId = scene.unit.register.id;
    const rows: Row[] = [
      [hour(10), 998_400_500],
      [hour(400), 1_250_250],
    ];
    await scene.send(registerId, rows);
    await scene.judge();
    expect(await shown(scene, hour(10), hour(400))).toEqual([['GAP', null, 'DECREASE']]);
    const update = (parts: object) => refusalOf(updateRegister(scene.staff(), { registerId, ...parts }));
    expect((await update({ rolloverWh: '1000000000' })).issues).toMatchObject([
      { code: 'REQUIRED', path: ['input', 'maxPowerW'] },
    ]);
    expect((await update({ rolloverWh: '0.5', maxPowerW: '-1' })).issues).toHaveLength(2);
    expect(await update({ rolloverWh: '998400500', maxPowerW: '7300' })).toMatchObject({ code: 'CONTRADICTS' });
    await updateRegister(scene.staff(), { registerId, rolloverWh: '1000000000', maxPowerW: '7300' });
    expect(await shown(scene, hour(10), hour(400))).toEqual([['MEASURED', '2849750', 'ROLLOVER']]);
    const { rejects } = await scene.send(registerId, [[hour(401), 1_000_000_000]]);
    expect(rejects).toMatchObject([{ code: 'OUT_OF_RANGE' }]);
  });

  test('one bad reading spoils two intervals, and what its neighbours say is put in for them', async () => {
    const scene = await meteringScene(database());
    await scene.send(scene.unit.register.id, quarters([1_000_000, 1_000_800, 7, 1_002_400, 1_003_200]));
    await scene.judge();
    expect(await shown(scene, quarter(0), quarter(4))).toEqual([
      ['MEASURED', '800', 'DIFFERENCE'],
      ['ESTIMATED', '800', 'OUTLIER', 'REGISTER_ACROSS'],
      ['ESTIMATED', '800', 'OUTLIER', 'REGISTER_ACROSS'],
      ['MEASURED', '800', 'DIFFERENCE'],
    ]);
  });

  test('the same, from a clock that was set back: the reading came after the one that follows it', async () => {
    const scene = await meteringScene(database());
    const rows = quarters([1_000_000, 1_000_800, 1_099_000, 1_002_400]);
    await scene.send(scene.unit.register.id, rows.toSpliced(2, 1));
    scene.clock.now = new Date(scene.clock.now.getTime() + 60_000);
    await scene.send(scene.unit.register.id, rows.slice(2, 3));
    await scene.judge();
    expect((await shown(scene, quarter(0), quarter(3))).map(([, , rule]) => rule)).toEqual([
      'DIFFERENCE',
      'TIME_JUMP',
      'TIME_JUMP',
    ]);
  });

  test('a register that stands still while its machine hashes is stuck; one whose machine is off is not', async () => {
    const scene = await meteringScene(database(), { miners: 2 });
    const flat = steady(hour(0), hour(6), 0);
    for (const { register } of scene.units) await scene.send(register.id, flat);
    const hours = [1, 2, 3, 4].map((at) => ({ at: hour(at) }));
    await hashedHours(scene.owner, scene.organizationId, scene.unit.no, hours);
    await scene.judge();
    const rules = async (unit: MeteringScene['unit']) =>
      new Set((await shown(scene, hour(1), hour(5), unit)).map(([, , rule]) => rule));
    expect(await rules(scene.unit)).toEqual(new Set(['STUCK']));
    expect(await rules(scene.units[1] as MeteringScene['unit'])).toEqual(new Set(['DIFFERENCE']));
  });
});

describe('what is judged is judged again', () => {
  test('and twice is once: the same rows, none more', async () => {
    const scene = await meteringScene(database());
    await scene.send(scene.unit.register.id, quarters([1_000_000, 1_000_800, 7, 1_002_400]));
    await scene.judge();
    const rows = async () =>
      (
        await scene.owner.query(
          'select from_at, quality, rule, inputs from register_interval where organization_id = $1 order by 1',
          [scene.organizationId],
        )
      ).rows;
    const before = await rows();
    expect(before).toHaveLength(3);
    await voidReadings(scene.staff(), {
      registerId: scene.unit.register.id,
      from: new Date(hour(20)),
      to: new Date(hour(21)),
      reason: 'nothing there',
    });
    await scene.judge();
    expect(await rows()).toEqual(before);
    const { rows: changes } = await scene.owner.query('select 1 from register_change where organization_id = $1', [
      scene.organizationId,
    ]);
    expect(changes).toEqual([]);
  });

  test('a check may be overruled: somebody looked, and the readings are right', async () => {
    const scene = await meteringScene(database());
    await scene.send(scene.unit.register.id, [
      [hour(10), 1_000_000],
      [hour(11), 1_090_000],
    ]);
    await scene.judge();
    const range = { registerId: scene.unit.register.id, from: new Date(hour(10)), to: new Date(hour(11)) };
    await trustReadings(scene.staff(), { ...range, reason: 'a furnace hung there' });
    expect(await shown(scene, hour(10), hour(11))).toEqual([['MEASURED', '90000', 'DIFFERENCE']]);
  });

  test('a gap that reaches beyond the days that changed is estimated anew as a whole', async () => {
    const scene = await meteringScene(database());
    const { id: registerId } = scene.unit.register;
    const noon = (at: number) => hour(24 * at + 12);
    await scene.send(
      registerId,
      Array.from({ length: 9 }, (_, at): Row => [noon(at), 1_000_000 + 72_000 * at]),
    );
    await scene.judge();
    const range = (from: number, to: number) => ({ registerId, from: new Date(noon(from)), to: new Date(noon(to)) });
    await voidReadings(scene.staff(), { ...range(2, 5), reason: 'miswired' });
    await trustReadings(scene.staff(), { ...range(6, 7), reason: 'looked at it' });
    const quality = (await shown(scene, noon(0), noon(8))).map(([word]) => word);
    expect(quality).toEqual([
      'MEASURED',
      'MEASURED',
      'ESTIMATED',
      'ESTIMATED',
      'ESTIMATED',
      'MEASURED',
      'MEASURED',
      'MEASURED',
    ]);
  });

  test.each([
    { name: 'in one piece', from: '2026-06-01T05:00:00Z' },
    { name: 'as part of years', from: '2025-01-01T06:00:00Z' },
  ])('readings days apart are judged alike, $name: the two intervals of a false one go together', async ({ from }) => {
    const scene = await meteringScene(database());
    const rows: Row[] = [
      ['2026-06-01T05:00:00Z', 44_000_000],
      ['2026-06-14T12:00:00Z', 45_210_000],
      ['2026-06-20T12:00:00Z', 45_100_000],
      ['2026-07-01T05:00:00Z', 45_600_000],
    ];
    await scene.send(scene.unit.register.id, rows);
    await scene.owner.query(
      `insert into register_change (organization_id, register_no, from_at, to_at) values ($1, $2, $3, '2026-07-01T05:00:00Z')`,
      [scene.organizationId, scene.unit.register.no, from],
    );
    await scene.judge();
    expect(await shown(scene, '2026-06-01T05:00:00Z', '2026-07-01T05:00:00Z')).toMatchObject([
      ['ESTIMATED', '757883', 'OUTLIER', 'REGISTER_ACROSS'],
      ['ESTIMATED', '342117', 'OUTLIER', 'REGISTER_ACROSS'],
      ['MEASURED', '500000', 'INTERPOLATED'],
    ]);
  });

  test('a reading that shows the one before it to be false spoils what led to that one, however long ago it began', async () => {
    const scene = await meteringScene(database());
    const { id } = scene.unit.register;
    await scene.send(id, [
      ['2026-06-01T05:00:00Z', 44_000_000],
      ['2026-06-14T12:00:00Z', 45_210_000],
    ]);
    await scene.judge();
    await scene.send(id, [['2026-06-20T12:00:00Z', 45_100_000]]);
    await scene.judge();
    const rules = (await shown(scene, '2026-06-01T05:00:00Z', '2026-06-20T12:00:00Z')).map(([, , rule]) => rule);
    expect(rules).toEqual(['OUTLIER', 'OUTLIER']);
  });

  test('rejected rows stay visible with their reason, for 400 days', async () => {
    const scene = await meteringScene(database(), { rolloverWh: '1000000' });
    await scene.send(scene.unit.register.id, [
      [hour(10), 900_000],
      [hour(10), 900_001],
      [hour(11), 1_000_000],
    ]);
    await scene.send(scene.unit.register.id, [
      [hour(10), 900_000],
      [hour(10), 900_001],
      [hour(11), 1_000_000],
    ]);
    const { rows } = await scene.owner.query(
      'select register_wh, code from rejected_reading where organization_id = $1 order by 1',
      [scene.organizationId],
    );
    expect(rows).toEqual([
      { register_wh: '1000000', code: 'OUT_OF_RANGE' },
      { register_wh: '900001', code: 'CONTRADICTS' },
    ]);
    await scene.owner.query("update rejected_reading set received_at = '2025-06-12' where code = 'CONTRADICTS'");
    scene.clock.now = new Date('2999-01-01T00:00:00Z'); // a clock that runs ahead takes nothing with it
    await keepPartitions(jobContext(scene.here, scene.organizationId, 'keepPartitions'), {});
    const left = await scene.owner.query('select code from rejected_reading where organization_id = $1', [
      scene.organizationId,
    ]);
    expect(left.rows).toEqual([{ code: 'OUT_OF_RANGE' }]);
  });
});
