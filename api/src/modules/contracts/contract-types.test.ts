import { describe, expect, test } from 'vitest';
import { activeContract, contractScene, draftContract, refusalOf } from '../../../test/builders/contracts.ts';
import { feed, meter, miner, site } from '../../../test/builders/fleet.ts';
import { customer, installation, viewerContext } from '../../../test/builders/organization.ts';
import { useDatabase } from '../../../test/database.ts';
import { newId } from '../../ids.ts';
import { Site } from '../sites/site.entity.ts';
import { Assignment, Contract, ContractEvent, InfinityTerms, Price } from './contract.entity.ts';
import type { CreateContractInput } from './contract.inputs.ts';
import { activateContract, assignMiners, assignSites, unassignSites, updateContract } from './index.ts';

const database = useDatabase();
const scene = (parts?: Parameters<typeof contractScene>[1]) => contractScene(database(), parts);
type Scene = Awaited<ReturnType<typeof scene>>;

async function pool({ owner, organizationId }: Scene, sellable: string | null): Promise<string> {
  const siteId = await site(owner, organizationId, { timeZone: 'America/New_York' });
  await owner.query('update site set sellable_hashrate_ths = $2 where id = $1', [siteId, sellable]);
  return siteId;
}

const infinity = (siteId: string, parts: object = {}): Partial<CreateContractInput> => ({
  type: 'INFINITY',
  billingMethod: undefined,
  rate: undefined,
  timeZone: undefined,
  infinity: { siteId, hashrateThs: '500', ratePerThsDay: '0.052', ...parts },
});
const lease = (parts: Partial<CreateContractInput> = {}): Partial<CreateContractInput> => ({
  type: 'LEASE',
  billingMethod: 'FIXED',
  rate: undefined,
  lease: { monthlyFeePerUnit: '250' },
  ...parts,
});
const operations = (parts: Partial<CreateContractInput> = {}): Partial<CreateContractInput> => ({
  type: 'OM',
  operations: { monthlyFeePerSite: '1000', monthlyFee: '50' },
  ...parts,
});

const pricesOf = async ({ context }: Scene, contractId: string) =>
  (await context().em.find(Price, { contractId }, { orderBy: { component: 'asc' } })).map(
    ({ component, unit, rate }) => `${component} ${unit} ${Number(rate)}`,
  );

