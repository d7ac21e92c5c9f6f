import { describe, expect, test } from 'vitest';
import { activeContract, registerReadings, steadyLoad } from '../../../test/builders/contracts.ts';
import {
  bill,
  billingScene,
  issuedJune as issued,
  julyStart,
  juneInvoice,
  juneStart,
  linesOf,
} from '../../../test/builders/invoices.ts';
import { meteringScene } from '../../../test/builders/metering.ts';
import { useDatabase } from '../../../test/database.ts';
import { jobContext } from '../../jobs.ts';
import { findDocument } from '../documents/index.ts';
import { Adjustment } from './adjustment.entity.ts';
import { issueInvoice, periodOf, releaseInvoice } from './index.ts';
import { Hold } from './invoice.entity.ts';

/** What is learnt of a month after it was billed. */
const database = useDatabase();
const scene = (parts?: Parameters<typeof billingScene>[1]) => billingScene(database(), parts);
const july = periodOf('2026-07');

describe('late readings', () => {
  /** 714 hours measured and 6 h on which the register was silent: G9 of the worked amounts, billed at 0.07. */
  async function june9() {
    const set = await scene({
      contract: { rate: '0.07' },
      load: ({ outlet }, organizationId) =>
        registerReadings(database().owner, organizationId, outlet.register.no, [
          [juneStart, 0],
          ['2026-06-30T23:00:00Z', 2_301_420],
        ]),
    });
    return { ...set, register: set.miners[0]?.outlet.register.no ?? 0 };
  }

  test('of a billed month become a line of the next bill that says which one it corrects', async () => {
    const set = await june9();
    const draft = await juneInvoice(set);
    // The 6 h come to 19.339 kWh by the mean of the month.
    expect(draft).toMatchObject({ status: 'DRAFT', total: 16_245n });
    await issueInvoice(set.context(), { invoiceId: draft.id });
    await registerReadings(set.owner, set.organizationId, set.register, [[julyStart, 2_319_420]]);
    await steadyLoad(set.owner, set.organizationId, set.register, {
      from: '2026-07-01T06:00:00Z',
      to: '2026-08-01T05:00:00Z',
      powerW: 3_000,
      startWh: 2_322_420,
    });
    set.clock.now = new Date('2026-08-01T12:00:00Z');
    const { invoiceIds } = await bill(set, july, true);
    const [, trueUp] = await linesOf(set, invoiceIds[0] ?? '');
    expect(trueUp).toEqual({
      component: 'ADJUSTMENT',
      quantity: '1.000000',
      // 2 319.420 kWh come to 162.36.
      amount: 16_236n - 16_245n,
      description: 'Correction of INV-000001, line 1: 2319.420 kWh in 2026-06, billed 2320.759 kWh',
    });
    const [adjustment] = await set.context().em.find(Adjustment, {});
    expect(adjustment).toMatchObject({
      corrects: { id: draft.id },
      correctsPosition: 1,
      invoice: { id: invoiceIds[0] },
    });
    expect(await findDocument(set.context().em, adjustment?.evidenceSha256 ?? '')).not.toBeNull();
    await bill(set, july);
    expect(await set.context().em.count(Adjustment, {})).toBe(1);
    expect(await linesOf(set, invoiceIds[0] ?? '')).toHaveLength(2);
  });

  test('that change nothing correct nothing', async () => {
    const set = await scene();
    await issued(set);
    await registerReadings(set.owner, set.organizationId, set.miners[0]?.outlet.register.no ?? 0, [
      ['2026-06-10T05:30:00Z', 1_000_000 + 216 * 3_000 + 1_500],
    ]);
    await bill(set, july, true);
    expect(await set.context().em.count(Adjustment, {})).toBe(0);
  });

  test('that void a billed month hold the next bill, which says why, and correct nothing by themselves', async () => {
    const set = await scene();
    await issued(set);
    await set.owner.query(
      `insert into register_void (id, organization_id, register_id, during, reason) values (gen_random_uuid(), $1, $2, '[2026-06-10,2026-06-11)', 'stuck')`,
      [set.organizationId, set.miners[0]?.outlet.register.id],
    );
    await steadyLoad(set.owner, set.organizationId, set.miners[0]?.outlet.register.no ?? 0, {
      from: '2026-07-01T06:00:00Z',
      to: '2026-08-01T05:00:00Z',
      powerW: 3_000,
      startWh: 1_000_000 + 721 * 3_000,
    });
    set.clock.now = new Date('2026-08-01T12:00:00Z');
    const { outcome, invoiceIds } = await bill(set, july, true);
    expect(outcome).toBe('HELD');
    expect(await set.context().em.find(Hold, { invoiceId: invoiceIds[0] ?? '' })).toMatchObject([
      { reason: 'VOIDED', fromAt: new Date('2026-06-10T00:00:00Z') },
    ]);
    expect(await set.context().em.count(Adjustment, {})).toBe(0);
  });
});

