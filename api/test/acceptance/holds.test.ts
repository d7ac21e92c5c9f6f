import { expect, test } from 'vitest';
import { billOf, hours, registerOf, runOf, sendRegisters } from './billing.ts';
import { contractOf, customerOf, draftOf, type Host, siteOf, speaking, useWorld } from './world.ts';

/** Looking before billing: what a month would come to is what it then comes to, whatever holds it. */
const world = useWorld();
const { host, at } = world;
const [juneStart, julyStart] = ['2026-06-01T05:00:00Z', '2026-07-01T05:00:00Z'];

type Case = {
  readonly reason: string | null;
  readonly contract?: object;
  /** What the register reads; by default every four hours of June, at 3 kW. */
  readonly reads?: readonly (readonly [string, number])[];
  /** It hangs on a meter of this profile, in place of its outlet. */
  readonly meterProfile?: string;
  /** What happens before the run. */
  readonly before?: (us: Host, of: { customerId: string; registerId: string; contractId: string }) => Promise<unknown>;
};

const steady = [...hours(juneStart, julyStart, 4 * 3_600), julyStart].map(
  (takenAt, at) => [takenAt, at * 12_000] as const,
);
const fell = steady.map(([takenAt, wh], at) => [takenAt, at < 75 ? wh + 1_000_000 : wh] as const);
const declared =
  (from: string, to: string) =>
  (us: Host, { registerId }: { registerId: string }) =>
    us.do('voidReadings', { registerId, from, to, reason: 'wrong ratio' }, '... on Register { id }');

const cases: readonly Case[] = [
  { reason: null },
  {
    reason: 'IN_DEFAULT',
    before: (us, { customerId }) => us.do('markInDefault', { customerId, inDefault: true }, '... on Customer { id }'),
  },
  {
    reason: 'BILLING_HOLD',
    before: (us, { customerId }) =>
      us.do('setBillingHold', { customerId, held: true, reason: 'dispute' }, '... on Customer { id }'),
  },
  { reason: 'UNCOVERED', reads: [] },
  { reason: 'REGISTER_DECREASED', reads: fell },
  { reason: 'VOIDED', reads: [steady[0], steady.at(-1)] as Case['reads'], before: declared(juneStart, julyStart) },
  { reason: 'ESTIMATED_SHARE', before: declared('2026-06-10T05:00:00Z', '2026-06-11T05:00:00Z') },
  {
    reason: 'UNPRICED',
    // No mutation leaves a day without a price; a wall holds all the same.
    before: (_, { contractId }) =>
      world
        .database()
        .owner.query("update contract_price set ends_on = '2026-06-21' where contract_id = $1", [contractId]),
  },
  { reason: 'UNVERIFIED_PROFILE', meterProfile: 'siemens-pac3200' },
  { reason: 'ZERO_RATE', contract: { rate: '0' } },
  {
    reason: 'VARIANCE',
    contract: { startsOn: '2026-04-01' },
    reads: [
      ['2026-04-01T05:00:00Z', 0],
      ['2026-05-01T05:00:00Z', 2_000_000],
      [juneStart, 4_000_000],
      [julyStart, 4_300_000],
    ],
    before: async (us, { customerId }) => {
      for (const period of ['2026-04', '2026-05']) {
        const { id } = await billOf(us, world, period, customerId);
        await us.do('issueInvoice', { invoiceId: id }, '... on Invoice { id }');
      }
    },
  },
];

type Site = Awaited<ReturnType<typeof siteOf>>;

/** Hangs a machine on a meter in place of its outlet; answers the meter's register. */
async function meterOf(us: Host, { siteId, collectorId }: Site, machine: Site['miners'][number], profile: string) {
  const meter = await us.do(
    'createMeter',
    { siteId, collectorId, name: 'Meter', profile, address: 'modbus://10.0.0.30:502?unit=1' },
    '... on Meter { id register { id } }',
  );
  const feeds = [{ outletId: machine.feeds[0]?.outlet.id }, { meterId: meter.id, minerId: machine.id }];
  await us.do('mapOutlets', { from: '2026-06-01T00:00:00Z', feeds }, '... on OutletsMapped { feeds { weight } }');
  return meter.register.id as string;
}

/** A customer for each case, in their order, with a machine each at one site. */
async function customersOf(us: Host, list: readonly Case[]): Promise<string[]> {
  const site = await siteOf(us, { machines: list.length, mappedFrom: '2026-04-01T05:00:00Z' });
  const machines = site.miners;
  const registers: string[] = [];
  for (const [index, { meterProfile }] of list.entries()) {
    const machine = machines[index] as Site['miners'][number];
    registers.push(meterProfile ? await meterOf(us, site, machine, meterProfile) : registerOf(machine));
  }
  const rows = list.flatMap(({ reads = steady }, index) =>
    reads.map(([takenAt, wh]) => [registers[index] as string, takenAt, wh] as const),
  );
  if (rows.length > 0) await sendRegisters(world, site.token, rows);
  const ids: string[] = [];
  for (const [index, { contract, before }] of list.entries()) {
    const name = `Customer ${String(index).padStart(2, '0')}`;
    const { id: customerId } = await customerOf(us, { name, contactEmail: `c${index}@holds.example` });
    const minerIds = site.minerIds.slice(index, index + 1);
    const { id: contractId } = await contractOf(us, customerId, minerIds, { rate: '0.07', ...contract });
    await before?.(us, { customerId, registerId: registers[index] as string, contractId });
    ids.push(customerId);
  }
  return ids;
}

const money = '{ amount currency }';
const shown = `currency lines { position contractNumber component description quantity unit rate estimatedKwh amount ${money} taxCode units { unit energyKwh estimatedKwh registerIds } }
  taxes { code percent taxable ${money} amount ${money} } subtotal ${money} tax ${money} total ${money} changePercent holds { reason contractNumber register unit from to }`;