describe('a draft of each type', () => {
  test.each([
    { name: 'a Lease has its fee and the organization’s extensions', parts: lease(), prices: ['LEASE UNIT_MONTH 250'] },
    {
      name: 'a Lease may bill energy too',
      parts: lease({ billingMethod: 'METERED', rate: '0.07' }),
      prices: ['ENERGY KWH 0.07', 'LEASE UNIT_MONTH 250'],
    },
    {
      name: 'O&M bills energy, each site and the month',
      parts: operations(),
      prices: ['ENERGY KWH 0.0725', 'HOSTING UNIT_MONTH 1000', 'SERVICE MONTH 50'],
    },
    {
      name: 'Hosted by hashrate bills energy',
      parts: { billingMethod: 'HASH' } as Partial<CreateContractInput>,
      prices: ['ENERGY KWH 0.0725'],
    },
  ])('$name', async ({ parts, prices }) => {
    const set = await scene();
    const contract = await draftContract(set.context(), set.customerId, parts);
    expect(await pricesOf(set, contract.id)).toEqual(prices);
    expect(contract.maxExtensions).toBe(parts.type === 'LEASE' ? 3 : null);
  });

  test('Infinity is FIXED, sells hashrate by the day and takes the zone of its site', async () => {
    const set = await scene();
    const siteId = await pool(set, '1000');
    const contract = await draftContract(set.context(), set.customerId, infinity(siteId, { guaranteedPercent: '95' }));
    expect(contract).toMatchObject({ billingMethod: 'FIXED', timeZone: 'America/New_York' });
    expect(await pricesOf(set, contract.id)).toEqual(['HASHRATE THS_DAY 0.052']);
    const terms = await set.context().em.findOneOrFail(InfinityTerms, { id: contract.id });
    expect(terms).toMatchObject({ site: { id: siteId }, hashrateThs: '500.000000', guaranteedPercent: '95.000000' });
  });

  test('an update keeps what it leaves out, of the part too', async () => {
    const set = await scene();
    const [here, there] = [await pool(set, '1000'), await pool(set, '1000')];
    const sold = await draftContract(set.context(), set.customerId, infinity(here, { guaranteedPercent: '95' }));
    await updateContract(set.context(), {
      contractId: sold.id,
      infinity: { siteId: there, hashrateThs: '600', ratePerThsDay: '0.05' },
    });
    const terms = await set.context().em.findOneOrFail(InfinityTerms, { id: sold.id });
    expect(terms).toMatchObject({ site: { id: there }, hashrateThs: '600.000000', guaranteedPercent: '95.000000' });
    expect(await pricesOf(set, sold.id)).toEqual(['HASHRATE THS_DAY 0.05']);
    const leased = await draftContract(set.context(), set.customerId, lease());
    await updateContract(set.context(), { contractId: leased.id, lease: { monthlyFeePerUnit: '300' } });
    await updateContract(set.context(), { contractId: leased.id, noticeDays: 30 });
    expect(await pricesOf(set, leased.id)).toEqual(['LEASE UNIT_MONTH 300']);
    const operated = await draftContract(set.context(), set.customerId, operations());
    await updateContract(set.context(), { contractId: operated.id, operations: { monthlyFee: null } });
    expect(await pricesOf(set, operated.id)).toEqual(['ENERGY KWH 0.0725', 'HOSTING UNIT_MONTH 1000']);
  });

  test.each([
    { name: 'a Lease without its part', parts: lease({ lease: null }), issue: ['REQUIRED', 'lease'] },
    { name: 'a Lease that renews', parts: lease({ autoRenew: true }), issue: ['NOT_FOR_TYPE', 'autoRenew'] },
    {
      name: 'a Lease of too many extensions',
      parts: lease({ lease: { monthlyFeePerUnit: '1', maxExtensions: 101 } }),
      issue: ['OUT_OF_RANGE', 'lease', 'maxExtensions'],
    },
    { name: "a Lease with Hosted's part", parts: lease({ hosted: {} }), issue: ['NOT_FOR_TYPE', 'hosted'] },
    {
      name: 'O&M by rated power',
      parts: operations({ billingMethod: 'CALCULATED' }),
      issue: ['NOT_FOR_TYPE', 'billingMethod'],
    },
    {
      name: 'O&M that is FIXED without a fee',
      parts: operations({ billingMethod: 'FIXED', rate: undefined, operations: null }),
      issue: ['REQUIRED', 'operations'],
    },
  ])('refuses $name', async ({ parts, issue: [code, ...path] }) => {
    const set = await scene();
    const { issues } = await refusalOf(draftContract(set.context(), set.customerId, parts));
    expect(issues).toMatchObject([{ code, path: ['input', ...path] }]);
  });

  test.each([
    { name: 'energy', parts: { rate: '0.07' }, issue: ['NOT_FOR_METHOD', 'rate'] },
    { name: 'a method', parts: { billingMethod: 'METERED' }, issue: ['NOT_FOR_TYPE', 'billingMethod'] },
    { name: 'a power cap', parts: { powerCapKw: '10' }, issue: ['NOT_FOR_METHOD', 'powerCapKw'] },
    { name: 'no hashrate', sells: { hashrateThs: '0' }, issue: ['OUT_OF_RANGE', 'infinity', 'hashrateThs'] },
    {
      name: 'more than all guaranteed',
      sells: { guaranteedPercent: '100.5' },
      issue: ['OUT_OF_RANGE', 'infinity', 'guaranteedPercent'],
    },
    {
      name: 'a wallet of two lines',
      sells: { payoutWallet: 'a\nb' },
      issue: ['UNSAFE_TEXT', 'infinity', 'payoutWallet'],
    },
  ])('refuses Infinity with $name', async ({ parts, sells, issue: [code, ...path] }) => {
    const set = await scene();
    const wishes = { ...infinity(await pool(set, '1000'), sells), ...(parts as Partial<CreateContractInput>) };
    const { issues } = await refusalOf(draftContract(set.context(), set.customerId, wishes));
    expect(issues).toMatchObject([{ code, path: ['input', ...path] }]);
  });

  test('takes no site of a customer or of another organization, and supersedes no contract of another customer', async () => {
    const [set, other] = [await scene(), await scene()];
    const theirs = await site(set.owner, set.organizationId, { customerId: set.customerId });
    for (const siteId of [theirs, await pool(other, '1000'), newId(), 'x'])
      expect(await refusalOf(draftContract(set.context(), set.customerId, infinity(siteId)))).toMatchObject({
        code: 'NOT_FOUND',
        path: ['input', 'infinity', 'siteId'],
      });
    const { id } = await draftContract(set.context(), await customer(set.owner, set.organizationId));
    const follows = draftContract(set.context(), set.customerId, { supersedesId: id });
    expect(await refusalOf(follows)).toMatchObject({ code: 'NOT_FOUND', path: ['input', 'supersedesId'] });
  });
});

