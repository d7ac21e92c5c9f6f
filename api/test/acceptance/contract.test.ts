import { describe, expect, test } from 'vitest';
import { contractFields, contractOf, customerOf, draftOf, type Host, siteOf, speaking, useWorld } from './world.ts';

/** Contracts from the wizard to the permanent number, and the four types: items 19 to 37, 39 and 40 of the product's list. */
const world = useWorld();
const { host, jobs, at, turnTerms } = world;

const owner = async (of: Host): Promise<Host> => ({ ...of, ...speaking(await of.person('OWNER')) });
const contract = async (of: Host, id: string, fields: string) =>
  (await of.ask(`query($id: ID!) { contract(id: $id) { ${fields} } }`, { id })).contract;

/** A host with a customer and machines. */
async function scene(parts: Parameters<typeof host>[0] & { machines?: number } = {}) {
  const us = await host(parts);
  const fleet = await siteOf(us, { machines: parts.machines ?? 2 });
  return { us, customerId: (await customerOf(us)).id, ...fleet };
}
/** A site whose hashrate may be sold. */
const pool = async (us: Host, sellableHashrateThs = '1000'): Promise<string> =>
  (await us.do('createSite', { name: 'Pool', timeZone: 'UTC', sellableHashrateThs }, '... on Site { id }')).id;
const lease = { type: 'LEASE', billingMethod: 'FIXED', lease: { monthlyFeePerUnit: '250' } };
const infinity = (siteId: string, parts: object = {}) => ({
  type: 'INFINITY',
  billingMethod: undefined,
  infinity: { siteId, hashrateThs: '500', ratePerThsDay: '0.052', ...parts },
});

test('product 19: a new contract is made in two steps on the page of its customer', async () => {
  const { us, customerId, minerIds } = await scene();
  const draft = await draftOf(us, customerId);
  const assigned = await us.do(
    'assignMiners',
    { contractId: draft.id, minerIds },
    '... on Contract { status assignments { totalCount } }',
  );
  expect(assigned).toMatchObject({ status: 'DRAFT', assignments: { totalCount: 2 } });
  const listed = await us.ask('query($id: ID!) { customer(id: $id) { contracts { nodes { id } } } }', {
    id: customerId,
  });
  expect(listed.customer.contracts.nodes).toEqual([{ id: draft.id }]);
});

test.each([
  { type: 'HOSTED', foreign: { lease: { monthlyFeePerUnit: '1' } }, field: 'lease', code: 'NOT_FOR_TYPE' },
  { type: 'LEASE', foreign: {}, field: 'lease', code: 'REQUIRED' },
  {
    type: 'LEASE',
    foreign: { lease: { monthlyFeePerUnit: '1' }, autoRenew: true },
    field: 'autoRenew',
    code: 'NOT_FOR_TYPE',
  },
  { type: 'INFINITY', foreign: { billingMethod: undefined }, field: 'infinity', code: 'REQUIRED' },
  { type: 'OM', foreign: { hosted: { monthlyFee: '5' } }, field: 'hosted', code: 'NOT_FOR_TYPE' },
])('product 20: the type decides what the form takes: $type and $field', async ({ type, foreign, field, code }) => {
  const us = await host();
  const { id: customerId } = await customerOf(us);
  const wrong = { customerId, type, term: 'YEARS_1', billingMethod: 'METERED', ...foreign };
  expect(await us.refused('createContract', wrong)).toMatchObject({ issues: [{ code, path: ['input', field] }] });
});

