import { beforeAll, describe, expect, test } from 'vitest';
import { amountsOf, billOf, hours, registerOf, sendHashrate, sendRegisters, type ShownInvoice } from './billing.ts';
import { contractOf, customerOf, draftOf, type Host, siteOf, useWorld } from './world.ts';

/** The worked amounts of the billing rules through the whole system: readings in as a collector sends them, invoices out of the API. */
const world = useWorld('2027-01-02T12:00:00Z');
const { host, at } = world;
const [juneStart, julyStart, augustStart] = ['2026-06-01T05:00:00Z', '2026-07-01T05:00:00Z', '2026-08-01T05:00:00Z'];

let us: Host;
beforeAll(async () => {
  us = await host();
  const rate = (code: string, name: string, percent: string) => ({ code, name, percent });
  const taxes = [rate('TX', 'Sales tax', '8.25'), rate('CA', 'GST', '5'), rate('CA', 'QST', '9.975')];
  await us.do('updateBillingSettings', { taxes }, '... on Organization { id }');
});

let made = 0;
/** A customer, and machines of 3,250 W at 17.5 J/TH on outlets of their own since the beginning of 2026. */
async function scene(machines: number, customer: object = {}) {
  const model = { ratedPowerW: '3250', ratedHashrateThs: '185.714' };
  const site = await siteOf(us, { machines, model, name: `Site ${(made += 1)}`, mappedFrom: '2026-01-01T06:00:00Z' });
  const { id } = await customerOf(us, { contactEmail: `c${made}@example.com`, ...customer });
  return { ...site, customerId: id };
}
type Scene = Awaited<ReturnType<typeof scene>>;

const terms = (parts: object) => ({ term: 'YEARS_2', startsOn: '2026-01-01', timeZone: 'America/Chicago', ...parts });
const sign = ({ customerId, minerIds }: Pick<Scene, 'customerId' | 'minerIds'>, parts: object) =>
  contractOf(us, customerId, minerIds, terms(parts));
const bill = (customerId: string, period = '2026-06'): Promise<ShownInvoice> => billOf(us, world, period, customerId);
/** What the first machine's register reads. */
const reads = ({ token, miners }: Pick<Scene, 'token' | 'miners'>, rows: readonly (readonly [string, number])[]) =>
  sendRegisters(
    world,
    token,
    rows.map(([takenAt, wh]) => [registerOf(miners[0]), takenAt, wh] as const),
  );

