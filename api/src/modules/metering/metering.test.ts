import { describe, expect, test } from 'vitest';
import { activeContract, meteredMiners, registerReadings, steadyLoad } from '../../../test/builders/contracts.ts';
import { feed, meter, site } from '../../../test/builders/fleet.ts';
import { customer, installation, organization, viewerContext } from '../../../test/builders/organization.ts';
import { useDatabase } from '../../../test/database.ts';
import { unassignMiners } from '../contracts/index.ts';
import { Register } from '../fleet/fleet.entity.ts';
import { billCustomer, periodOf } from '../invoices/index.ts';
import { Invoice } from '../invoices/invoice.entity.ts';
import { energyBalance } from './balance.service.ts';
import { type EnergyQuestion, energyOver } from './energy.service.ts';
import { listIntervals } from './intervals.service.ts';

const database = useDatabase();
const june = { from: '2026-06-01T05:00:00Z', to: '2026-07-01T05:00:00Z' };
const during = (from: string, to: string) => ({ from: new Date(from), to: new Date(to) });

async function scene(miners = 2) {
  const { owner } = database();
  const organizationId = await organization(owner);
  const siteId = await site(owner, organizationId);
  const customerId = await customer(owner, organizationId);
  const place = installation(database());
  const units = await meteredMiners(owner, organizationId, miners, { siteId });
  const staff = () => viewerContext(place, organizationId);
  const theirs = (id = customerId) => viewerContext(place, organizationId, 'CUSTOMER_OWNER', id);
  const ask = (
    context: ReturnType<typeof staff>,
    parts: Partial<EnergyQuestion> & Pick<EnergyQuestion, 'from' | 'to'>,
  ) => energyOver(context, { scope: null, step: 'HOURS_1', ...parts });
  return { owner, organizationId, siteId, customerId, units, staff, theirs, ask };
}

describe('energy over time', () => {
  test('by days adds up to the bill of the month, to the Wh', async () => {
    const { owner, organizationId, customerId, units, staff, theirs, ask } = await scene();
    for (const [index, unit] of units.entries())
      await steadyLoad(owner, organizationId, unit.outlet.register.no, { ...june, powerW: 3_001 + index });
    const contract = await activeContract(
      staff(),
      customerId,
      units.map(({ id }) => id),
    );
    await billCustomer(staff(), customerId, periodOf('2026-06'), { skipExisting: true });
    const [invoice] = await staff().em.find(Invoice, {});
    for (const context of [staff(), theirs()]) {
      const series = await ask(context, {
        scope: { contractId: contract.id },
        ...during(june.from, june.to),
        step: 'DAYS_1',
      });
      expect(series).toMatchObject({ energyKwh: '4322.160', estimatedKwh: '0.000', coveredPercent: '100.00' });
      expect(series.points).toHaveLength(30);
      expect(series.points[0]?.at).toEqual(new Date(june.from));
      expect(BigInt(series.energyKwh.replace('.', ''))).toBe(invoice?.energyWh);
    }
  });

  test('shows a gap as null, never as zero, and says how much is covered', async () => {
    const { owner, organizationId, units, staff, ask } = await scene(1);
    await registerReadings(owner, organizationId, units[0]?.outlet.register.no ?? 0, [
      ['2026-06-01T00:00:00Z', 1_000],
      ['2026-06-01T01:00:00Z', 4_000],
      ['2026-06-01T02:00:00Z', 10],
      ['2026-06-01T03:00:00Z', 1_010],
    ]);
    const series = await ask(staff(), during('2026-06-01T00:00:00Z', '2026-06-01T04:00:00Z'));
    expect(series.points.map(({ energyKwh }) => energyKwh)).toEqual(['3.000', null, '1.000', null]);
    expect(series.points.map(({ coveredPercent }) => coveredPercent)).toEqual(['100.00', '0.00', '100.00', '0.00']);
    expect(series).toMatchObject({ energyKwh: '4.000', coveredPercent: '50.00' });
  });

  test('of a customer counts what was theirs, to the instant, with their share of a register and no more', async () => {
    const { owner, organizationId, customerId, units, staff, theirs, ask } = await scene();
    const [mine, neighbour] = units;
    await feed(owner, organizationId, { outletId: mine?.outlet.id, minerId: neighbour?.id });
    await steadyLoad(owner, organizationId, mine?.outlet.register.no ?? 0, { ...june, powerW: 6_000 });
    const contract = await activeContract(staff(), customerId, [mine?.id ?? '']);
    await unassignMiners(staff(), {
      contractId: contract.id,
      minerIds: [mine?.id ?? ''],
      at: new Date('2026-06-10T00:30:00Z'),
    });
    const series = await ask(theirs(), during('2026-06-09T23:00:00Z', '2026-06-10T02:00:00Z'));
    expect(series.points.map(({ energyKwh }) => energyKwh)).toEqual(['3.000', '1.500', null]);
    const other = await customer(owner, organizationId);
    expect(await ask(theirs(other), during(june.from, june.to))).toMatchObject({
      energyKwh: '0.000',
      coveredPercent: '0.00',
    });
  });

  test.each([
    { name: 'steps below a quarter hour', step: 'MINUTES_5', ...during(june.from, june.to) },
    { name: 'more than 5,000 points', step: 'MINUTES_15', ...during('2026-01-01T00:00:00Z', june.to) },
    { name: 'an end before the beginning', step: 'HOURS_1', ...during(june.to, june.from) },
  ] as const)('refuses $name', async (question) => {
    const { staff, ask } = await scene(0);
    await expect(ask(staff(), question)).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
  });

  test('of time to come is not due', async () => {
    const { staff, ask, owner, organizationId, units } = await scene(1);
    await steadyLoad(owner, organizationId, units[0]?.outlet.register.no ?? 0, {
      from: '2026-07-01T10:00:00Z',
      to: '2026-07-01T12:00:00Z',
      powerW: 1_000,
    });
    expect(await ask(staff(), during('2026-07-01T11:00:00Z', '2026-07-01T15:00:00Z'))).toMatchObject({
      energyKwh: '1.000',
      coveredPercent: '100.00',
    });
  });
});

