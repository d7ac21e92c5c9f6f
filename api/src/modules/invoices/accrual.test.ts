import { describe, expect, test } from 'vitest';
import { activeContract, steadyHashrate } from '../../../test/builders/contracts.ts';
import { meteringScene, steady } from '../../../test/builders/metering.ts';
import { customer } from '../../../test/builders/organization.ts';
import { useDatabase } from '../../../test/database.ts';
import { unassignMiners } from '../contracts/index.ts';
import { accrualOf, accrualSource } from './accrual.service.ts';
import { billCustomer } from './bill-customer.service.ts';
import { Invoice } from './invoice.entity.ts';
import { periodOf } from './period.rules.ts';

const database = useDatabase();
const juneStart = '2026-06-01T05:00:00Z';
/** Ten whole days of June in Chicago, and half of the eleventh. */
const middle = '2026-06-11T17:00:00Z';

async function scene(now = middle) {
  const set = await meteringScene(database());
  set.clock.now = new Date('2026-07-01T12:00:00Z');
  await set.send(set.unit.register.id, steady(juneStart, now, 3_000, 0, 900));
  await set.judge();
  set.clock.now = new Date(now);
  return set;
}
type Terms = Parameters<typeof activeContract>[3];
const sign = async (set: Awaited<ReturnType<typeof scene>>, terms: Terms = {}) =>
  (await activeContract(set.staff(), set.customerId, [set.unit.id], { rate: '0.07', ...terms })).id;

describe('the month so far', () => {
  test('is what the rating makes of the evidence, the same for operator and customer', async () => {
    const set = await scene();
    const id = await sign(set);
    const expected = {
      startsOn: '2026-06-01',
      endsOn: '2026-07-01',
      // 252 h at 3 kW
      energyKwh: '756.000',
      estimatedKwh: '0.000',
      amount: { amount: '52.92', currency: 'USD' },
      // 720 h at 3 kW: every day was alike
      forecastLow: { amount: '151.20' },
      forecastHigh: { amount: '151.20' },
      powerCapKw: null,
    };
    expect(await accrualOf(set.staff(), id)).toMatchObject(expected);
    expect(await accrualOf(set.theirs(), id)).toMatchObject(expected);
  });

  test("is nobody else's", async () => {
    const set = await scene();
    const id = await sign(set);
    const other = await customer(set.owner, set.organizationId);
    expect(await accrualOf(set.theirs(other), id)).toBeNull();
    await expect(accrualSource(set.theirs(other), id).snapshot()).rejects.toMatchObject({
      refusal: { code: 'NOT_FOUND' },
    });
  });

  test('comes, at the end of the month, to the bill', async () => {
    const set = await scene('2026-07-01T04:59:00Z');
    const id = await sign(set);
    const accrual = await accrualOf(set.staff(), id);
    set.clock.now = new Date('2026-07-01T12:00:00Z');
    await set.send(set.unit.register.id, [['2026-07-01T05:00:00Z', 2_160_000]]);
    await set.judge();
    await billCustomer(set.staff(), set.customerId, periodOf('2026-06'), { skipExisting: true });
    const invoice = await set.staff().em.findOneOrFail(Invoice, { customer: set.customerId });
    expect(accrual?.forecastHigh?.amount).toBe('151.20');
    expect(invoice.subtotal).toBe(15_120n);
  });

  test('of calculated energy runs with the clock, and its end is sure', async () => {
    const set = await scene();
    const id = await sign(set, { billingMethod: 'CALCULATED' });
    // 252 h of the machine's 3,500 W; 720 h in the end
    expect(await accrualOf(set.staff(), id)).toMatchObject({
      energyKwh: '882.000',
      forecastLow: { amount: '176.40' },
      forecastHigh: { amount: '176.40' },
    });
  });

  test('of hashed energy goes on at the hashrate of recent days', async () => {
    const set = await scene();
    await steadyHashrate(set.owner, set.organizationId, set.unit.no, { from: juneStart, to: middle, ths: 200 });
    const id = await sign(set, { billingMethod: 'HASH' });
    expect(await accrualOf(set.staff(), id)).toMatchObject({
      energyKwh: '882.000',
      forecastLow: { amount: '176.40' },
      forecastHigh: { amount: '176.40' },
    });
  });

  test('counts a machine that left until it did', async () => {
    const set = await scene();
    const id = await sign(set);
    await unassignMiners(set.staff(), {
      contractId: id,
      minerIds: [set.unit.id],
      at: new Date('2026-06-02T05:00:00Z'),
    });
    expect(await accrualOf(set.staff(), id)).toMatchObject({ energyKwh: '72.000', powerW: null });
  });

  test('live, tells nothing while nothing has changed', async () => {
    const set = await scene();
    const source = accrualSource(set.staff(), await sign(set));
    expect(await source.snapshot()).toMatchObject({ energyKwh: '756.000' });
    expect(await source.changes()).toBeNull();
  });
});
