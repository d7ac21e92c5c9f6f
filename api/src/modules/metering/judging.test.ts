import { describe, expect, test } from 'vitest';
import { activeContract, draftContract, refusalOf } from '../../../test/builders/contracts.ts';
import { feed } from '../../../test/builders/fleet.ts';
import { hashedHours, meteringScene, type Row, steady } from '../../../test/builders/metering.ts';
import { customer } from '../../../test/builders/organization.ts';
import { useDatabase } from '../../../test/database.ts';
import { jobContext } from '../../jobs.ts';
import { activateContract, assignMiners, unassignMiners } from '../contracts/index.ts';
import { keepPartitions } from '../telemetry/index.ts';
import { Register } from '../fleet/fleet.entity.ts';
import { billCustomer, periodOf } from '../invoices/index.ts';
import { Invoice } from '../invoices/invoice.entity.ts';
import { recordReplacement, trustReadings, voidReadings } from './corrections.service.ts';
import { energyOver } from './energy.service.ts';
import { listIntervals } from './intervals.service.ts';
import { updateRegister } from './update-register.service.ts';

const database = useDatabase();
type Scene = Awaited<ReturnType<typeof meteringScene>>;

/** The intervals that the API answers, as short words. */
async function shown(scene: Scene, from: string, to: string, unit = scene.unit) {
  const context = scene.staff();
  const register = await context.em.findOneOrFail(Register, { id: unit.register.id });
  const { rows } = await listIntervals(context, register, { from: new Date(from), to: new Date(to) }, { first: 5_000 });
  return rows.map(({ quality, energyWh, rule, method }) => [quality, energyWh, rule, ...(method ? [method] : [])]);
}

const hour = (at: number) => new Date(Date.UTC(2026, 5, 12, at)).toISOString();
const quarter = (at: number) => new Date(Date.UTC(2026, 5, 12, 0, 15 * at)).toISOString();
const quarters = (values: readonly number[]): Row[] => values.map((wh, index) => [quarter(index), wh]);

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
    const rules = async (unit: Scene['unit']) =>
      new Set((await shown(scene, hour(1), hour(5), unit)).map(([, , rule]) => rule));
    expect(await rules(scene.unit)).toEqual(new Set(['STUCK']));
    expect(await rules(scene.units[1] as Scene['unit'])).toEqual(new Set(['DIFFERENCE']));
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

