import { describe, expect, test } from 'vitest';
import {
  activeContract,
  contractScene,
  draftContract,
  meteredMiners,
  refusalOf,
} from '../../../test/builders/contracts.ts';
import { feed, miner, site } from '../../../test/builders/fleet.ts';
import { installation, viewerContext } from '../../../test/builders/organization.ts';
import { useDatabase } from '../../../test/database.ts';
import { Contract, Term } from './contract.entity.ts';
import { activateContract, assignMiners, unassignMiners, updateContract } from './index.ts';

const database = useDatabase();
const scene = (parts?: Parameters<typeof contractScene>[1]) => contractScene(database(), parts);

describe('activation', () => {
  test('gives the permanent number, without gaps in the organization, whatever is refused in between', async () => {
    const { context, customerId, minerIds } = await scene();
    const [first, second] = minerIds as [string, string];
    expect(await activeContract(context(), customerId, [first])).toMatchObject({
      number: 'HC-000001',
      status: 'ACTIVE',
    });
    const empty = await draftContract(context(), customerId);
    expect(await refusalOf(activateContract(context(), { contractId: empty.id }))).toMatchObject({
      code: 'NO_EQUIPMENT',
    });
    expect(await activeContract(context(), customerId, [second])).toMatchObject({ number: 'HC-000002' });
  });

  test('of one draft by eight sessions at once takes one number', async () => {
    const { context, customerId, minerIds } = await scene();
    const { id } = await draftContract(context(), customerId);
    await assignMiners(context(), { contractId: id, minerIds });
    const answers = await Promise.allSettled(
      Array.from({ length: 8 }, () => activateContract(context(), { contractId: id })),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await context().em.execute("select next_no::int from number_series where series = 'contract'")).toEqual([
      { next_no: 2 },
    ]);
  });

  test('is refused for metered energy without a register, machine by machine', async () => {
    const { context, customerId, organizationId, owner, minerIds } = await scene();
    const bare = await miner(owner, organizationId, { siteId: await site(owner, organizationId) });
    const { id } = await draftContract(context(), customerId);
    await assignMiners(context(), { contractId: id, minerIds: [...minerIds, bare.id] });
    expect(await refusalOf(activateContract(context(), { contractId: id }))).toMatchObject({
      code: 'NO_REGISTER',
      issues: [{ code: 'NO_REGISTER' }],
    });
    const { outlet } = (await meteredMiners(owner, organizationId, 1))[0] as { outlet: { id: string } };
    await owner.query('delete from feed where outlet_id = $1', [outlet.id]);
    await feed(owner, organizationId, { outletId: outlet.id, minerId: bare.id });
    expect(await activateContract(context(), { contractId: id })).toMatchObject({ status: 'ACTIVE' });
  });

  test('is refused once its end has passed, unless it renews: then it has the terms begun since', async () => {
    const { context, customerId, minerIds } = await scene();
    const past = { startsOn: '2026-03-31', term: 'MONTH_TO_MONTH' } as const;
    const [first, second] = minerIds as [string, string];
    expect(
      await refusalOf(activeContract(context(), customerId, [first], { ...past, autoRenew: false })),
    ).toMatchObject({
      code: 'ENDED',
    });
    const renewing = await activeContract(context(), customerId, [second], past);
    expect(renewing.endsOn).toBe('2026-07-31');
    expect(await context().em.find(Term, { contractId: renewing.id }, { orderBy: { number: 'asc' } })).toMatchObject([
      { origin: 'INITIAL', endsOn: '2026-04-30' },
      { origin: 'RENEWAL', endsOn: '2026-05-31' },
      { origin: 'RENEWAL', endsOn: '2026-06-30' },
      { origin: 'RENEWAL', endsOn: '2026-07-31' },
    ]);
  });

  test('opens the contract and its machines to the customer, not before; the end of an assignment keeps what was', async () => {
    const { context, customerId, organizationId, minerIds } = await scene();
    const theirs = () => viewerContext(installation(database()), organizationId, 'CUSTOMER_OWNER', customerId).em;
    const { id } = await draftContract(context(), customerId, { notes: 'internal' });
    await assignMiners(context(), { contractId: id, minerIds });
    expect(await theirs().count(Contract, {})).toBe(0);
    expect(await theirs().execute('select 1 from reach')).toEqual([]);
    await activateContract(context(), { contractId: id });
    expect(await theirs().count(Contract, {})).toBe(1);
    expect(await theirs().execute('select 1 from contract_file')).toEqual([]);
    await unassignMiners(context(), { contractId: id, minerIds, at: new Date('2026-06-15T00:00:00Z') });
    expect(await theirs().execute('select distinct during::text from reach')).toEqual([
      { during: '["2026-06-01 05:00:00+00","2026-06-15 00:00:00+00")' },
    ]);
  });

  test('fixes the terms: later only renewal and notes change', async () => {
    const { context, customerId, minerIds } = await scene();
    const { id } = await activeContract(context(), customerId, minerIds);
    expect(await refusalOf(updateContract(context(), { contractId: id, rate: '0.05' }))).toMatchObject({
      code: 'WRONG_STATE',
    });
    expect(await updateContract(context(), { contractId: id, autoRenew: true, notes: 'call first' })).toMatchObject({
      autoRenew: true,
    });
  });
});

