import { expect, test } from 'vitest';
import { activeContract, contractScene, draftContract, steadyHashrate } from '../../../test/builders/contracts.ts';
import { miner, site } from '../../../test/builders/fleet.ts';
import { installation, member, password } from '../../../test/builders/organization.ts';
import { useServer } from '../../../test/client.ts';
import { useDatabase } from '../../../test/database.ts';
import { activateContract, assignSites, extendContract, terminateContract, updateContract } from './index.ts';

const database = useDatabase();
const clock = { now: new Date('2026-07-01T12:00:00Z') };
const server = useServer(() => installation(database(), clock));

async function scene(parts: { miners?: number } = {}) {
  const set = await contractScene(database(), parts);
  const as = async (role: 'OWNER' | 'CUSTOMER_OWNER') => {
    const of = role === 'OWNER' ? null : set.customerId;
    const person = await member(set.owner, set.organizationId, role, of);
    return server().client().signIn(person.email, password);
  };
  const ask = async (role: 'OWNER' | 'CUSTOMER_OWNER', id: string, fields: string) =>
    (await (await as(role)).graphql(`query($id: ID!) { contract(id: $id) { ${fields} } }`, { id })).data.contract;
  return { ...set, ask };
}

test('a Lease tells how often it was extended, and no other type has such details', async () => {
  const { context, customerId, minerIds, ask } = await scene();
  const [first, second] = minerIds as [string, string];
  const leased = {
    type: 'LEASE',
    billingMethod: 'FIXED',
    rate: undefined,
    lease: { monthlyFeePerUnit: '250' },
  } as const;
  const { id } = await activeContract(context(), customerId, [first], leased);
  await extendContract(context(), { contractId: id, term: 'MONTHS_3' });
  const details = 'lease { maxExtensions extensionsUsed } infinity { hashrateThs }';
  expect(await ask('CUSTOMER_OWNER', id, details)).toEqual({
    lease: { maxExtensions: 3, extensionsUsed: 1 },
    infinity: null,
  });
  const hosted = await activeContract(context(), customerId, [second]);
  expect(await ask('OWNER', hosted.id, details)).toEqual({ lease: null, infinity: null });
});

test('Infinity tells what is sold and delivered, to its customer how little the site has left to nobody', async () => {
  const { context, customerId, organizationId, owner, ask } = await scene({ miners: 0 });
  const siteId = await site(owner, organizationId, { name: 'West' });
  const { no } = await miner(owner, organizationId, { siteId });
  const { id } = await draftContract(context(), customerId, {
    type: 'INFINITY',
    billingMethod: undefined,
    rate: undefined,
    infinity: {
      siteId,
      hashrateThs: '500',
      ratePerThsDay: '0.052',
      guaranteedPercent: '95',
      connectorFeePercent: '1.5',
      payoutWallet: 'bc1qexample',
    },
  });
  await activateContract(context(), { contractId: id, overrideCapacity: true });
  await steadyHashrate(owner, organizationId, no, {
    from: '2026-07-01T05:00:00Z',
    to: '2026-07-01T12:00:00Z',
    ths: 480,
  });
  const fields = `infinity { site { name } hashrateThs guaranteedPercent deliveredPercent connectorFeePercent payoutWallet quantity model { name } }
    timeline { kind note }`;
  const theirs = await ask('CUSTOMER_OWNER', id, fields);
  expect(theirs.infinity).toEqual({
    site: { name: 'West' },
    hashrateThs: '500',
    guaranteedPercent: '95',
    deliveredPercent: '96.00',
    connectorFeePercent: '1.5',
    payoutWallet: 'bc1qexample',
    quantity: null,
    model: null,
  });
  expect(theirs.timeline.at(-1)).toEqual({ kind: 'ACTIVATED', note: null });
  expect((await ask('OWNER', id, fields)).timeline.at(-1)).toEqual({
    kind: 'ACTIVATED',
    note: 'The site would have sold 500 TH/s of 0.',
  });
});

test('O&M lists its sites', async () => {
  const { context, customerId, organizationId, owner, ask } = await scene({ miners: 0 });
  const siteId = await site(owner, organizationId, { name: 'Ada’s shed', customerId });
  const { id } = await draftContract(context(), customerId, {
    type: 'OM',
    billingMethod: 'FIXED',
    rate: undefined,
    operations: { monthlyFeePerSite: '1000' },
  });
  await assignSites(context(), { contractId: id, siteIds: [siteId] });
  await activateContract(context(), { contractId: id });
  expect(await ask('CUSTOMER_OWNER', id, 'assignments { nodes { site { name } miner { id } } }')).toEqual({
    assignments: { nodes: [{ site: { name: 'Ada’s shed' }, miner: null }] },
  });
});

test('what has ended neither renews nor waits for notice', async () => {
  const { context, customerId, minerIds, ask } = await scene();
  const { id } = await activeContract(context(), customerId, minerIds, { autoRenew: true });
  const fields = 'status renews noticeBy';
  expect(await ask('OWNER', id, fields)).toEqual({ status: 'ACTIVE', renews: true, noticeBy: '2027-04-02' });
  await terminateContract(context(), { contractId: id, endsOn: '2026-08-01', reason: 'breach' });
  expect(await ask('OWNER', id, fields)).toEqual({ status: 'TERMINATED', renews: false, noticeBy: null });
});

test('the power cap is the one of today', async () => {
  const { context, customerId, minerIds, ask } = await scene();
  const { id } = await activeContract(context(), customerId, minerIds, { powerCapKw: '100', capPolicy: 'CLIP' });
  await updateContract(context(), { contractId: id, powerCapKw: null });
  const fields = 'powerCapKw capPolicy overageRate';
  expect(await ask('OWNER', id, fields)).toEqual({ powerCapKw: '100.000000', capPolicy: 'CLIP', overageRate: null });
  await database().owner.query("update contract_power_cap set starts_on = '2026-07-01' where contract_id = $1", [id]);
  expect(await ask('OWNER', id, fields)).toEqual({ powerCapKw: null, capPolicy: null, overageRate: null });
});