describe('equipment', () => {
  test("leased machines are the operator's and stay so", async () => {
    const set = await scene();
    const hosted = await activeContract(set.context(), set.customerId, [set.minerIds[0] as string]);
    expect(hosted.status).toBe('ACTIVE');
    const { id } = await draftContract(set.context(), set.customerId, lease());
    const theirs = await miner(set.owner, set.organizationId, {
      siteId: await site(set.owner, set.organizationId),
      ownerId: set.customerId,
    });
    expect(await refusalOf(assignMiners(set.context(), { contractId: id, minerIds: [theirs.id] }))).toMatchObject({
      code: 'OWNED_BY_OTHER',
    });
    await assignMiners(set.context(), { contractId: id, minerIds: [set.minerIds[1] as string] });
    expect(await activateContract(set.context(), { contractId: id })).toMatchObject({ status: 'ACTIVE' });
    const { rows } = await set.owner.query('select owner_id from miner where id = $1', [set.minerIds[1]]);
    expect(rows).toEqual([{ owner_id: null }]);
  });

  test("O&M takes the customer's sites and activates with one that is metered", async () => {
    const set = await scene();
    const theirs = await site(set.owner, set.organizationId, { customerId: set.customerId });
    const operators = await site(set.owner, set.organizationId);
    const { id } = await draftContract(set.context(), set.customerId, operations());
    expect(await refusalOf(activateContract(set.context(), { contractId: id }))).toMatchObject({
      code: 'NO_EQUIPMENT',
    });
    expect(await refusalOf(assignSites(set.context(), { contractId: id, siteIds: [theirs, operators] }))).toMatchObject(
      { code: 'OWNED_BY_OTHER', issues: [{ path: ['input', 'siteIds', '1'] }] },
    );
    await assignSites(set.context(), { contractId: id, siteIds: [theirs] });
    expect(await refusalOf(activateContract(set.context(), { contractId: id }))).toMatchObject({ code: 'NO_REGISTER' });
    const main = await meter(set.owner, set.organizationId, { siteId: theirs, main: true });
    await feed(set.owner, set.organizationId, { meterId: main.id, siteId: theirs });
    expect(await activateContract(set.context(), { contractId: id })).toMatchObject({ status: 'ACTIVE' });
    const again = await draftContract(set.context(), set.customerId, operations());
    expect(await refusalOf(assignSites(set.context(), { contractId: again.id, siteIds: [theirs] }))).toMatchObject({
      code: 'ALREADY_ASSIGNED',
    });
    const at = new Date('2026-08-01T05:00:00Z');
    const off = (siteIds: string[]) => unassignSites(set.context(), { contractId: id, siteIds, at });
    expect(await refusalOf(off([theirs, operators]))).toMatchObject({
      code: 'NOT_ASSIGNED',
      issues: [{ path: ['input', 'siteIds', '1'] }],
    });
    await off([theirs]);
    const ranges = await set.context().em.find(Assignment, { contract: id });
    expect(ranges.map(({ toAt }) => toAt)).toEqual([at]);
    await assignSites(set.context(), { contractId: again.id, siteIds: [theirs], from: at });
  });

  test('goes under its own type alone', async () => {
    const set = await scene();
    const theirs = await site(set.owner, set.organizationId, { customerId: set.customerId });
    const hosted = await draftContract(set.context(), set.customerId);
    const operated = await draftContract(set.context(), set.customerId, operations());
    const sold = await draftContract(set.context(), set.customerId, infinity(await pool(set, '1000')));
    for (const { id } of [operated, sold])
      expect(await refusalOf(assignMiners(set.context(), { contractId: id, minerIds: set.minerIds }))).toMatchObject({
        code: 'WRONG_TYPE',
      });
    for (const { id } of [hosted, sold])
      expect(await refusalOf(assignSites(set.context(), { contractId: id, siteIds: [theirs] }))).toMatchObject({
        code: 'WRONG_TYPE',
      });
    expect(await set.context().em.count(Assignment, {})).toBe(0);
    const sneak = set.context().em.execute(
      `insert into assignment (id, organization_id, contract_id, customer_id, site_id, from_at)
       select gen_random_uuid(), organization_id, id, customer_id, ?::uuid, '2026-06-01' from contract where id = ?`,
      [theirs, hosted.id],
    );
    await expect(sneak).rejects.toThrow(/no contract of type HOSTED/);
  });
});