describe('the four types', () => {
  test.each([
    { by: 'METERED', parts: {}, prices: [{ component: 'ENERGY', unit: 'KWH' }] },
    { by: 'CALCULATED', parts: {}, prices: [{ component: 'ENERGY', unit: 'KWH' }] },
    { by: 'HASH', parts: {}, prices: [{ component: 'ENERGY', unit: 'KWH' }] },
    {
      by: 'FIXED',
      parts: { hosted: { monthlyFeePerUnit: '185' } },
      prices: [{ component: 'HOSTING', unit: 'UNIT_MONTH', rate: '185.000000' }],
    },
  ])("product 21: Hosted takes the customer's own machines, billed $by", async ({ by, parts, prices }) => {
    const { us, customerId, minerIds } = await scene();
    const active = await contractOf(us, customerId, minerIds, { billingMethod: by, ...parts });
    expect(active).toMatchObject({ type: 'HOSTED', status: 'ACTIVE', billingMethod: by, prices });
    const { miners } = await us.ask('{ miners { nodes { owner { id } } } }');
    expect(miners.nodes).toEqual(minerIds.map(() => ({ owner: { id: customerId } })));
    const { id: otherId } = await customerOf(us, { contactEmail: 'other@example.com' });
    const other = await draftOf(us, otherId);
    await us.do(
      'terminateContract',
      { contractId: active.id, endsOn: '2026-07-02', reason: 'Moves' },
      '... on Contract { id }',
    );
    const taken = { contractId: other.id, minerIds, from: '2026-08-01T00:00:00Z' };
    expect(await us.refused('assignMiners', taken)).toMatchObject({ code: 'OWNED_BY_OTHER' });
  });

  test("product 22: Lease takes the operator's machines, which revert at expiry, and has at most three extensions", async () => {
    const { us, customerId, minerIds } = await scene();
    const { id } = await contractOf(us, customerId, minerIds, { ...lease, term: 'MONTHS_3' });
    for (let extension = 1; extension <= 3; extension++)
      await us.do('extendContract', { contractId: id, term: 'MONTHS_3' }, '... on Contract { id }');
    expect(await us.refused('extendContract', { contractId: id, term: 'MONTHS_3' })).toMatchObject({
      __typename: 'Conflict',
      code: 'EXTENSIONS_USED',
    });
    expect(await contract(us, id, 'endsOn lease { maxExtensions extensionsUsed }')).toEqual({
      endsOn: '2027-06-01',
      lease: { maxExtensions: 3, extensionsUsed: 3 },
    });
    await at('2027-06-01T12:00:00Z', async () => {
      await turnTerms();
      const later = await owner(us);
      expect(await contract(later, id, 'status assignments { nodes { to } }')).toEqual({
        status: 'EXPIRED',
        assignments: { nodes: minerIds.map(() => ({ to: '2027-06-01T05:00:00Z' })) },
      });
      const { miners } = await later.ask('{ miners { nodes { owner { id } contract { id } } } }');
      expect(miners.nodes).toEqual(minerIds.map(() => ({ owner: null, contract: null })));
    });
  });

  test('product 23: Infinity sells hash streams and is activated at once, without equipment', async () => {
    const { us, customerId, minerIds } = await scene();
    const { id } = await draftOf(us, customerId, infinity(await pool(us)));
    expect(await us.refused('assignMiners', { contractId: id, minerIds })).toMatchObject({ code: 'WRONG_TYPE' });
    const active = await us.do('activateContract', { contractId: id }, contractFields);
    expect(active).toMatchObject({
      status: 'ACTIVE',
      prices: [{ component: 'HASHRATE', unit: 'THS_DAY', rate: '0.052000' }],
    });
  });

  test("product 24: O&M runs a customer's remote site: sites are assigned, not miners", async () => {
    const { us, customerId, minerIds } = await scene();
    const theirs = await us.do('createSite', { name: 'Remote', timeZone: 'UTC', customerId }, '... on Site { id }');
    const { id } = await draftOf(us, customerId, {
      type: 'OM',
      billingMethod: 'FIXED',
      operations: { monthlyFee: '900' },
    });
    expect(await us.refused('assignMiners', { contractId: id, minerIds })).toMatchObject({ code: 'WRONG_TYPE' });
    await us.do('assignSites', { contractId: id, siteIds: [theirs.id] }, '... on Contract { id }');
    await us.do('activateContract', { contractId: id }, '... on Contract { id }');
    expect(await contract(us, id, 'status assignments { nodes { site { name } miner { id } } }')).toEqual({
      status: 'ACTIVE',
      assignments: { nodes: [{ site: { name: 'Remote' }, miner: null }] },
    });
  });
});

