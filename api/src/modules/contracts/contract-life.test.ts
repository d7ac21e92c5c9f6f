import { describe, expect, test } from 'vitest';
import { activeContract, contractScene, draftContract, refusalOf } from '../../../test/builders/contracts.ts';
import {
  contractOf as read,
  leased as leasedIn,
  monthly,
  running as runningIn,
  termsOf,
  timeline,
} from '../../../test/builders/contract-life.ts';
import { customer, viewerContext } from '../../../test/builders/organization.ts';
import { useDatabase } from '../../../test/database.ts';
import { newId } from '../../ids.ts';
import { Assignment, Suspension } from './contract.entity.ts';
import type { ExtendContractInput } from './contract.inputs.ts';
import { assignMiners, discardContract, extendContract, giveNotice, resumeContract, suspendContract } from './index.ts';

const database = useDatabase();
const scene = () => contractScene(database(), { miners: 1 });
const running = (parts?: Parameters<typeof runningIn>[1]) => runningIn(database(), parts);
const leased = (parts?: Parameters<typeof leasedIn>[1]) => leasedIn(database(), parts);

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
