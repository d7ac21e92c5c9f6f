import { describe, expect, test } from 'vitest';
import { activeContract, contractScene, draftContract, refusalOf } from '../../../test/builders/contracts.ts';
import { miner, site } from '../../../test/builders/fleet.ts';
import { customer, installation, viewerContext } from '../../../test/builders/organization.ts';
import { useDatabase } from '../../../test/database.ts';
import { newId } from '../../ids.ts';
import { Assignment, Contract, ContractEvent, Price, Term } from './contract.entity.ts';
import { assignMiners, createContract, unassignMiners, updateContract } from './index.ts';

const database = useDatabase();

const scene = (parts?: Parameters<typeof contractScene>[1]) => contractScene(database(), parts);

describe('a draft', () => {
  test('takes the zone of the site, the currency and the rate of the organization, and computes its end', async () => {
    const { context, customerId } = await scene();
    const contract = await createContract(context(), {
      customerId,
      type: 'HOSTED',
      term: 'YEARS_1',
      billingMethod: 'METERED',
    });
    expect(contract).toMatchObject({
      status: 'DRAFT',
      number: null,
      draftNumber: expect.stringMatching(/^DRAFT-[0-9A-F]{8}$/),
      startsOn: '2026-07-01',
      endsOn: '2027-07-01',
      autoRenew: false,
      noticeDays: 60,
      timeZone: 'America/Chicago',
      currency: 'USD',
    });
    const { em } = context();
    expect(await em.find(Price, { contractId: contract.id })).toMatchObject([
      { component: 'ENERGY', unit: 'KWH', rate: '0.072500' },
    ]);
    expect(await em.find(Term, { contractId: contract.id })).toMatchObject([
      { number: 1, origin: 'INITIAL', endsOn: '2027-07-01' },
    ]);
    expect(await em.find(ContractEvent, { contractId: contract.id })).toMatchObject([
      { kind: 'CREATED', actor: 'Pat Person' },
    ]);
  });

  test.each([
    {
      name: 'another currency without a rate',
      input: { currency: 'EUR', rate: undefined },
      issue: ['REQUIRED', 'rate'],
    },
    {
      name: 'an end before the start',
      input: { overrideEndsOn: '2026-06-01' },
      issue: ['END_BEFORE_START', 'overrideEndsOn'],
    },
    { name: 'a CUSTOM term without an end', input: { term: 'CUSTOM' }, issue: ['REQUIRED', 'overrideEndsOn'] },
    { name: 'an unknown currency', input: { currency: 'XXQ' }, issue: ['UNKNOWN_CURRENCY', 'currency'] },
    { name: 'an unknown zone', input: { timeZone: 'Mars/Olympus' }, issue: ['UNKNOWN_TIME_ZONE', 'timeZone'] },
    { name: 'an unknown tax', input: { taxCode: 'NOPE' }, issue: ['UNKNOWN_TAX_CODE', 'taxCode'] },
    { name: 'a negative rate', input: { rate: '-0.07' }, issue: ['NEGATIVE', 'rate'] },
    { name: 'a rate of seven decimals', input: { rate: '0.0725001' }, issue: ['TOO_PRECISE', 'rate'] },
    {
      name: 'a rate with FIXED',
      input: { billingMethod: 'FIXED', hosted: { monthlyFee: '10' } },
      issue: ['NOT_FOR_METHOD', 'rate'],
    },
    { name: 'FIXED without a fee', input: { billingMethod: 'FIXED', rate: undefined }, issue: ['REQUIRED', 'hosted'] },
    {
      name: 'OVERAGE without its rate',
      input: { powerCapKw: '100', capPolicy: 'OVERAGE' },
      issue: ['REQUIRED', 'overageRate'],
    },
    {
      name: 'an overage rate without OVERAGE',
      input: { powerCapKw: '100', overageRate: '0.12' },
      issue: ['NOT_FOR_METHOD', 'overageRate'],
    },
    {
      name: 'a power cap without metering',
      input: { billingMethod: 'CALCULATED', powerCapKw: '100' },
      issue: ['NOT_FOR_METHOD', 'powerCapKw'],
    },
    { name: "another type's part", input: { operations: { monthlyFee: '5' } }, issue: ['NOT_FOR_TYPE', 'operations'] },
    { name: 'no method', input: { billingMethod: undefined }, issue: ['REQUIRED', 'billingMethod'] },
  ] as const)('refuses $name and writes nothing', async ({ input, issue: [code, field] }) => {
    const { context, customerId } = await scene();
    const { issues } = await refusalOf(draftContract(context(), customerId, input as object));
    expect(issues).toMatchObject([{ code, path: ['input', field] }]);
    expect(await context().em.count(Contract, {})).toBe(0);
  });

  test('is refused for a customer that is not active, and for one of another organization as if there were none', async () => {
    const { context, customerId, owner } = await scene();
    const other = await scene();
    await owner.query('update customer set active = false where id = $1', [customerId]);
    expect(await refusalOf(draftContract(context(), customerId))).toMatchObject({ code: 'CUSTOMER_INACTIVE' });
    const foreign = await refusalOf(draftContract(context(), other.customerId));
    expect(foreign).toEqual(await refusalOf(draftContract(context(), newId())));
    expect(foreign).toMatchObject({ code: 'NOT_FOUND', path: ['input', 'customerId'] });
  });

  test('can change in everything, and another method drops the old price', async () => {
    const { context, customerId } = await scene();
    const { id } = await draftContract(context(), customerId, { powerCapKw: '100' });
    await updateContract(context(), {
      contractId: id,
      billingMethod: 'FIXED',
      hosted: { monthlyFeePerUnit: '185' },
      startsOn: '2026-05-31',
      term: 'MONTH_TO_MONTH',
    });
    const { em } = context();
    expect(await em.findOne(Contract, { id })).toMatchObject({
      billingMethod: 'FIXED',
      powerCapKw: null,
      startsOn: '2026-05-31',
      endsOn: '2026-06-30',
      autoRenew: true,
    });
    expect(await em.find(Price, { contractId: id })).toMatchObject([
      { component: 'HOSTING', unit: 'UNIT_MONTH', rate: '185.000000' },
    ]);
  });

  test.each([
    { name: 'another cap keeps what it did', input: { powerCapKw: '80' }, cap: ['80.000000', 'OVERAGE', '0.120000'] },
    { name: 'no cap has no policy and no rate', input: { powerCapKw: null }, cap: [null, null, null] },
    { name: 'another policy drops the rate', input: { capPolicy: 'CLIP' }, cap: ['100.000000', 'CLIP', null] },
  ] as const)('updated, $name', async ({ input, cap }) => {
    const { context, customerId } = await scene();
    const capped = { powerCapKw: '100', capPolicy: 'OVERAGE', overageRate: '0.12' } as const;
    const { id } = await draftContract(context(), customerId, capped);
    await updateContract(context(), { contractId: id, ...input });
    const { powerCapKw, capPolicy, overageRate } = await context().em.findOneOrFail(Contract, { id });
    expect([powerCapKw, capPolicy, overageRate]).toEqual(cap);
  });

  test('takes its tax from the customer unless told otherwise, and an update of something else leaves it', async () => {
    const { context, customerId, organizationId, owner } = await scene();
    await owner.query(
      "insert into tax_rate (id, organization_id, code, name, percent) values ($1, $2, 'TX', 'Sales tax', 8.25)",
      [newId(), organizationId],
    );
    await owner.query("update customer set tax_code = 'TX' where id = $1", [customerId]);
    const { id, taxCode } = await draftContract(context(), customerId, { hosted: { monthlyFee: '50' } });
    expect(taxCode).toBe('TX');
    await updateContract(context(), { contractId: id, taxCode: null, hosted: { monthlyFeePerUnit: '5' } });
    await updateContract(context(), { contractId: id, noticeDays: 30 });
    expect(await context().em.findOne(Contract, { id })).toMatchObject({ taxCode: null, noticeDays: 30 });
    const prices = await context().em.find(Price, { contractId: id }, { orderBy: { component: 'asc' } });
    expect(prices.map(({ component, rate, taxCode: tax }) => [component, rate, tax])).toEqual([
      ['ENERGY', '0.072500', null],
      ['HOSTING', '5.000000', null],
      ['SERVICE', '50.000000', null],
    ]);
  });

  test('asked for twice with one key is made once', async () => {
    const { customerId, organizationId } = await scene();
    const userId = newId();
    const same = () => viewerContext(installation(database()), organizationId, 'OWNER', null, userId);
    const first = await draftContract(same(), customerId, { idempotencyKey: 'k' });
    expect((await draftContract(same(), customerId, { idempotencyKey: 'k' })).id).toBe(first.id);
    expect(await refusalOf(draftContract(same(), customerId, { idempotencyKey: 'k', rate: '0.08' }))).toMatchObject({
      code: 'IDEMPOTENCY_MISMATCH',
    });
    expect(await same().em.count(Contract, {})).toBe(1);
  });
});

