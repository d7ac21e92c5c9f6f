import { describe, expect, test } from 'vitest';
import { activeContract, contractScene, draftContract, refusalOf } from '../../../test/builders/contracts.ts';
import { customer, viewerContext } from '../../../test/builders/organization.ts';
import { useDatabase } from '../../../test/database.ts';
import { newId } from '../../ids.ts';
import { Assignment, Contract, ContractEvent, PowerCap, Price, Suspension, Term } from './contract.entity.ts';
import type { CreateContractInput, ExtendContractInput } from './contract.inputs.ts';
import {
  assignMiners,
  changePrice,
  discardContract,
  extendContract,
  giveNotice,
  resumeContract,
  suspendContract,
  terminateContract,
  turnTerms,
  unassignMiners,
  updateContract,
} from './index.ts';

const database = useDatabase();
const scene = () => contractScene(database(), { miners: 1 });
type Scene = Awaited<ReturnType<typeof scene>>;

/** A scene with its contract in force. */
async function running(parts: Partial<CreateContractInput> = {}) {
  const set = await scene();
  const contract = await activeContract(set.context(), set.customerId, set.minerIds, parts);
  // What comes is later on the timeline.
  set.clock.now = new Date('2026-07-01T12:00:01Z');
  return { ...set, id: contract.id };
}
const leased = (parts: Partial<CreateContractInput> = {}) =>
  running({ type: 'LEASE', billingMethod: 'FIXED', rate: undefined, lease: { monthlyFeePerUnit: '250' }, ...parts });
const monthly = { term: 'MONTH_TO_MONTH' } as const;

const read = async ({ context, id }: Scene & { id: string }) => context().em.findOneOrFail(Contract, { id });
const termsOf = async ({ context, id }: Scene & { id: string }) =>
  (await context().em.find(Term, { contractId: id }, { orderBy: { number: 'asc' } })).map(
    ({ origin, startsOn, endsOn }) => `${origin} ${startsOn} ${endsOn}`,
  );
const timeline = async ({ context, id }: Scene & { id: string }) =>
  (await context().em.find(ContractEvent, { contractId: id }, { orderBy: { at: 'asc', id: 'asc' } })).map(
    ({ kind, actor, note }) => `${kind} ${actor} ${note ?? ''}`.trim(),
  );
/** As billing does when it has billed until a date. */
async function billedUntil({ owner, organizationId, customerId, id }: Scene & { id: string }, date: string) {
  const [invoiceId, sha] = [newId(), 'a'.repeat(64)];
  await owner.query(
    `insert into document (organization_id, sha256, content_type, gzipped, bytes, created_at) values ($1, $2, 'x', false, '', now()) on conflict do nothing`,
    [organizationId, sha],
  );
  await owner.query(
    `insert into invoice (id, organization_id, customer_id, kind, status, currency, period, starts_on, ends_on, time_zone, bill_to_name, subtotal, tax, total,
       energy_wh, estimated_wh, evidence_sha256, created_at)
     values ($1, $2, $3, 'USAGE', 'DRAFT', 'USD', '2026-06', '2026-06-01', '2026-07-01', 'UTC', 'Ada', 0, 0, 0, 0, 0, $4, now())`,
    [invoiceId, organizationId, customerId, sha],
  );
  await owner.query(
    `insert into billed_claim (id, organization_id, invoice_id, contract_id, component, starts_on, ends_on)
     values ($1, $2, $3, $4, 'ENERGY', '2026-06-01', $5)`,
    [newId(), organizationId, invoiceId, id, date],
  );
}

describe('a draft', () => {
  test('is discarded for good, and its machines are free', async () => {
    const set = await scene();
    const { id } = await draftContract(set.context(), set.customerId);
    await assignMiners(set.context(), { contractId: id, minerIds: set.minerIds });
    expect(await discardContract(set.context(), { contractId: id })).toMatchObject({
      status: 'CANCELLED',
      number: null,
    });
    expect(await set.context().em.count(Assignment, {})).toBe(0);
    expect(await refusalOf(discardContract(set.context(), { contractId: id }))).toMatchObject({ code: 'WRONG_STATE' });
    expect(await activeContract(set.context(), set.customerId, set.minerIds)).toMatchObject({ number: 'HC-000001' });
  });
});

