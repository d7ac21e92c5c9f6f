import { describe, expect, test } from 'vitest';
import { draftContract, refusalOf } from '../../../test/builders/contracts.ts';
import {
  billedUntil,
  contractOf as read,
  leased as leasedIn,
  monthly,
  running as runningIn,
  termsOf,
  timeline,
} from '../../../test/builders/contract-life.ts';
import { useDatabase } from '../../../test/database.ts';
import { Assignment, PowerCap, Price } from './contract.entity.ts';
import {
  assignMiners,
  changePrice,
  giveNotice,
  suspendContract,
  terminateContract,
  turnTerms,
  unassignMiners,
  updateContract,
} from './index.ts';

const database = useDatabase();
const running = (parts?: Parameters<typeof runningIn>[1]) => runningIn(database(), parts);
const leased = (parts?: Parameters<typeof leasedIn>[1]) => leasedIn(database(), parts);

describe('a change of price', () => {
  const pricesOf = async ({ context, id }: Awaited<ReturnType<typeof running>>) =>
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