describe('the intervals of a register', () => {
  test('are those of the rating, page by page, and for a customer those of its own time', async () => {
    const { owner, organizationId, customerId, units, staff, theirs } = await scene(1);
    const [unit] = units;
    await steadyLoad(owner, organizationId, unit?.outlet.register.no ?? 0, { ...june, powerW: 3_000 });
    const contract = await activeContract(staff(), customerId, [unit?.id ?? '']);
    await unassignMiners(staff(), {
      contractId: contract.id,
      minerIds: [unit?.id ?? ''],
      at: new Date('2026-06-01T07:30:00Z'),
    });
    const register = await staff().em.findOneOrFail(Register, { id: unit?.outlet.register.id ?? '' });
    const range = during('2026-06-01T06:00:00Z', '2026-06-01T10:00:00Z');
    const page = await listIntervals(staff(), register, range, { first: 3 });
    expect(page.rows).toMatchObject([{ energyWh: '3000', quality: 'MEASURED' }, {}, {}]);
    expect(page.hasNextPage).toBe(true);
    expect((await listIntervals(staff(), register, range, { first: 3, after: page.cursors.at(-1) })).rows).toHaveLength(
      1,
    );
    const seen = (await listIntervals(theirs(), register, range, {})).rows;
    expect(seen.map(({ from }) => from.toISOString())).toEqual(['2026-06-01T06:00:00.000Z']);
  });
});

describe('the balance of a site', () => {
  test('holds each meter against what is below it; what is estimated or missing is told', async () => {
    const { owner, organizationId, siteId, units, staff, theirs } = await scene(2);
    const main = await meter(owner, organizationId, { siteId, main: true });
    const load = (no: number | undefined, powerW: number) =>
      steadyLoad(owner, organizationId, no ?? 0, { ...june, powerW });
    await load(main.register.no, 6_400);
    await load(units[0]?.outlet.register.no, 3_000);
    const balance = (context = staff(), range = during('2026-06-10T05:00:00Z', '2026-06-11T05:00:00Z')) =>
      energyBalance(context, { siteId, ...range });
    const known = { energyKwh: '153.600', estimatedKwh: '0.000', coveredPercent: '100.00' };
    expect((await balance())?.rows).toMatchObject([
      { depth: 0, ...known, belowKwh: '72.000', belowCoveredPercent: '50.00', unaccountedKwh: '81.600' },
      { depth: 1, energyKwh: '72.000', coveredPercent: '50.00', belowKwh: null, unaccountedKwh: null },
    ]);
    await load(units[1]?.outlet.register.no, 3_100);
    expect((await balance())?.rows).toMatchObject([
      {
        ...known,
        belowKwh: '146.400',
        belowCoveredPercent: '100.00',
        unaccountedKwh: '7.200',
        unaccountedPercent: '4.69',
      },
      { device: { id: expect.any(String) }, energyKwh: '146.400', coveredPercent: '100.00' },
    ]);
    expect(await balance(theirs())).toBeNull();
    const future = await balance(staff(), during('2026-08-01T00:00:00Z', '2026-08-02T00:00:00Z'));
    expect(future?.rows[0]).toMatchObject({ energyKwh: null, coveredPercent: '0.00', unaccountedKwh: null });
  });
});