describe('sellable hashrate', () => {
  test('is checked at activation: what is over it is refused unless overridden, and then noted', async () => {
    const set = await scene();
    const siteId = await pool(set, '1000');
    const sell = async (ths: string) =>
      (await draftContract(set.context(), set.customerId, infinity(siteId, { hashrateThs: ths }))).id;
    await activateContract(set.context(), { contractId: await sell('600') });
    const second = await sell('400.000001');
    const refused = await refusalOf(activateContract(set.context(), { contractId: second }));
    expect(refused).toMatchObject({
      code: 'CAPACITY_EXCEEDED',
      message: 'The site would have sold 1000.000001 TH/s of 1000.',
    });
    await activateContract(set.context(), { contractId: await sell('400') });
    await activateContract(set.context(), { contractId: second, overrideCapacity: true });
    const [event] = await set.context().em.find(ContractEvent, { contractId: second, kind: 'ACTIVATED' });
    expect(event?.note).toBe('The site would have sold 1400.000001 TH/s of 1000.');
  });

  test('that a site does not name is none', async () => {
    const set = await scene();
    const { id } = await draftContract(set.context(), set.customerId, infinity(await pool(set, null)));
    expect(await refusalOf(activateContract(set.context(), { contractId: id }))).toMatchObject({
      code: 'CAPACITY_EXCEEDED',
    });
  });

  test('is not oversold by eight activations at once', async () => {
    const set = await scene();
    const siteId = await pool(set, '1000');
    const drafts: Contract[] = [];
    for (let count = 0; count < 8; count++)
      drafts.push(
        await draftContract(
          set.context(),
          await customer(set.owner, set.organizationId),
          infinity(siteId, { hashrateThs: '300' }),
        ),
      );
    const answers = await Promise.allSettled(
      drafts.map(({ id }) => activateContract(set.context(), { contractId: id })),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    expect(await set.context().em.count(Contract, { status: 'ACTIVE' })).toBe(3);
  });

  test('its buyer sees where it comes from, and nobody else does', async () => {
    const set = await scene();
    const siteId = await pool(set, '1000');
    const { id } = await draftContract(set.context(), set.customerId, infinity(siteId));
    const as = (customerId: string) =>
      viewerContext(installation(database()), set.organizationId, 'CUSTOMER_OWNER', customerId).em;
    expect(await as(set.customerId).count(Site, { id: siteId })).toBe(0);
    await activateContract(set.context(), { contractId: id });
    expect(await as(set.customerId).count(Site, { id: siteId })).toBe(1);
    expect(await as(await customer(set.owner, set.organizationId)).count(Site, { id: siteId })).toBe(0);
    await expect(set.context().em.execute('update infinity_terms set hashrate_ths = 1')).rejects.toThrow(
      /keeps the hashrate/,
    );
  });
});