describe('the database holds when the code is wrong', () => {
  test.each([
    {
      name: 'a machine under two contracts at once',
      sql: `insert into assignment (id, organization_id, contract_id, customer_id, miner_id, from_at)
        select gen_random_uuid(), organization_id, contract_id, customer_id, miner_id, from_at + interval '1 day' from assignment limit 1`,
      says: /assignment_one_contract/,
    },
    {
      name: 'two prices for one day',
      sql: `insert into contract_price (id, organization_id, contract_id, component, unit, rate, starts_on)
        select gen_random_uuid(), organization_id, contract_id, component, unit, 1, '2026-06-15' from contract_price limit 1`,
      says: /exclusion constraint/,
    },
    {
      name: 'another price in place of the agreed one',
      sql: 'update contract_price set rate = 0.01',
      says: /agreed price stays/,
    },
    { name: 'an agreed price taken away', sql: 'delete from contract_price', says: /agreed price stays/ },
    { name: 'another currency', sql: "update contract set currency = 'EUR'", says: /keeps what was agreed/ },
    { name: 'another number', sql: "update contract set number = 'HC-000009'", says: /keeps what was agreed/ },
    {
      name: 'a contract without its number',
      sql: 'update contract set number = null, activated_at = null, snapshot = null',
      says: /keeps what was agreed/,
    },
    { name: 'a deleted contract', sql: 'delete from contract', says: /never deleted/ },
    { name: 'a rewritten timeline', sql: "update contract_event set actor = 'nobody'", says: /permission denied/ },
    { name: 'a shortened timeline', sql: 'delete from contract_event', says: /permission denied/ },
  ])('refuses $name', async ({ sql, says }) => {
    const { context, customerId, minerIds } = await scene();
    await activeContract(context(), customerId, minerIds);
    await expect(context().em.execute(sql)).rejects.toThrow(says);
  });

  test("another organization's machine under a contract is refused by the foreign keys", async () => {
    const { context, customerId, minerIds } = await scene();
    const other = await scene();
    const { id } = await activeContract(context(), customerId, minerIds);
    const steal = context().em.execute(
      `insert into assignment (id, organization_id, contract_id, customer_id, miner_id, from_at)
       select gen_random_uuid(), organization_id, id, customer_id, ?::uuid, '2026-06-01' from contract where id = ?`,
      [other.minerIds[0], id],
    );
    await expect(steal).rejects.toThrow(/foreign key/);
  });
});