test.each([
  { term: 'MONTH_TO_MONTH', endsOn: '2026-07-01' },
  { term: 'MONTHS_3', endsOn: '2026-09-01' },
  { term: 'MONTHS_6', endsOn: '2026-12-01' },
  { term: 'YEARS_1', endsOn: '2027-06-01' },
  { term: 'YEARS_2', endsOn: '2028-06-01' },
  { term: 'CUSTOM', overrideEndsOn: '2026-08-15', endsOn: '2026-08-15' },
])('product 25: the term $term ends on $endsOn', async ({ endsOn, ...parts }) => {
  const us = await host();
  expect(await draftOf(us, (await customerOf(us)).id, parts)).toMatchObject({ term: parts.term, endsOn });
});

test('product 26: the start is today by default, as it is at the site', async () => {
  const { us, customerId } = await scene();
  // 3:00 in UTC is still the evening before in Texas.
  await at('2026-07-02T03:00:00Z', async () => {
    expect(await draftOf(us, customerId, { startsOn: undefined })).toMatchObject({
      startsOn: '2026-07-01',
      timeZone: 'America/Chicago',
    });
  });
});

test('product 27: the end is computed from the term; an override sets an exact date', async () => {
  const us = await host();
  const { id } = await customerOf(us);
  expect(await draftOf(us, id, { startsOn: '2026-01-31', term: 'MONTHS_3' })).toMatchObject({
    endsOn: '2026-04-30',
    endsOnOverridden: false,
  });
  expect(await draftOf(us, id, { overrideEndsOn: '2027-06-15' })).toMatchObject({
    endsOn: '2027-06-15',
    endsOnOverridden: true,
  });
});

test('product 28: auto-renew renews on the end date, unless notice came 60 days before', async () => {
  const { us, customerId, minerIds } = await scene();
  const renewing = { autoRenew: true, term: 'MONTHS_3' };
  const [first, second] = [
    await contractOf(us, customerId, minerIds.slice(0, 1), renewing),
    await contractOf(us, customerId, minerIds.slice(1), renewing),
  ];
  expect(first).toMatchObject({ endsOn: '2026-09-01', noticeDays: 60, noticeBy: '2026-07-03', renews: true });
  await at('2026-07-03T12:00:00Z', async () => {
    const noticed = await us.do('giveNotice', { contractId: first.id }, '... on Contract { renews noticeGivenOn }');
    expect(noticed).toMatchObject({ renews: false, noticeGivenOn: '2026-07-03' });
  });
  await at('2026-07-04T12:00:00Z', async () => {
    expect(await us.refused('giveNotice', { contractId: second.id })).toMatchObject({ code: 'NOTICE_TOO_LATE' });
  });
  await at('2026-09-01T12:00:00Z', async () => {
    await turnTerms();
    const later = await owner(us);
    expect(await contract(later, first.id, 'status endsOn')).toEqual({ status: 'EXPIRED', endsOn: '2026-09-01' });
    expect(await contract(later, second.id, 'status endsOn')).toEqual({ status: 'ACTIVE', endsOn: '2026-12-01' });
  });
});

test('product 29: the method is metered, calculated or by hash, each with a rate', async () => {
  const us = await host({ energyRate: null });
  const { id } = await customerOf(us);
  for (const billingMethod of ['METERED', 'CALCULATED', 'HASH']) {
    const input = { customerId: id, type: 'HOSTED', term: 'YEARS_1', billingMethod };
    expect(await us.refused('createContract', input)).toMatchObject({
      issues: [{ code: 'REQUIRED', path: ['input', 'rate'] }],
    });
    expect(await draftOf(us, id, { billingMethod, rate: '0.081' })).toMatchObject({ billingMethod, rate: '0.081' });
  }
});