describe('late hashrate', () => {
  /** A machine billed by its hashrate: 200 TH/s at 17.5 J/TH, but for the last four hours of June, which never came. */
  async function hashed() {
    const set = await meteringScene(database());
    const contract = await activeContract(set.staff(), set.customerId, [set.unit.id], {
      billingMethod: 'HASH',
      rate: '0.07',
    });
    await set.sendHashrate(set.unit.id, hours(juneStart, '2026-07-01T01:00:00Z'), 200);
    const job = () => jobContext(set.here, set.organizationId, 'test');
    return { ...set, contract, job, context: set.staff };
  }
  const hours = (from: string, to: string): string[] => {
    const list: string[] = [];
    for (let at = Date.parse(from); at < Date.parse(to); at += 3_600_000) list.push(new Date(at).toISOString());
    return list;
  };
  const months = { '2026-07': '2026-08-01T12:00:00Z', '2026-08': '2026-09-01T12:00:00Z' };
  /** A later month, all of it at 200 TH/s. */
  async function later(set: Awaited<ReturnType<typeof hashed>>, month: keyof typeof months) {
    set.clock.now = new Date(months[month]);
    const from = `${month}-01T05:00:00Z`;
    await set.sendHashrate(set.unit.id, hours(from, `${months[month].slice(0, 10)}T05:00:00Z`), 200);
    const { invoiceIds } = await bill(set, periodOf(month), true);
    return (await linesOf(set, invoiceIds[0] ?? '')).map(({ amount, description }) => `${description} = ${amount}`);
  }

  test('of a billed month becomes a line of the next bill, as late readings do, and once', async () => {
    const set = await hashed();
    const { outcome, invoiceIds } = await bill(set);
    expect(outcome).toBe('HELD');
    const invoiceId = invoiceIds[0] ?? '';
    // 716 h at 3.5 kW; the hours without a word are given up.
    await releaseInvoice(set.context(), {
      invoiceId,
      next: 'ISSUE',
      note: 'the link was cut',
      override: ['UNCOVERED'],
    });
    expect(await linesOf(set, invoiceId)).toMatchObject([{ quantity: '2506.000', amount: 17_542n }]);
    await set.sendHashrate(set.unit.id, hours('2026-07-01T01:00:00Z', julyStart), 190);
    expect(await later(set, '2026-07')).toEqual([
      'Energy, from hashrate = 18228',
      // 4 h at 3.325 kW more: 2 519.300 kWh are 176.35.
      'Correction of INV-000001, line 1: 2519.300 kWh in 2026-06, billed 2506.000 kWh = 93',
    ]);
    expect(await later(set, '2026-08')).toEqual(['Energy, from hashrate = 18228']);
  });

  test('of a machine that is billed otherwise is no news of a bill', async () => {
    const set = await meteringScene(database());
    await activeContract(set.staff(), set.customerId, [set.unit.id], { billingMethod: 'CALCULATED' });
    const job = () => jobContext(set.here, set.organizationId, 'test');
    await bill({ job, customerId: set.customerId });
    await set.sendHashrate(set.unit.id, hours(juneStart, '2026-06-01T09:00:00Z'), 200);
    const { rows } = await set.owner.query('select 1 from billed_change where organization_id = $1', [
      set.organizationId,
    ]);
    expect(rows).toEqual([]);
  });
});