const preview = async (us: Pick<Host, 'ask'>, period: string, ids: readonly string[]) =>
  (
    await us.ask(
      `query($period: String!, $ids: [ID!]!) { previewInvoices(period: $period, customerIds: $ids) { customer { id } ${shown} } }`,
      { period, ids },
    )
  ).previewInvoices;
const invoices = async (us: Pick<Host, 'ask'>, period: string) =>
  (
    await us.ask(
      `query($period: String!) { invoices(first: 100, filter: { period: $period }) { nodes { customer { id } ${shown} } } }`,
      { period },
    )
  ).invoices.nodes;
const byCustomer = (rows: { customer: { id: string } }[]) =>
  rows.toSorted((a, b) => (a.customer.id < b.customer.id ? -1 : 1));

/** Eleven customers, twelve bills: on a machine that is busy with other things that takes its time. */
const patience = { timeout: 120_000 };

test(
  'each reason holds a bill, is told once, and the dry run had told it: the run makes what was previewed, line by line',
  patience,
  async () => {
    const us = await host();
    await us.do(
      'updateBillingSettings',
      { taxes: [{ code: 'TX', name: 'Tax', percent: '8.25' }], defaultTaxCode: 'TX' },
      '... on Organization { id }',
    );
    const ids = await customersOf(us, cases);
    const seen = await preview(us, '2026-06', ids);
    expect((await us.ask('{ invoices(filter: { period: "2026-06" }) { totalCount } }')).invoices.totalCount).toBe(0);
    const rows = await runOf(us, world, { period: '2026-06' });
    const reasons = (list: readonly { reason: string }[]) => [...new Set(list.map(({ reason }) => reason))];
    expect(rows.map(({ outcome, invoices: [invoice] }) => [outcome, reasons(invoice?.holds ?? [])])).toEqual(
      cases.map(({ reason }) => (reason ? ['HELD', [reason]] : ['DRAFTED', []])),
    );
    const written = await invoices(us, '2026-06');
    expect(byCustomer(written)).toEqual(byCustomer(seen));
    const causes = written.map(({ holds }: { holds: object[] }) => holds.map((hold) => JSON.stringify(hold)));
    for (const list of causes) expect(new Set(list).size).toBe(list.length);
    // By hand: the one reason that no run finds.
    const [draft] = rows[0]?.invoices ?? [];
    await us.do('holdInvoice', { invoiceId: draft?.id, reason: 'asked for details' }, '... on Invoice { id }');
    const { invoice } = await us.ask('query($id: ID!) { invoice(id: $id) { status holds { reason note } } }', {
      id: draft?.id,
    });
    expect(invoice).toEqual({ status: 'HELD', holds: [{ reason: 'MANUAL', note: 'asked for details' }] });
    // None of it is the customers' business.
    const portal = speaking(await us.person('CUSTOMER_OWNER', ids[4]));
    expect((await portal.ask('{ invoices { totalCount } }')).invoices.totalCount).toBe(0);
  },
);

test('the dry run of the next month says how far it is from this one, and so does the bill', async () => {
  const us = await host();
  const fixed = (hosted: object): Case => ({
    reason: null,
    reads: [],
    contract: { billingMethod: 'FIXED', rate: undefined, hosted },
  });
  const ids = await customersOf(us, [
    fixed({ monthlyFee: '100' }),
    fixed({ monthlyFee: '100', monthlyFeePerUnit: '50' }),
  ]);
  await runOf(us, world, { period: '2026-06' });
  const adjustment = { customerId: ids[0], description: 'Goodwill', amount: { amount: '-25.00', currency: 'USD' } };
  await us.do('addAdjustment', adjustment, '... on Adjustment { id }');
  await at('2026-08-01T12:00:00Z', async () => {
    const later = { ...us, ...speaking(await us.person('BILLING')) };
    const seen = await preview(later, '2026-07', ids);
    expect(seen.map(({ changePercent }: { changePercent: string }) => changePercent)).toEqual(['-25.0', '0.0']);
    await runOf(later, world, { period: '2026-07' });
    expect(byCustomer(await invoices(later, '2026-07'))).toEqual(byCustomer(seen));
  });
});

test('of a tax that changes in the middle of a month that one holds which holds on its last day; before, and after its end, another or none', async () => {
  const us = await host();
  const rate = (percent: string, startsOn: string | null, endsOn: string | null) => ({
    code: 'TX',
    name: 'Tax',
    percent,
    startsOn,
    endsOn,
  });
  const taxes = [
    rate('5', null, '2026-05-16'),
    rate('7.5', '2026-05-16', '2026-06-30'),
    rate('19', '2026-07-01', null),
  ];
  await us.do('updateBillingSettings', { taxes }, '... on Organization { id }');
  const { id } = await customerOf(us, { contactEmail: 'tax@holds.example', taxCode: 'TX' });
  const terms = { type: 'LEASE', billingMethod: 'FIXED', lease: { monthlyFeePerUnit: '100' }, startsOn: '2026-04-01' };
  const place = await siteOf(us, { machines: 1 });
  const draft = await draftOf(us, id, terms);
  await us.do('assignMiners', { contractId: draft.id, minerIds: place.minerIds }, '... on Contract { id }');
  await us.do('activateContract', { contractId: draft.id }, '... on Contract { id }');
  const taxed: string[][] = [];
  for (const period of ['2026-04', '2026-05', '2026-06'])
    taxed.push(
      (await billOf(us, world, period, id)).taxes.map(({ percent, amount }) => `${percent} % = ${amount.amount}`),
    );
  expect(taxed).toEqual([['5 % = 5.00'], ['7.5 % = 7.50'], []]);
});