test("product 30: the rate is prefilled from the organization's energy rate, not into another currency", async () => {
  const us = await host({ energyRate: '0.0725' });
  const { id } = await customerOf(us);
  expect(await draftOf(us, id)).toMatchObject({ rate: '0.072500' });
  const other = { customerId: id, type: 'HOSTED', term: 'YEARS_1', billingMethod: 'METERED', currency: 'EUR' };
  expect(await us.refused('createContract', other)).toMatchObject({
    issues: [{ code: 'REQUIRED', path: ['input', 'rate'] }],
  });
});

test('product 31: the power cap is optional, and may change once the contract is in force', async () => {
  const { us, customerId, minerIds } = await scene();
  expect(await draftOf(us, customerId)).toMatchObject({ powerCapKw: null });
  const { id } = await contractOf(us, customerId, minerIds, { powerCapKw: '100' });
  expect(await contract(us, id, 'powerCapKw capPolicy')).toEqual({ powerCapKw: '100.000000', capPolicy: 'ALERT_ONLY' });
  await us.do('updateContract', { contractId: id, powerCapKw: '80' }, '... on Contract { id }');
  expect(await contract(us, id, 'powerCapKw')).toEqual({ powerCapKw: '100.000000' });
  await at('2026-08-01T12:00:00Z', async () => {
    expect(await contract(await owner(us), id, 'powerCapKw')).toEqual({ powerCapKw: '80.000000' });
  });
});

test('product 32: going on to the equipment saves the draft', async () => {
  const { us, customerId } = await scene();
  const { id } = await draftOf(us, customerId, { notes: 'Half done' });
  expect(await contract(us, id, 'status notes')).toEqual({ status: 'DRAFT', notes: 'Half done' });
  const changed = await us.do('updateContract', { contractId: id, term: 'YEARS_2' }, contractFields);
  expect(changed).toMatchObject({ status: 'DRAFT', endsOn: '2028-06-01' });
});

test('product 33: miners are picked by site, model and status', async () => {
  const us = await host();
  const [here, there] = [await siteOf(us, { machines: 2 }), await siteOf(us, { machines: 1, name: 'Tulsa' })];
  await us.do(
    'updateMiner',
    { minerId: here.minerIds[0], maintenance: true, maintenanceReason: 'Fan' },
    '... on Miner { id }',
  );
  const found = async (filter: object) =>
    (
      await us.ask('query($filter: MinerFilter) { miners(filter: $filter) { nodes { id } } }', { filter })
    ).miners.nodes.map(({ id }: { id: string }) => id);
  expect(await found({ siteIds: [there.siteId], unassigned: true })).toEqual(there.minerIds);
  expect((await found({ modelIds: [here.modelId] })).sort()).toEqual([...here.minerIds].sort());
  expect(await found({ statuses: ['MAINTENANCE'] })).toEqual([here.minerIds[0]]);
  expect(await found({ siteIds: [here.siteId], search: 'Odessa 2' })).toEqual([here.minerIds[1]]);
});

test("product 34: assigned miners appear in the customer's portal, and no others", async () => {
  const { us, customerId, minerIds } = await scene({ machines: 3 });
  const portal = await us.person('CUSTOMER_OWNER', customerId);
  const seen = async () => (await portal.graphql('{ miners { nodes { id } } }')).data.miners.nodes;
  expect(await seen()).toEqual([]);
  await contractOf(us, customerId, minerIds.slice(0, 2));
  expect((await seen()).map(({ id }: { id: string }) => id).sort()).toEqual(minerIds.slice(0, 2).sort());
});

