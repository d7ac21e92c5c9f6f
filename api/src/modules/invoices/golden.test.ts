import { describe, expect, test } from 'vitest';
import {
  activeContract,
  contractScene,
  draftContract,
  registerReadings,
  steadyHashrate,
} from '../../../test/builders/contracts.ts';
import { miner, site } from '../../../test/builders/fleet.ts';
import { customer } from '../../../test/builders/organization.ts';
import { useDatabase } from '../../../test/database.ts';
import { activateContract, assignMiners, changePrice, terminateContract, unassignMiners } from '../contracts/index.ts';
import { addAdjustment } from './adjustment.service.ts';
import { billCustomer, periodOf } from './index.ts';
import { Invoice, InvoiceLine, InvoiceTax } from './invoice.entity.ts';

/** The worked amounts of the billing rules, from what was agreed and read to the lines of the invoice. */
const database = useDatabase();
type Terms = NonNullable<Parameters<typeof draftContract>[2]>;
type Scene = Awaited<ReturnType<typeof contractScene>>;

/** A customer and machines of 3,250 W; on 2 January 2027, when all of 2026 may be billed. */
async function scene(machines: number, parts: { currency?: string; taxes?: [code: string, percents: string[]] } = {}) {
  const set = await contractScene(database(), { miners: machines });
  set.clock.now = new Date('2027-01-02T12:00:00Z');
  const { owner, organizationId, customerId } = set;
  await owner.query(
    'update miner set rated_power_w = 3250, rated_efficiency_j_per_th = 17.5 where organization_id = $1',
    [organizationId],
  );
  if (parts.currency)
    await owner.query('update customer set billing_currency = $1 where id = $2', [parts.currency, customerId]);
  const [code = null, percents = []] = parts.taxes ?? [];
  for (const [position, percent] of percents.entries())
    await owner.query(
      'insert into tax_rate (id, organization_id, code, name, percent, position) values (gen_random_uuid(), $1, $2, $2, $3, $4)',
      [organizationId, code, percent, position],
    );
  await owner.query('update customer set tax_code = $1 where id = $2', [code, customerId]);
  return set;
}

const agreed = (terms: Terms): Terms => ({ startsOn: '2026-01-01', term: 'YEARS_2', ...terms });
const contract = (set: Scene, terms: Terms) =>
  activeContract(set.context(), set.customerId, set.minerIds, agreed(terms));
const registerNo = (set: Scene, machine = 0) => set.miners[machine]?.outlet.register.no ?? 0;

/** The month's invoice: lines as `quantity = amount`, taxes, and the total, in minor units. */
async function bill(set: Scene, month: string, customerId = set.customerId) {
  const { invoiceIds } = await billCustomer(set.job(), customerId, periodOf(month), { skipExisting: true });
  const { em } = set.context();
  const inOrder = { orderBy: { position: 'asc' } } as const;
  const [id = ''] = invoiceIds;
  const lines = await em.find(InvoiceLine, { invoiceId: id }, inOrder);
  const taxes = await em.find(InvoiceTax, { invoiceId: id }, inOrder);
  const { status, total } = await em.findOneOrFail(Invoice, { id });
  return {
    status,
    total,
    lines: lines.map(({ quantity, amount }) => `${quantity} = ${amount}`),
    taxes: taxes.map(({ amount }) => amount),
  };
}