describe('a suspension', () => {
  test('lasts from a local date to another, and is told on the timeline', async () => {
    const set = await running();
    await suspendContract(set.context(), { contractId: set.id, reason: 'unpaid since May' });
    expect(await read(set)).toMatchObject({ status: 'SUSPENDED' });
    set.clock.now = new Date('2026-07-11T04:30:00Z');
    await resumeContract(set.context(), { contractId: set.id, note: 'paid' });
    expect(await read(set)).toMatchObject({ status: 'ACTIVE' });
    const suspensions = await set.context().em.find(Suspension, {});
    expect(suspensions).toMatchObject([{ startsOn: '2026-07-01', endsOn: '2026-07-10', billFixedFees: false }]);
    expect((await timeline(set)).slice(-2)).toEqual([
      'SUSPENDED Pat Person unpaid since May (fees stop)',
      'RESUMED Pat Person paid',
    ]);
  });

  test.each([
    { name: 'a Lease goes on paying', set: leased, asked: undefined, goOn: true },
    { name: 'a Lease may be let off', set: leased, asked: false, goOn: false },
    { name: 'Hosted may go on paying', set: running, asked: true, goOn: true },
  ])('$name', async ({ set: make, asked, goOn }) => {
    const set = await make();
    await suspendContract(set.context(), { contractId: set.id, reason: 'debt', billFixedFees: asked });
    expect(await set.context().em.find(Suspension, {})).toMatchObject([{ billFixedFees: goOn }]);
  });

  test('of a contract that has ended meanwhile is not lifted', async () => {
    const set = await running({ overrideEndsOn: '2026-07-10' });
    await suspendContract(set.context(), { contractId: set.id, reason: 'debt' });
    set.clock.now = new Date('2026-07-10T12:00:00Z');
    expect(await refusalOf(resumeContract(set.context(), { contractId: set.id }))).toMatchObject({ code: 'ENDED' });
  });
});