test('product 35: a complete setup leaves a draft with a temporary id', async () => {
  const { us, customerId, minerIds } = await scene();
  const { id } = await draftOf(us, customerId);
  await us.do('assignMiners', { contractId: id, minerIds }, '... on Contract { id }');
  expect(await contract(us, id, 'status number displayNumber')).toEqual({
    status: 'DRAFT',
    number: null,
    displayNumber: expect.stringMatching(/^DRAFT-[0-9A-F]{8}$/),
  });
});

test('product 36: activating gives the permanent number and the status Active', async () => {
  const { us, customerId, minerIds } = await scene();
  const [one, two] = [
    await contractOf(us, customerId, minerIds.slice(0, 1)),
    await contractOf(us, customerId, minerIds.slice(1)),
  ];
  expect([one, two]).toMatchObject([
    { number: 'HC-000001', displayNumber: 'HC-000001', status: 'ACTIVE' },
    { number: 'HC-000002', displayNumber: 'HC-000002', status: 'ACTIVE' },
  ]);
  expect(await us.refused('activateContract', { contractId: one.id })).toMatchObject({ code: 'WRONG_STATE' });
});

test('product 37: notice window and number of extensions are settings; a Lease has no auto-renew', async () => {
  const us = await host();
  const { id } = await customerOf(us);
  const defaults = await us.ask('{ organization { billingSettings { noticeDays maxExtensions } } }');
  expect(defaults.organization.billingSettings).toEqual({ noticeDays: 60, maxExtensions: 3 });
  await us.do('updateBillingSettings', { noticeDays: 30, maxExtensions: 5 }, '... on Organization { id }');
  const draft = await draftOf(us, id, lease);
  expect(draft).toMatchObject({ noticeDays: 30, autoRenew: false });
  expect(await contract(us, draft.id, 'lease { maxExtensions }')).toEqual({ lease: { maxExtensions: 5 } });
  const renewing = { customerId: id, term: 'YEARS_1', ...lease, autoRenew: true };
  expect(await us.refused('createContract', renewing)).toMatchObject({ issues: [{ path: ['input', 'autoRenew'] }] });
});

test('product 39: Infinity names a miner model, a quantity, a connector fee and a payout wallet', async () => {
  const { us, customerId, modelId } = await scene();
  const named = { modelId, quantity: 2, connectorFeePercent: '2.5', payoutWallet: 'bc1qexample' };
  const { id } = await draftOf(us, customerId, infinity(await pool(us), named));
  const fields =
    'infinity { model { ratedHashrateThs ratedEfficiencyJPerTh } quantity connectorFeePercent payoutWallet }';
  expect(await contract(us, id, fields)).toEqual({
    infinity: {
      model: { ratedHashrateThs: '200', ratedEfficiencyJPerTh: '17.5' },
      quantity: 2,
      connectorFeePercent: '2.5',
      payoutWallet: 'bc1qexample',
    },
  });
});

test('product 40: O&M bills for services rather than power', async () => {
  const { us, customerId } = await scene();
  const theirs = await us.do(
    'createSite',
    { name: 'Remote', timeZone: 'America/Chicago', customerId },
    '... on Site { id }',
  );
  const { id } = await draftOf(us, customerId, {
    type: 'OM',
    billingMethod: 'FIXED',
    operations: { monthlyFee: '900' },
  });
  await us.do('assignSites', { contractId: id, siteIds: [theirs.id] }, '... on Contract { id }');
  await us.do('activateContract', { contractId: id }, '... on Contract { id }');
  await us.do('generateInvoices', { period: '2026-06' }, '... on BillingRun { id }');
  await jobs();
  const { invoices } = await us.ask(
    '{ invoices { nodes { total { amount } energyKwh lines { component amount { amount } } } } }',
  );
  expect(invoices.nodes).toMatchObject([
    { total: { amount: '900.00' }, lines: [{ component: 'SERVICE', amount: { amount: '900.00' } }] },
  ]);
});