describe('metered', () => {
  const june = ['2026-06-01T05:00:00Z', '2026-07-01T05:00:00Z'] as const;
  test.each([
    { name: 'G1, a month', from: 1_204_880_125, to: 1_207_290_875, rate: '0.0725', line: '2410.750 = 17478' },
    {
      name: 'G11a, in JPY, without decimals',
      currency: 'JPY',
      from: 1_204_880_125,
      to: 1_207_290_875,
      rate: '11.25',
      line: '2410.750 = 27121',
    },
    {
      name: 'G11b, in KWD, with three',
      currency: 'KWD',
      from: 1_204_880_125,
      to: 1_207_290_875,
      rate: '0.022',
      line: '2410.750 = 53037',
    },
    { name: 'G19, a tie that floats lose', from: 0, to: 2_418_000, rate: '0.0725', line: '2418.000 = 17531' },
    {
      name: 'G8a, over the end of its register',
      rollover: true,
      from: 998_400_500,
      to: 1_250_250,
      rate: '0.07',
      line: '2849.750 = 19948',
    },
  ])('$name', async ({ currency, rollover, from, to, rate, line }) => {
    const set = await scene(1, currency ? { currency } : {});
    if (rollover)
      await set.owner.query('update register set rollover_wh = 1000000000, max_power_w = 7300 where no = $1', [
        registerNo(set),
      ]);
    await registerReadings(set.owner, set.organizationId, registerNo(set), [
      [june[0], from],
      [june[1], to],
    ]);
    await contract(set, { rate });
    expect(await bill(set, '2026-06')).toMatchObject({ status: 'DRAFT', lines: [line] });
  });

  test.each([
    { name: 'overage', capPolicy: 'OVERAGE', lines: ['74.000 = 518', '3.500 = 42'] },
    { name: 'clip', capPolicy: 'CLIP', lines: ['74.000 = 518'] },
    { name: 'alert only', capPolicy: 'ALERT_ONLY', lines: ['77.500 = 543'] },
  ] as const)('G10, a power cap of 100 kW: $name', async ({ capPolicy, lines }) => {
    const set = await scene(1);
    await registerReadings(set.owner, set.organizationId, registerNo(set), [
      [june[0], 0],
      ['2026-06-01T05:15:00Z', 24_000],
      ['2026-06-01T05:30:00Z', 50_500],
      ['2026-06-01T05:45:00Z', 77_500],
      [june[1], 77_500],
    ]);
    const overageRate = capPolicy === 'OVERAGE' ? '0.12' : undefined;
    await contract(set, { rate: '0.07', powerCapKw: '100', capPolicy, overageRate });
    expect((await bill(set, '2026-06')).lines).toEqual(lines);
  });
});

describe('by rated power', () => {
  const calculated = { billingMethod: 'CALCULATED', rate: '0.068' } as const;
  test.each([
    { name: 'G2, 744 h', month: '2026-07', terms: {}, line: '24180.000 = 164424' },
    { name: 'G2b, with a loss of 7 %', month: '2026-07', terms: { lossFactor: '1.07' }, line: '25872.600 = 175934' },
    { name: 'G3a, an hour less in March', month: '2026-03', terms: {}, line: '24147.500 = 164203' },
    { name: 'G3b, an hour more in November', month: '2026-11', terms: {}, line: '23432.500 = 159341' },
    {
      name: 'G3c, an hour more in Oslo',
      month: '2026-10',
      terms: { timeZone: 'Europe/Oslo' },
      line: '24212.500 = 164645',
    },
    {
      name: 'G3d, half an hour more on Lord Howe',
      month: '2026-04',
      terms: { timeZone: 'Australia/Lord_Howe' },
      line: '23416.250 = 159231',
    },
  ])('$name', async ({ month, terms, line }) => {
    const set = await scene(10);
    await contract(set, { ...calculated, ...terms });
    expect((await bill(set, month)).lines).toEqual([line]);
  });

  test('G6, from the sixth of March, over the change of clocks', async () => {
    const set = await scene(1);
    await contract(set, { ...calculated, rate: '0.07', startsOn: '2026-03-06' });
    expect((await bill(set, '2026-03')).lines).toEqual(['2024.750 = 14173']);
  });

  test('G7a, a machine that moves from one customer to another at half past ten', async () => {
    const set = await scene(1);
    const at = new Date('2026-06-12T15:30:00Z');
    const first = await contract(set, { ...calculated, rate: '0.07' });
    await unassignMiners(set.context(), { contractId: first.id, minerIds: set.minerIds, at });
    await set.owner.query('update miner set owner_id = null where id = any ($1)', [set.minerIds]);
    const next = await customer(set.owner, set.organizationId);
    const { id } = await draftContract(
      set.context(),
      next,
      agreed({ ...calculated, rate: '0.0645', startsOn: '2026-06-01' }),
    );
    await assignMiners(set.context(), { contractId: id, minerIds: set.minerIds, from: at });
    await activateContract(set.context(), { contractId: id });
    expect((await bill(set, '2026-06')).lines).toEqual(['892.125 = 6245']);
    expect((await bill(set, '2026-06', next)).lines).toEqual(['1447.875 = 9339']);
  });

  test('G12b, GST and QST on one line, each rounded once', async () => {
    const set = await scene(10, { taxes: ['CA', ['5', '9.975']] });
    await contract(set, calculated);
    expect(await bill(set, '2026-07')).toMatchObject({ taxes: [8_221n, 16_401n], total: 189_046n });
  });

  test('G18, a new rate from the sixteenth', async () => {
    const set = await scene(1);
    set.clock.now = new Date('2026-06-10T12:00:00Z');
    const { id } = await contract(set, calculated);
    await changePrice(set.context(), { contractId: id, component: 'ENERGY', rate: '0.0715', startsOn: '2026-06-16' });
    expect((await bill(set, '2026-06')).lines).toEqual(['1170.000 = 7956', '1170.000 = 8366']);
  });
});