describe('energy is put in for gaps, in order of what is known', () => {
  const declare = (scene: Scene, from: string, to: string) =>
    voidReadings(scene.staff(), {
      registerId: scene.unit.register.id,
      from: new Date(from),
      to: new Date(to),
      reason: 'wrong ratio',
    });

  test('the same hours of the last four weeks, where three are good; else the mean of the month', async () => {
    const scene = await meteringScene(database());
    // 3,220 W until 8 June, 3,000 W after it.
    const early = steady('2026-05-01T00:00:00Z', '2026-06-08T00:00:00Z', 3_220, 0, 3_600);
    const late = steady('2026-06-08T00:00:00Z', '2026-06-30T00:00:00Z', 3_000, Number(early.at(-1)?.[1]), 3_600);
    await scene.send(scene.unit.register.id, [...early, ...late.slice(1)]);
    await declare(scene, '2026-06-04T10:00:00Z', '2026-06-04T12:00:00Z');
    expect(await shown(scene, '2026-06-04T10:00:00Z', '2026-06-04T12:00:00Z')).toEqual(
      Array(2).fill(['ESTIMATED', '3220', 'DECLARED', 'HOUR_OF_WEEK_MEAN']),
    );
    await declare(scene, '2026-05-05T10:00:00Z', '2026-05-05T11:00:00Z');
    expect(await shown(scene, '2026-05-05T10:00:00Z', '2026-05-05T11:00:00Z')).toEqual([
      ['ESTIMATED', '3220', 'DECLARED', 'PERIOD_MEAN'],
    ]);
  });

  test('else the nameplate over the hours of operation (G20 in small); and where nobody knows, a gap stays one', async () => {
    const scene = await meteringScene(database(), { ratedPowerW: '3250' });
    await hashedHours(scene.owner, scene.organizationId, scene.unit.no, [
      { at: hour(10), answered: 120 },
      { at: hour(11), answered: 90, missed: 30 },
      { at: hour(12), answered: 0, missed: 120 },
    ]);
    await scene.send(
      scene.unit.register.id,
      [10, 11, 12, 13].map((at) => [hour(at), 1_000_000 + at] as const),
    );
    await declare(scene, hour(10), hour(13));
    expect(await shown(scene, hour(10), hour(13))).toEqual([
      ['ESTIMATED', '2844', 'DECLARED', 'RATED_POWER'],
      ['ESTIMATED', '2844', 'DECLARED', 'RATED_POWER'],
      ['VOID', null, 'DECLARED'],
    ]);
  });

  test('late data takes the place of an estimate, whose row stays as history', async () => {
    const scene = await meteringScene(database());
    await scene.send(scene.unit.register.id, [
      [hour(0), 1_000_000],
      [hour(5), 1_016_000],
      [hour(6), 12],
    ]);
    await scene.judge();
    expect((await shown(scene, hour(0), hour(6))).at(-1)).toEqual(['ESTIMATED', '3200', 'RESET', 'PERIOD_MEAN']);
    await recordReplacement(scene.staff(), {
      registerId: scene.unit.register.id,
      at: new Date(hour(6)),
      finalWh: '1019300',
      initialWh: '12',
      note: 'new PDU',
    });
    expect((await shown(scene, hour(0), hour(6))).at(-1)).toEqual(['MEASURED', '3300', 'REPLACEMENT']);
    const { rows } = await scene.owner.query(
      'select method, replaced_at is null as holds from energy_estimate where organization_id = $1',
      [scene.organizationId],
    );
    expect(rows).toEqual([{ method: 'PERIOD_MEAN', holds: false }]);
  });

  test('each unit of a shared outlet gets its share, of its own time there', async () => {
    const scene = await meteringScene(database(), { miners: 2 });
    const [first, second] = scene.units as [Scene['unit'], Scene['unit']];
    await feed(scene.owner, scene.organizationId, {
      outletId: first.outlet.id,
      minerId: second.id,
      weight: '3',
      from: hour(0),
    });
    await scene.send(first.register.id, steady(hour(0), hour(10), 4_000));
    await declare(scene, hour(5), hour(6));
    const { rows } = await scene.owner.query(
      'select miner_id, energy_wh::int as wh from energy_estimate where organization_id = $1',
      [scene.organizationId],
    );
    expect(new Map(rows.map(({ miner_id, wh }) => [miner_id, wh]))).toEqual(
      new Map([
        [first.id, 1_000],
        [second.id, 3_000],
      ]),
    );
  });
});