describe('assigning miners', () => {
  test("reaches back to a draft's start, copies the nameplate and makes the customer the owner", async () => {
    const { context, customerId, minerIds } = await scene();
    const { id } = await draftContract(context(), customerId);
    await assignMiners(context(), { contractId: id, minerIds });
    const { em } = context();
    expect(await em.find(Assignment, { contract: id }, { orderBy: { id: 'asc' } })).toMatchObject(
      minerIds.map(() => ({ fromAt: new Date('2026-06-01T05:00:00Z'), toAt: null, ratedPowerW: '3500.000000' })),
    );
    expect(await em.execute('select distinct owner_id from miner')).toEqual([{ owner_id: customerId }]);
  });

  test('is all or none: an issue for each miner that is under another contract', async () => {
    const { context, customerId, organizationId, owner, minerIds } = await scene();
    await activeContract(context(), customerId, [minerIds[0] as string]);
    const { id } = await draftContract(context(), await customer(owner, organizationId));
    const refused = await refusalOf(assignMiners(context(), { contractId: id, minerIds }));
    expect(refused).toMatchObject({
      code: 'ALREADY_ASSIGNED',
      issues: [{ code: 'ALREADY_ASSIGNED', path: ['input', 'minerIds', '0'] }],
    });
    expect(await context().em.count(Assignment, { contract: id })).toBe(0);
  });

  test('refuses what belongs to another customer, and what another organization has as if there were none', async () => {
    const { context, customerId, organizationId, owner } = await scene();
    const siteId = await site(owner, organizationId);
    const theirs = await miner(owner, organizationId, { siteId, ownerId: await customer(owner, organizationId) });
    const other = await scene();
    const { id } = await draftContract(context(), customerId);
    expect(await refusalOf(assignMiners(context(), { contractId: id, minerIds: [theirs.id] }))).toMatchObject({
      code: 'OWNED_BY_OTHER',
    });
    expect(await refusalOf(assignMiners(context(), { contractId: id, minerIds: other.minerIds }))).toMatchObject({
      code: 'NOT_FOUND',
      path: ['input', 'minerIds', '0'],
    });
    expect(await refusalOf(assignMiners(context(), { contractId: newId(), minerIds: [theirs.id] }))).toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  test.each([
    { name: 'before the contract starts', span: { from: '2026-05-31T00:00:00Z' }, code: 'BEFORE_START' },
    { name: 'after it ends', span: { from: '2027-06-01T05:00:00Z' }, code: 'AFTER_END' },
    { name: 'beyond its end', span: { from: '2026-06-01T05:00:00Z', to: '2027-06-02T05:00:00Z' }, code: 'AFTER_END' },
  ])('refuses a time $name', async ({ span, code }) => {
    const { context, customerId, minerIds } = await scene();
    const { id } = await draftContract(context(), customerId);
    const input = { contractId: id, minerIds, from: new Date(span.from), to: span.to ? new Date(span.to) : null };
    expect(await refusalOf(assignMiners(context(), input))).toMatchObject({ code, issues: [{ code }, { code }] });
  });

  test('by two operators at once gives the miner to one of them', async () => {
    const { context, customerId, organizationId, owner, minerIds } = await scene({ miners: 1 });
    const mine = await draftContract(context(), customerId);
    const theirs = await draftContract(context(), await customer(owner, organizationId));
    const answers = await Promise.allSettled(
      [mine, theirs].map(({ id }) => assignMiners(context(), { contractId: id, minerIds })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await context().em.count(Assignment, {})).toBe(1);
  });

  test('can be undone: at an instant, or as if it had never been', async () => {
    const { context, customerId, minerIds } = await scene();
    const { id } = await activeContract(context(), customerId, minerIds);
    const [first, second] = minerIds as [string, string];
    await unassignMiners(context(), { contractId: id, minerIds: [first], at: new Date('2026-06-15T00:00:00Z') });
    await unassignMiners(context(), { contractId: id, minerIds: [second], at: new Date('2026-06-01T05:00:00Z') });
    const left = await context().em.find(Assignment, { contract: id });
    expect(left).toMatchObject([{ miner: { id: first }, toAt: new Date('2026-06-15T00:00:00Z') }]);
    expect(await refusalOf(unassignMiners(context(), { contractId: id, minerIds: [second] }))).toMatchObject({
      code: 'NOT_ASSIGNED',
    });
  });
});