describe('notice', () => {
  test('in time ends a renewing contract with its term', async () => {
    const set = await running({ autoRenew: true });
    await giveNotice(set.context(), { contractId: set.id, reason: 'moving out' });
    expect(await read(set)).toMatchObject({ noticeGivenOn: '2026-07-01', endsOn: '2027-06-01', status: 'ACTIVE' });
    expect((await timeline(set)).at(-1)).toBe('NOTICE_GIVEN Pat Person ends on 2027-06-01: moving out');
    expect(await refusalOf(giveNotice(set.context(), { contractId: set.id }))).toMatchObject({
      code: 'ALREADY_GIVEN',
      message: 'Notice was given on 2026-07-01.',
    });
  });

  test('after the last day is refused by naming it; staff may take it all the same, a customer may not', async () => {
    const set = await running({ autoRenew: true });
    set.clock.now = new Date('2027-04-03T12:00:00Z');
    const late = { contractId: set.id, override: true };
    const refused = { code: 'NOTICE_TOO_LATE', message: 'The last day for notice was 2027-04-02.' };
    expect(await refusalOf(giveNotice(set.context(), { contractId: set.id }))).toMatchObject(refused);
    expect(await refusalOf(giveNotice(set.theirs(), late))).toMatchObject(refused);
    expect(await giveNotice(set.context(), late)).toMatchObject({ endsOn: '2027-06-01', noticeGivenOn: '2027-04-03' });
  });

  test("by the customer's owner counts, under that person's name, in the audit log too", async () => {
    const set = await running({ autoRenew: true });
    const theirs = set.theirs();
    expect(await giveNotice(theirs, { contractId: set.id })).toMatchObject({ noticeGivenOn: '2026-07-01' });
    expect((await timeline(set)).at(-1)).toBe('NOTICE_GIVEN Pat Person ends on 2027-06-01');
    const { rows } = await set.owner.query(
      "select distinct actor from audit_log where row_id = $1 and after ->> 'notice_given_on' is not null",
      [set.id],
    );
    expect(rows).toEqual([{ actor: `user:${theirs.viewer.userId}` }]);
    expect(set.theirs('CUSTOMER_MEMBER').viewer.permissions.has('contract:notice')).toBe(false);
  });

  test("of another customer's contract, or of a draft, is answered to a customer like one of none", async () => {
    const set = await running({ autoRenew: true });
    const other = await customer(set.owner, set.organizationId);
    const theirs = viewerContext(set.context().installation, set.organizationId, 'CUSTOMER_OWNER', other);
    const draft = await draftContract(set.context(), set.customerId);
    for (const [context, contractId] of [
      [theirs, set.id],
      [set.theirs(), draft.id],
      [set.theirs(), newId()],
    ] as const)
      expect(await refusalOf(giveNotice(context, { contractId }))).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('of a month-to-month contract ends it at the first boundary that is far enough away', async () => {
    const set = await running(monthly);
    await giveNotice(set.context(), { contractId: set.id });
    // Sixty days after 1 July are 30 August.
    expect(await read(set)).toMatchObject({ endsOn: '2026-09-01', noticeGivenOn: '2026-07-01' });
    expect(await termsOf(set)).toEqual([
      'INITIAL 2026-06-01 2026-07-01',
      'RENEWAL 2026-07-01 2026-08-01',
      'RENEWAL 2026-08-01 2026-09-01',
    ]);
  });

  test('has nothing to stop where nothing renews', async () => {
    const set = await running();
    expect(await refusalOf(giveNotice(set.context(), { contractId: set.id }))).toMatchObject({ code: 'WRONG_STATE' });
  });
});

describe('an extension', () => {
  test('adds a term to a Lease, as often as was agreed', async () => {
    const set = await leased({ term: 'MONTHS_3', lease: { monthlyFeePerUnit: '250', maxExtensions: 2 } });
    await extendContract(set.context(), { contractId: set.id, term: 'MONTHS_3' });
    await extendContract(set.context(), { contractId: set.id, term: 'CUSTOM', endsOn: '2026-12-15' });
    expect(await termsOf(set)).toEqual([
      'INITIAL 2026-06-01 2026-09-01',
      'EXTENSION 2026-09-01 2026-12-01',
      'EXTENSION 2026-12-01 2026-12-15',
    ]);
    expect(await read(set)).toMatchObject({ endsOn: '2026-12-15' });
    expect(await refusalOf(extendContract(set.context(), { contractId: set.id, term: 'YEARS_1' }))).toMatchObject({
      code: 'EXTENSIONS_USED',
    });
  });

  type Refused = {
    name: string;
    make: typeof running;
    code: string;
    now?: string;
    term?: ExtendContractInput['term'];
  };
  test.each<Refused>([
    { name: 'a contract that is no Lease', make: running, code: 'NOT_A_LEASE' },
    { name: 'a Lease on its last day', make: leased, now: '2027-06-01T05:00:00Z', code: 'ENDED' },
    { name: 'a CUSTOM term without its end', make: leased, term: 'CUSTOM', code: 'INVALID_INPUT' },
  ])('is refused for $name', async ({ make, code, now, term = 'MONTHS_3' }) => {
    const set = await make();
    if (now) set.clock.now = new Date(now);
    expect(await refusalOf(extendContract(set.context(), { contractId: set.id, term }))).toMatchObject({ code });
  });

  test('by eight at once gives no more than was agreed', async () => {
    const set = await leased();
    const answers = await Promise.allSettled(
      Array.from({ length: 8 }, () => extendContract(set.context(), { contractId: set.id, term: 'MONTHS_3' })),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    expect(await termsOf(set)).toHaveLength(4);
  });
});

describe('a change of price', () => {
  const pricesOf = async ({ context, id }: Scene & { id: string }) =>
    (await context().em.find(Price, { contractId: id }, { orderBy: { id: 'asc' } }))
      .sort((a, b) => (a.startsOn ?? '').localeCompare(b.startsOn ?? ''))
      .map(({ component, rate, startsOn, endsOn }) => `${component} ${Number(rate)} ${startsOn} ${endsOn}`);
  const energy = (contractId: string, rate: string, startsOn: string) =>
    ({ contractId, component: 'ENERGY', rate, startsOn }) as const;

  test('holds from its date on; days before keep theirs', async () => {
    const set = await running({ taxCode: null });
    await changePrice(set.context(), energy(set.id, '0.08', '2026-08-01'));
    expect(await pricesOf(set)).toEqual(['ENERGY 0.0725 null 2026-08-01', 'ENERGY 0.08 2026-08-01 null']);
    expect((await timeline(set)).at(-1)).toBe('PRICE_CHANGED Pat Person ENERGY 0.08 USD from 2026-08-01');
  });

  test('takes the place of what was planned for that day or later', async () => {
    const set = await running();
    await changePrice(set.context(), energy(set.id, '0.08', '2026-08-01'));
    await changePrice(set.context(), energy(set.id, '0.09', '2026-10-01'));
    await changePrice(set.context(), energy(set.id, '0.075', '2026-09-01'));
    expect(await pricesOf(set)).toEqual([
      'ENERGY 0.0725 null 2026-08-01',
      'ENERGY 0.08 2026-08-01 2026-09-01',
      'ENERGY 0.075 2026-09-01 null',
    ]);
    await changePrice(set.context(), energy(set.id, '0.07', '2026-08-01'));
    expect(await pricesOf(set)).toEqual(['ENERGY 0.0725 null 2026-08-01', 'ENERGY 0.07 2026-08-01 null']);
  });

  test('may bring a fee that there was none of, if its unit is said', async () => {
    const set = await running();
    const fee = { contractId: set.id, component: 'SERVICE', rate: '50', startsOn: '2026-08-01' } as const;
    expect((await refusalOf(changePrice(set.context(), fee))).issues).toMatchObject([
      { code: 'REQUIRED', path: ['input', 'unit'] },
    ]);
    await changePrice(set.context(), { ...fee, unit: 'MONTH' });
    expect(await pricesOf(set)).toEqual(['ENERGY 0.0725 null null', 'SERVICE 50 2026-08-01 null']);
  });

  test('never reaches into days that are billed', async () => {
    const set = await running();
    await billedUntil(set, '2026-07-01');
    expect(await refusalOf(changePrice(set.context(), energy(set.id, '0.08', '2026-06-30')))).toMatchObject({
      code: 'PERIOD_BILLED',
    });
    expect(await changePrice(set.context(), energy(set.id, '0.08', '2026-07-01'))).toMatchObject({ id: set.id });
  });

  test.each([
    { name: 'before the contract', input: { startsOn: '2026-05-31' }, issue: ['OUT_OF_RANGE', 'startsOn'] },
    { name: 'after its end', input: { startsOn: '2027-06-01' }, issue: ['OUT_OF_RANGE', 'startsOn'] },
    {
      name: 'of hashrate, which it sells none of',
      input: { component: 'HASHRATE' },
      issue: ['NOT_FOR_TYPE', 'component'],
    },
    { name: 'by a wrong unit', input: { unit: 'MONTH' }, issue: ['NOT_FOR_TYPE', 'unit'] },
    { name: 'with an unknown tax', input: { taxCode: 'NOPE' }, issue: ['UNKNOWN_TAX_CODE', 'taxCode'] },
    { name: 'below zero', input: { rate: '-1' }, issue: ['NEGATIVE', 'rate'] },
  ] as const)('is refused $name', async ({ input, issue: [code, field] }) => {
    const set = await running();
    const { issues } = await refusalOf(
      changePrice(set.context(), { ...energy(set.id, '0.08', '2026-08-01'), ...input }),
    );
    expect(issues).toMatchObject([{ code, path: ['input', field] }]);
  });

  test('by eight at once leaves one price for each day', async () => {
    const set = await running();
    const dates = Array.from({ length: 8 }, (_, index) => `2026-08-0${(index % 4) + 1}`);
    await Promise.allSettled(dates.map((date, at) => changePrice(set.context(), energy(set.id, `0.0${at + 1}`, date))));
    const { rows } = await set.owner.query(
      'select count(*)::int as days, count(distinct id)::int as prices from contract_price where contract_id = $1 and daterange(starts_on, ends_on) @> $2::date',
      [set.id, '2026-08-15'],
    );
    expect(rows).toEqual([{ days: 1, prices: 1 }]);
  });
});

describe('a termination', () => {
  test('ends the contract, its term and its assignments on a date', async () => {
    const set = await running();
    await terminateContract(set.context(), { contractId: set.id, endsOn: '2026-08-15', reason: 'breach' });
    expect(await read(set)).toMatchObject({ status: 'TERMINATED', endsOn: '2026-08-15' });
    expect(await termsOf(set)).toEqual(['INITIAL 2026-06-01 2026-08-15']);
    expect(await set.context().em.find(Assignment, {})).toMatchObject([{ toAt: new Date('2026-08-15T05:00:00Z') }]);
    expect((await timeline(set)).at(-1)).toBe('TERMINATED Pat Person on 2026-08-15: breach');
    const late = unassignMiners(set.context(), { contractId: set.id, minerIds: set.minerIds });
    expect(await refusalOf(late)).toMatchObject({ code: 'WRONG_STATE' });
  });

  test('of a renewing contract may lie in a later term', async () => {
    const set = await running(monthly);
    await terminateContract(set.context(), { contractId: set.id, endsOn: '2026-09-10', reason: 'agreed' });
    expect((await termsOf(set)).slice(-2)).toEqual(['RENEWAL 2026-08-01 2026-09-01', 'RENEWAL 2026-09-01 2026-09-10']);
  });

  test('may lie in the past as far as nothing is billed beyond it', async () => {
    const set = await running();
    await billedUntil(set, '2026-06-20');
    const on = (endsOn: string) => terminateContract(set.context(), { contractId: set.id, endsOn, reason: 'breach' });
    expect(await refusalOf(on('2026-06-19'))).toMatchObject({ code: 'PERIOD_BILLED' });
    expect(await refusalOf(on('2026-06-01'))).toMatchObject({ issues: [{ code: 'END_BEFORE_START' }] });
    expect(await refusalOf(on('2027-06-02'))).toMatchObject({ issues: [{ code: 'OUT_OF_RANGE' }] });
    expect(await on('2026-06-20')).toMatchObject({ status: 'TERMINATED' });
  });
});

describe('the turn of a term', () => {
  test('renews what renews, with every term that has begun since, however late and however often it runs', async () => {
    const set = await running(monthly);
    set.clock.now = new Date('2026-10-01T05:00:00Z');
    await Promise.all([turnTerms(set.job(), {}), turnTerms(set.job(), {})]);
    await turnTerms(set.job(), {});
    expect(await read(set)).toMatchObject({ endsOn: '2026-11-01', status: 'ACTIVE' });
    expect((await termsOf(set)).slice(-2)).toEqual(['RENEWAL 2026-09-01 2026-10-01', 'RENEWAL 2026-10-01 2026-11-01']);
    expect((await timeline(set)).filter((event) => event.startsWith('RENEWED Hashyard'))).toHaveLength(3);
  });

  test('ends what does not renew, at its end and not when the job runs; leased machines are free again', async () => {
    const set = await leased({ term: 'MONTHS_3' });
    set.clock.now = new Date('2026-09-01T04:59:00Z');
    await turnTerms(set.job(), {});
    expect(await read(set)).toMatchObject({ status: 'ACTIVE' });
    set.clock.now = new Date('2026-09-03T12:00:00Z');
    await turnTerms(set.job(), {});
    await turnTerms(set.job(), {});
    expect(await read(set)).toMatchObject({ status: 'EXPIRED', endsOn: '2026-09-01' });
    expect(await set.context().em.find(Assignment, {})).toMatchObject([{ toAt: new Date('2026-09-01T05:00:00Z') }]);
    expect((await timeline(set)).filter((event) => event.startsWith('EXPIRED'))).toEqual([
      'EXPIRED Hashyard on 2026-09-01',
    ]);
    const next = await draftContract(set.context(), set.customerId, { startsOn: '2026-09-02' });
    await assignMiners(set.context(), { contractId: next.id, minerIds: set.minerIds });
  });

  test('ends a suspended contract too, and one whose notice was taken', async () => {
    const set = await running(monthly);
    await giveNotice(set.context(), { contractId: set.id });
    await suspendContract(set.context(), { contractId: set.id, reason: 'debt' });
    set.clock.now = new Date('2026-09-01T12:00:00Z');
    await turnTerms(set.job(), {});
    expect(await read(set)).toMatchObject({ status: 'EXPIRED', endsOn: '2026-09-01' });
  });
});

describe('the power cap of a contract in force', () => {
  test('changes from the next month on, and until then once more', async () => {
    const set = await running({ powerCapKw: '100', capPolicy: 'OVERAGE', overageRate: '0.12' });
    await updateContract(set.context(), { contractId: set.id, powerCapKw: '80' });
    await updateContract(set.context(), { contractId: set.id, capPolicy: 'CLIP' });
    expect(await set.context().em.find(PowerCap, {})).toMatchObject([
      { startsOn: '2026-08-01', powerCapKw: '80.000000', capPolicy: 'CLIP', overageRate: null },
    ]);
    expect(await read(set)).toMatchObject({ powerCapKw: '100.000000' });
    expect(await timeline(set)).toContain('UPDATED Pat Person power cap 80 kW from 2026-08-01');
    await updateContract(set.context(), { contractId: set.id, powerCapKw: null });
    expect(await set.context().em.find(PowerCap, {})).toMatchObject([{ powerCapKw: null, capPolicy: null }]);
  });

  test('is refused where energy is not metered, and everything else as before', async () => {
    const set = await running({ billingMethod: 'CALCULATED' });
    const cap = updateContract(set.context(), { contractId: set.id, powerCapKw: '80' });
    expect(await refusalOf(cap)).toMatchObject({ issues: [{ code: 'NOT_FOR_METHOD' }] });
    expect(await refusalOf(updateContract(set.context(), { contractId: set.id, term: 'YEARS_2' }))).toMatchObject({
      code: 'WRONG_STATE',
    });
  });
});