describe('metered', () => {
  test.each([
    { name: 'G1, a month', from: 1_204_880_125, to: 1_207_290_875, rate: '0.0725', line: '2410.750 = 174.78' },
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
      line: '2410.750 = 53.037',
    },
    { name: 'G19, a tie that floats lose', from: 0, to: 2_418_000, rate: '0.0725', line: '2418.000 = 175.31' },
  ])('$name', async ({ currency, from, to, rate, line }) => {
    const set = await scene(1, currency ? { billingCurrency: currency } : {});
    await sign(set, { billingMethod: 'METERED', rate });
    await reads(set, [
      [juneStart, from],
      [julyStart, to],
    ]);
    const invoice = await bill(set.customerId);
    expect(amountsOf(invoice)).toEqual([line]);
    expect(invoice).toMatchObject({ status: 'DRAFT', estimatedKwh: '0.000', holds: [] });
  });

  test('G8a, over the end of its register', async () => {
    const set = await scene(1);
    await us.do(
      'updateRegister',
      { registerId: registerOf(set.miners[0]), rolloverWh: '1000000000', maxPowerW: '7300' },
      '... on Register { id }',
    );
    await sign(set, { billingMethod: 'METERED', rate: '0.07' });
    await reads(set, [
      [juneStart, 998_400_500],
      [julyStart, 1_250_250],
    ]);
    expect(amountsOf(await bill(set.customerId))).toEqual(['2849.750 = 199.48']);
  });

  test('G8b, over a meter that was replaced: held until somebody says so', async () => {
    const set = await scene(1);
    await sign(set, { billingMethod: 'METERED', rate: '0.07' });
    await reads(set, [
      [juneStart, 43_000_000],
      [julyStart, 640_400],
    ]);
    const held = await bill(set.customerId);
    expect(held).toMatchObject({ status: 'HELD', holds: [{ reason: 'REGISTER_DECREASED' }] });
    const swap = { at: '2026-06-20T13:00:00Z', finalWh: '45210000', initialWh: '0', note: 'display dead' };
    await us.do('recordReplacement', { registerId: registerOf(set.miners[0]), ...swap }, '... on Register { id }');
    await us.do('recomputeInvoice', { invoiceId: held.id }, '... on Invoice { id }');
    const fields = 'status holds { reason } lines { quantity amount { amount } }';
    const { invoice } = await us.ask(`query($id: ID!) { invoice(id: $id) { ${fields} } }`, { id: held.id });
    expect(invoice).toEqual({
      status: 'DRAFT',
      holds: [],
      lines: [{ quantity: '2850.400', amount: { amount: '199.53' } }],
    });
  });

  test('G8c, a register that fell counts nothing there, and holds the bill', async () => {
    const set = await scene(1);
    await sign(set, { billingMethod: 'METERED', rate: '0.07' });
    const [from, to] = ['2026-06-20T12:00:00Z', '2026-06-20T13:00:00Z'];
    await reads(set, [
      [juneStart, 44_000_000],
      ['2026-06-20T11:00:00Z', 45_208_000],
      [from, 45_210_000],
      [to, 45_100_000],
      ['2026-06-20T14:00:00Z', 45_103_000],
      [julyStart, 45_600_000],
    ]);
    expect(await bill(set.customerId)).toMatchObject({
      status: 'HELD',
      energyKwh: '1710.000',
      estimatedKwh: '0.000',
      holds: [{ reason: 'REGISTER_DECREASED', from, to }],
    });
  });

  test('G9, six silent hours are estimated and not held; when they come, the next bill has the difference', async () => {
    const set = await scene(1);
    await sign(set, { billingMethod: 'METERED', rate: '0.07' });
    const last = '2026-06-30T23:00:00Z';
    // 3,220 W, but for one hour that brings the 714 h to 2 301.420 kWh.
    await reads(
      set,
      [...hours(juneStart, last), last].map(
        (takenAt, hour) => [takenAt, hour * 3_220 + (hour > 222 ? 2_340 : 0)] as const,
      ),
    );
    const june = await bill(set.customerId);
    expect(june).toMatchObject({ status: 'DRAFT', energyKwh: '2320.740', estimatedKwh: '19.320', holds: [] });
    expect(amountsOf(june)).toEqual(['2320.740 = 162.45']);
    expect(june.lines[0]?.units).toMatchObject([{ energyKwh: '2320.740', estimatedKwh: '19.320' }]);
    await us.do('issueInvoice', { invoiceId: june.id }, '... on Invoice { number }');
    await reads(
      set,
      [...hours(julyStart, augustStart), augustStart].map(
        (takenAt, hour) => [takenAt, 2_319_420 + hour * 3_220] as const,
      ),
    );
    const july = await bill(set.customerId, '2026-07');
    expect(july.lines.map(({ component, amount }) => [component, amount.amount])).toEqual([
      ['ENERGY', '167.70'],
      ['ADJUSTMENT', '-0.09'],
    ]);
    expect(july.lines[1]?.description).toMatch(
      /^Correction of INV-\d+, line 1: 2319.420 kWh in 2026-06, billed 2320.740 kWh$/,
    );
  });

  test.each([
    { name: 'overage', capPolicy: 'OVERAGE', lines: ['74.000 = 5.18', '3.500 = 0.42'] },
    { name: 'clip', capPolicy: 'CLIP', lines: ['74.000 = 5.18'] },
    { name: 'alert only', capPolicy: 'ALERT_ONLY', lines: ['77.500 = 5.43'] },
  ])('G10, a power cap of 100 kW: $name', async ({ capPolicy, lines }) => {
    const set = await scene(1);
    await us.do(
      'updateRegister',
      { registerId: registerOf(set.miners[0]), maxPowerW: '120000' },
      '... on Register { id }',
    );
    await sign(set, {
      billingMethod: 'METERED',
      rate: '0.07',
      powerCapKw: '100',
      capPolicy,
      ...(capPolicy === 'OVERAGE' ? { overageRate: '0.12' } : {}),
    });
    await reads(set, [
      [juneStart, 0],
      ['2026-06-01T05:15:00Z', 24_000],
      ['2026-06-01T05:30:00Z', 50_500],
      ['2026-06-01T05:45:00Z', 77_500],
      [julyStart, 77_500],
    ]);
    expect(amountsOf(await bill(set.customerId))).toEqual(lines);
  });

  test('G17, one outlet feeds three machines by weight', async () => {
    const set = await scene(3);
    const outletId = set.miners[0]?.feeds[0]?.outlet.id;
    const weights = ['3250', '3250', '3500'];
    await us.do(
      'mapOutlets',
      {
        from: '2026-05-01T00:00:00Z',
        feeds: set.minerIds.map((minerId, index) => ({ outletId, minerId, weight: weights[index] })),
      },
      '... on OutletsMapped { feeds { weight } }',
    );
    await sign(set, { billingMethod: 'METERED', rate: '0.07' });
    await reads(set, [
      [juneStart, 0],
      [julyStart, 100_001],
    ]);
    const invoice = await bill(set.customerId);
    expect(invoice.lines[0]?.units.map(({ energyKwh }) => energyKwh)).toEqual(['32.500', '32.500', '35.001']);
    expect(amountsOf(invoice)).toEqual(['100.001 = 7.00']);
  });
});

