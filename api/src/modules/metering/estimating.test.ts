import { describe, expect, test } from 'vitest';
import { activeContract, draftContract } from '../../../test/builders/contracts.ts';
import { feed } from '../../../test/builders/fleet.ts';
import {
  hashedHours,
  hour,
  type MeteringScene,
  meteringScene,
  shown,
  steady,
} from '../../../test/builders/metering.ts';
import { customer } from '../../../test/builders/organization.ts';
import { useDatabase } from '../../../test/database.ts';
import { activateContract, assignMiners, unassignMiners } from '../contracts/index.ts';
import { billCustomer, periodOf } from '../invoices/index.ts';
import { Invoice } from '../invoices/invoice.entity.ts';
import { recordReplacement, voidReadings } from './corrections.service.ts';
import { energyOver } from './energy.service.ts';

const database = useDatabase();

describe('energy is put in for gaps, in order of what is known', () => {
  const declare = (scene: MeteringScene, from: string, to: string) =>
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
    const [first, second] = scene.units as [MeteringScene['unit'], MeteringScene['unit']];
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
    const [first, second] = scene.units as [MeteringScene['unit'], MeteringScene['unit']];
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