describe('by hashrate, by fee and by stream', () => {
  test('G4, the mean hashrate times the efficiency agreed', async () => {
    const set = await scene(1);
    const no = set.miners[0]?.no ?? 0;
    const june = { from: '2026-06-01T05:00:00Z', to: '2026-07-01T05:00:00Z', ths: 195.4 };
    await steadyHashrate(set.owner, set.organizationId, no, june);
    await contract(set, { billingMethod: 'HASH', rate: '0.07' });
    expect((await bill(set, '2026-06')).lines).toEqual(['2462.040 = 17234']);
  });

  test.each([
    { name: 'G5a, from the eleventh', startsOn: '2026-04-11', endsOn: null, line: '2.666667 = 49333' },
    { name: 'G5b, to the eleventh', startsOn: '2026-01-01', endsOn: '2026-04-11', line: '1.333333 = 24667' },
  ])('$name, fees go by the days', async ({ startsOn, endsOn, line }) => {
    const set = await scene(4);
    const fees = { billingMethod: 'FIXED', rate: undefined, hosted: { monthlyFeePerUnit: '185' } } as const;
    const { id } = await contract(set, { ...fees, startsOn });
    if (endsOn) await terminateContract(set.context(), { contractId: id, endsOn, reason: 'sold' });
    expect((await bill(set, '2026-04')).lines).toEqual([line]);
  });

  const adjust = (set: Scene, amount: string, taxCode: string) =>
    addAdjustment(set.context(), {
      customerId: set.customerId,
      description: 'x',
      amount: { amount, currency: 'USD' },
      taxCode,
    });

  test('G12a, three small lines are taxed as one sum', async () => {
    const set = await scene(0, { taxes: ['TX', ['8.25']] });
    for (let line = 0; line < 3; line++) await adjust(set, '10.10', 'TX');
    expect(await bill(set, '2026-06')).toMatchObject({ taxes: [250n], total: 3_280n });
  });

  test('G13, a credit for what was not delivered lowers the tax as well', async () => {
    const set = await scene(4, { taxes: ['TX', ['8.25']] });
    await contract(set, { billingMethod: 'FIXED', rate: undefined, hosted: { monthlyFeePerUnit: '185' } });
    await adjust(set, '-13.32', 'TX');
    expect(await bill(set, '2026-06')).toMatchObject({ taxes: [5_995n], total: 78_663n });
  });

  test('G16, hashrate sold by the day, and the credit for what fell short', async () => {
    const set = await scene(0);
    const siteId = await site(set.owner, set.organizationId);
    await set.owner.query('update site set sellable_hashrate_ths = 1000 where id = $1', [siteId]);
    const pool = await miner(set.owner, set.organizationId, { siteId });
    const july = { from: '2026-07-01T05:00:00Z', to: '2026-08-01T05:00:00Z', ths: 482.5 };
    await steadyHashrate(set.owner, set.organizationId, pool.no, july);
    const infinity = { siteId, hashrateThs: '500', ratePerThsDay: '0.052', guaranteedPercent: '100' };
    const terms = agreed({ type: 'INFINITY', billingMethod: undefined, rate: undefined, infinity });
    const { id } = await draftContract(set.context(), set.customerId, terms);
    await activateContract(set.context(), { contractId: id });
    expect((await bill(set, '2026-07')).lines).toEqual(['15500.000000 = 80600', '-542.500000 = -2821']);
  });
});