describe('by rated power', () => {
  const calculated = { billingMethod: 'CALCULATED', rate: '0.068' };
  test.each([
    { name: 'G2, 744 h', month: '2026-07', parts: {}, line: '24180.000 = 1644.24' },
    { name: 'G2b, with a loss of 7 %', month: '2026-07', parts: { lossFactor: '1.07' }, line: '25872.600 = 1759.34' },
    { name: 'G3a, an hour less in March', month: '2026-03', parts: {}, line: '24147.500 = 1642.03' },
    { name: 'G3b, an hour more in November', month: '2026-11', parts: {}, line: '23432.500 = 1593.41' },
    {
      name: 'G3c, an hour more in Oslo',
      month: '2026-10',
      parts: { timeZone: 'Europe/Oslo' },
      line: '24212.500 = 1646.45',
    },
    {
      name: 'G3d, half an hour more on Lord Howe',
      month: '2026-04',
      parts: { timeZone: 'Australia/Lord_Howe' },
      line: '23416.250 = 1592.31',
    },
  ])('$name', async ({ month, parts, line }) => {
    const set = await scene(10);
    await sign(set, { ...calculated, ...parts });
    expect(amountsOf(await bill(set.customerId, month))).toEqual([line]);
  });

  test('G6, from the sixth of March, over the change of clocks', async () => {
    const set = await scene(1);
    await sign(set, { ...calculated, rate: '0.07', startsOn: '2026-03-06' });
    expect(amountsOf(await bill(set.customerId, '2026-03'))).toEqual(['2024.750 = 141.73']);
  });

  test('G12b, GST and QST on one line, each rounded once', async () => {
    const set = await scene(10, { taxCode: 'CA' });
    await sign(set, calculated);
    const invoice = await bill(set.customerId, '2026-07');
    expect(invoice.taxes.map(({ amount }) => amount.amount)).toEqual(['82.21', '164.01']);
    expect(invoice.total.amount).toBe('1890.46');
  });

  test('G18, a new rate from the sixteenth', async () => {
    const set = await scene(1);
    const { id } = await sign(set, calculated);
    const change = { contractId: id, component: 'ENERGY', rate: '0.0715', startsOn: '2026-06-16' };
    await us.do('changePrice', change, '... on Contract { id }');
    expect(amountsOf(await bill(set.customerId))).toEqual(['1170.000 = 79.56', '1170.000 = 83.66']);
  });

  test('G20, over 698.25 h', async () => {
    const set = await scene(1);
    const { id } = await sign(set, { ...calculated, rate: '0.07', startsOn: '2026-06-01' });
    const left = { contractId: id, minerIds: set.minerIds, at: '2026-06-30T07:15:00Z' };
    await us.do('unassignMiners', left, '... on Contract { id }');
    expect(amountsOf(await bill(set.customerId))).toEqual(['2269.313 = 158.85']);
  });
});

describe('a machine that moves from one customer to another at half past ten', () => {
  const moved = '2026-06-12T15:30:00Z';
  async function move(method: string) {
    const set = await scene(1);
    const first = await sign(set, { billingMethod: method, rate: '0.07', startsOn: '2026-06-01' });
    const { minerIds } = set;
    await us.do('unassignMiners', { contractId: first.id, minerIds, at: moved }, '... on Contract { id }');
    await us.do('updateMiner', { minerId: minerIds[0], ownerId: null }, '... on Miner { id }');
    const next = await customerOf(us, { contactEmail: `next${made}@example.com` });
    const draft = await draftOf(us, next.id, terms({ billingMethod: method, rate: '0.0645', startsOn: '2026-06-01' }));
    await us.do('assignMiners', { contractId: draft.id, minerIds, from: moved }, '... on Contract { id }');
    await us.do('activateContract', { contractId: draft.id }, '... on Contract { id }');
    return { ...set, nextId: next.id };
  }

  test('G7a, by rated power', async () => {
    const { customerId, nextId } = await move('CALCULATED');
    expect(amountsOf(await bill(customerId))).toEqual(['892.125 = 62.45']);
    expect(amountsOf(await bill(nextId))).toEqual(['1447.875 = 93.39']);
  });

  test('G7b, metered, splits the hour to the Wh', async () => {
    const set = await move('METERED');
    await reads(set, [
      [juneStart, 0],
      ['2026-06-12T15:00:00Z', 0],
      ['2026-06-12T16:00:00Z', 3_241],
      [julyStart, 3_241],
    ]);
    expect((await bill(set.customerId)).energyKwh).toBe('1.621');
    expect((await bill(set.nextId)).energyKwh).toBe('1.620');
  });
});