describe('a bill rests on what metering knows', () => {
  const month = { from: '2026-06-01T05:00:00Z', to: '2026-07-01T05:00:00Z' };

  test('a gap of 6 h in 720 is billed as estimated, 0.83 %, and not held (G9a)', async () => {
    const scene = await meteringScene(database());
    const { register, id } = scene.unit;
    const contract = await activeContract(scene.staff(), scene.customerId, [id], { rate: '0.07' });
    // 3,220 W, but for one hour that brings the 714 h to 2,301.420 kWh; the readings of the last 6 h never came.
    const last = '2026-06-30T23:00:00Z';
    const rows = steady(month.from, last, 3_220, 0, 3_600).map(
      ([at, wh]) => [at, Date.parse(at) < Date.parse('2026-06-10T12:00:00Z') ? wh : Number(wh) + 2_340] as const,
    );
    await scene.send(register.id, rows);
    await scene.judge();
    await billCustomer(scene.staff(), scene.customerId, periodOf('2026-06'), { skipExisting: true });
    const invoice = await scene.staff().em.findOneOrFail(Invoice, { customer: scene.customerId });
    expect(invoice).toMatchObject({ status: 'DRAFT', energyWh: 2_320_740n, estimatedWh: 19_320n, subtotal: 16_245n });
    expect(contract.number).toBe('HC-000001');
    expect(await shown(scene, last, month.to)).toEqual([
      ['ESTIMATED', '3220', null, 'HOUR_OF_WEEK_MEAN'],
      ['ESTIMATED', '16100', null, 'HOUR_OF_WEEK_MEAN'],
    ]);
  });

  test('a move at half past ten splits the hour, to the Wh (G7b)', async () => {
    const scene = await meteringScene(database());
    const { register, id } = scene.unit;
    const other = await customer(scene.owner, scene.organizationId);
    const moved = new Date('2026-06-12T15:30:00Z');
    const first = await activeContract(scene.staff(), scene.customerId, [id]);
    await unassignMiners(scene.staff(), { contractId: first.id, minerIds: [id], at: moved });
    await scene.owner.query('update miner set owner_id = null where id = $1', [id]);
    const draft = await draftContract(scene.staff(), other);
    await assignMiners(scene.staff(), { contractId: draft.id, minerIds: [id], from: moved });
    await activateContract(scene.staff(), { contractId: draft.id });
    await scene.send(register.id, [
      ['2026-06-12T15:00:00Z', 1_000_000],
      ['2026-06-12T16:00:00Z', 1_003_241],
    ]);
    await scene.judge();
    const energyOf = async (customerId: string) => {
      const range = { from: new Date('2026-06-12T15:00:00Z'), to: new Date('2026-06-12T16:00:00Z') };
      return (await energyOver(scene.theirs(customerId), { scope: null, step: 'HOURS_1', ...range })).energyKwh;
    };
    expect([await energyOf(scene.customerId), await energyOf(other)]).toEqual(['1.621', '1.620']);
  });

  test('two customers on one silent outlet are billed at once, each with their share of what is put in', async () => {
    const scene = await meteringScene(database(), { miners: 2 });
    const [first, second] = scene.units as [Scene['unit'], Scene['unit']];
    const other = await customer(scene.owner, scene.organizationId);
    await scene.owner.query('update feed set outlet_id = $1 where miner_id = $2', [first.outlet.id, second.id]);
    await activeContract(scene.staff(), scene.customerId, [first.id]);
    await activeContract(scene.staff(), other, [second.id]);
    await scene.send(first.register.id, steady(month.from, '2026-06-30T12:00:00Z', 4_000, 0, 3_600));
    await scene.judge();
    const bill = (customerId: string) =>
      billCustomer(scene.staff(), customerId, periodOf('2026-06'), { skipExisting: true });
    await Promise.all([bill(scene.customerId), bill(other)]);
    const invoices = await scene.staff().em.find(Invoice, {});
    expect(invoices.map(({ energyWh, estimatedWh }) => [energyWh, estimatedWh])).toEqual(
      Array(2).fill([1_440_000n, 34_000n]),
    );
  });

  test('late data that covers a part of what was put in leaves the rest estimated', async () => {
    const scene = await meteringScene(database());
    const { register, id } = scene.unit;
    await activeContract(scene.staff(), scene.customerId, [id]);
    await scene.send(register.id, steady(month.from, '2026-06-30T12:00:00Z', 3_000, 0, 3_600));
    await scene.judge();
    await billCustomer(scene.staff(), scene.customerId, periodOf('2026-06'), { skipExisting: true });
    await scene.send(register.id, [['2026-06-30T20:00:00Z', 2_130_000]]);
    await scene.judge();
    const qualities = (await shown(scene, '2026-06-30T12:00:00Z', month.to)).map(([quality, wh]) => [quality, wh]);
    expect(qualities).toEqual([
      ['MEASURED', '21000'],
      ['ESTIMATED', '12000'],
      ['ESTIMATED', '15000'],
    ]);
  });
});