describe('by hashrate, by fee and by stream', () => {
  test('G4, the mean hashrate times the efficiency agreed', async () => {
    const set = await scene(1);
    await sign(set, { billingMethod: 'HASH', rate: '0.07' });
    const june = { from: juneStart, to: julyStart, ths: 195.4 };
    await at('2026-07-01T12:00:00Z', () => sendHashrate(world, set.token, set.minerIds[0] as string, june));
    expect(amountsOf(await bill(set.customerId))).toEqual(['2462.040 = 172.34']);
  });

  const fees = { billingMethod: 'FIXED', hosted: { monthlyFeePerUnit: '185' } };
  test('G5a and G5b, fees go by the days: from the eleventh, and to the eleventh', async () => {
    const [from, to] = [await scene(4), await scene(4)];
    await sign(from, { ...fees, startsOn: '2026-04-11' });
    const { id } = await sign(to, fees);
    const end = { contractId: id, endsOn: '2026-04-11', reason: 'sold' };
    await us.do('terminateContract', end, '... on Contract { id }');
    expect(amountsOf(await bill(from.customerId, '2026-04'))).toEqual(['2.666667 = 493.33']);
    expect(amountsOf(await bill(to.customerId, '2026-04'))).toEqual(['1.333333 = 246.67']);
  });

  test('G5c, three prices of ten days are three lines, each rounded once', async () => {
    const set = await scene(4);
    const { id } = await sign(set, fees);
    for (const startsOn of ['2026-04-11', '2026-04-21'])
      await us.do(
        'changePrice',
        { contractId: id, component: 'HOSTING', rate: '185', startsOn },
        '... on Contract { id }',
      );
    const invoice = await bill(set.customerId, '2026-04');
    expect(amountsOf(invoice)).toEqual(Array(3).fill('1.333333 = 246.67'));
    expect(invoice.total.amount).toBe('740.01');
  });

  const adjust = (customerId: string, amount: string) =>
    us.do(
      'addAdjustment',
      { customerId, description: 'By hand', amount: { amount, currency: 'USD' }, taxCode: 'TX' },
      '... on Adjustment { id }',
    );

  test('G12a, three small lines are taxed as one sum', async () => {
    const { id } = await customerOf(us, { contactEmail: 'small@example.com', taxCode: 'TX' });
    for (let line = 0; line < 3; line++) await adjust(id, '10.10');
    expect(await bill(id)).toMatchObject({ tax: { amount: '2.50' }, total: { amount: '32.80' } });
  });

  test('G13, a credit for what was not delivered lowers the tax as well', async () => {
    const set = await scene(4, { taxCode: 'TX' });
    await sign(set, fees);
    await adjust(set.customerId, '-13.32');
    expect(await bill(set.customerId)).toMatchObject({ tax: { amount: '59.95' }, total: { amount: '786.63' } });
  });

  test('G16, hashrate sold by the day, and the credit for what fell short', async () => {
    const pool = await siteOf(us, { machines: 1, name: 'Pool', site: { sellableHashrateThs: '1000' } });
    const { id: customerId } = await customerOf(us, { contactEmail: 'pool@example.com' });
    const infinity = { siteId: pool.siteId, hashrateThs: '500', ratePerThsDay: '0.052', guaranteedPercent: '100' };
    const sold = terms({ type: 'INFINITY', infinity, billingMethod: undefined });
    const { id } = await draftOf(us, customerId, sold);
    await us.do('activateContract', { contractId: id }, '... on Contract { id }');
    const july = { from: julyStart, to: augustStart, ths: 482.5 };
    await at('2026-08-01T12:00:00Z', () => sendHashrate(world, pool.token, pool.minerIds[0] as string, july));
    expect(amountsOf(await bill(customerId, '2026-07'))).toEqual(['15500.000000 = 806.00', '-542.500000 = -28.21']);
  });
});
