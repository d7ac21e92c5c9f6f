import { describe, expect, test } from 'vitest';
import { activeContract, meteredMiners, refusalOf, steadyLoad } from '../../../test/builders/contracts.ts';
import {
  bill,
  type BillingScene,
  billingScene,
  issuedJune as issued,
  julyStart,
  june,
  juneInvoice,
  juneStart,
  linesOf,
  usd,
} from '../../../test/builders/invoices.ts';
import { useDatabase } from '../../../test/database.ts';
import { Mail } from '../mail/mail.entity.ts';
import { addAdjustment } from './adjustment.service.ts';
import { changeInvoices } from './bulk.service.ts';
import { createCreditNote } from './credit-note.service.ts';
import { cancelInvoice, writeOffInvoice } from './ending.service.ts';
import { issueInvoice, periodOf, releaseInvoice } from './index.ts';
import { Hold, Invoice, InvoiceEvent } from './invoice.entity.ts';
import { previewInvoices } from './preview.service.ts';
import { holdInvoice } from './hold.service.ts';
import { recomputeInvoice } from './recompute.service.ts';
import { sendInvoice } from './send-invoice.service.ts';

const database = useDatabase();
const scene = (parts?: Parameters<typeof billingScene>[1]) => billingScene(database(), parts);
const july = periodOf('2026-07');

describe('a preview', () => {
  const preview = (set: BillingScene, skipExisting = true) =>
    previewInvoices(set.context(), { period: '2026-06', customerIds: [set.customerId], skipExisting });

  test('is what the run then makes, and writes nothing', async () => {
    const set = await scene({ miners: 2 });
    await set.owner.query('update customer_file set in_default = true where id = $1', [set.customerId]);
    const [seen] = await preview(set);
    expect(seen).toMatchObject({
      kind: 'USAGE',
      currency: 'USD',
      changePercent: null,
      holds: [{ reason: 'IN_DEFAULT' }],
    });
    expect(seen?.bill.total).toBe('313.20');
    expect(seen?.lines[0]?.usage.map(({ energyKwh }) => energyKwh)).toEqual(['2160.000', '2160.000']);
    for (const table of ['invoice', 'billed_claim', 'adjustment'])
      expect(await set.context().em.execute(`select 1 from ${table}`)).toEqual([]);
    expect(await juneInvoice(set)).toMatchObject({ status: 'HELD', total: 31_320n });
    expect(await preview(set)).toEqual([]);
    expect(await preview(set, false)).toMatchObject([{ kind: 'USAGE' }]);
  });

  test('refuses a month that is none, and leaves out whom nobody knows', async () => {
    const set = await scene();
    const of = (period: string) =>
      previewInvoices(set.context(), { period, customerIds: [set.contract.id, 'x'], skipExisting: true });
    expect(await refusalOf(of('2026-6'))).toMatchObject({ issues: [{ code: 'OUT_OF_RANGE', path: ['period'] }] });
    expect(await of('2026-06')).toEqual([]);
  });
});

describe('what an issued invoice left out', () => {
  test('goes onto a supplemental, which a second run leaves as it is', async () => {
    const set = await scene();
    await issued(set);
    const [late] = await meteredMiners(set.owner, set.organizationId, 1);
    await steadyLoad(set.owner, set.organizationId, late?.outlet.register.no ?? 0, {
      from: juneStart,
      to: julyStart,
      powerW: 1_000,
    });
    await activeContract(set.context(), set.customerId, [late?.id ?? '']);
    expect(await bill(set, june, true)).toMatchObject({ outcome: 'SKIPPED' });
    const { outcome, invoiceIds } = await bill(set);
    expect(outcome).toBe('DRAFTED');
    const [supplemental] = await set.context().em.find(Invoice, { id: { $in: [...invoiceIds] } });
    expect(supplemental).toMatchObject({ kind: 'SUPPLEMENTAL', energyWh: 720_000n });
    await issueInvoice(set.context(), { invoiceId: invoiceIds[0] ?? '' });
    expect(await bill(set)).toMatchObject({ outcome: 'SKIPPED' });
  });

  test('of a contract that went on is billed from where the first bill ended', async () => {
    const set = await scene();
    await set.owner.query("update contract set ends_on = '2026-06-11' where id = $1", [set.contract.id]);
    await set.owner.query('update contract set auto_renew = false where id = $1', [set.contract.id]);
    expect(await issued(set)).toMatchObject({ energyWh: 720_000n });
    await set.owner.query("update contract set ends_on = '2027-06-01' where id = $1", [set.contract.id]);
    const { invoiceIds } = await bill(set);
    expect(await set.context().em.findOne(Invoice, { id: invoiceIds[0] ?? '' })).toMatchObject({
      kind: 'SUPPLEMENTAL',
      status: 'DRAFT',
      energyWh: 1_440_000n,
    });
  });
});

describe('a draft', () => {
  test('is rated anew from the readings of now, and its holds are judged again', async () => {
    const set = await scene();
    await set.owner.query('update customer_file set in_default = true where id = $1', [set.customerId]);
    const { id } = await juneInvoice(set);
    await set.owner.query('update customer_file set in_default = false where id = $1', [set.customerId]);
    await set.owner.query('update register_reading set register_wh = register_wh + 1000 where taken_at = $1', [
      julyStart,
    ]);
    set.clock.now = new Date(set.clock.now.getTime() + 1000);
    expect(await recomputeInvoice(set.context(), { invoiceId: id })).toMatchObject({
      status: 'DRAFT',
      energyWh: 2_161_000n,
    });
    const events = await set.context().em.find(InvoiceEvent, { invoiceId: id }, { orderBy: { id: 'asc' } });
    expect(events.map(({ kind, actor }) => `${kind} by ${actor}`)).toEqual([
      'GENERATED by Hashyard',
      'RECOMPUTED by Pat Person',
    ]);
  });

  test('is held by hand until it is released; a new rating does not let it go', async () => {
    const set = await scene();
    const { id } = await juneInvoice(set);
    expect(await holdInvoice(set.context(), { invoiceId: id, reason: 'asked for details' })).toMatchObject({
      status: 'HELD',
    });
    await recomputeInvoice(set.context(), { invoiceId: id });
    expect(await set.context().em.find(Hold, { invoiceId: id })).toMatchObject([
      { reason: 'MANUAL', note: 'asked for details' },
    ]);
    const release = { invoiceId: id, next: 'DRAFT', note: 'answered', override: ['MANUAL'] } as const;
    expect(await releaseInvoice(set.context(), { ...release, override: [...release.override] })).toMatchObject({
      status: 'DRAFT',
    });
    await recomputeInvoice(set.context(), { invoiceId: id });
    expect(await set.context().em.findOne(Invoice, { id })).toMatchObject({ status: 'DRAFT' });
  });

  test('is held when its energy is far from that of the months before', async () => {
    const set = await scene();
    const register = set.miners[0]?.outlet.register.no ?? 0;
    let startWh = 1_000_000 + 720 * 3_000;
    const months = ['2026-07', '2026-08', '2026-09'].map(periodOf);
    const instants = [julyStart, '2026-08-01T05:00:00Z', '2026-09-01T05:00:00Z', '2026-10-01T05:00:00Z'];
    await issued(set);
    for (const [index, period] of months.entries()) {
      const powerW = index === 2 ? 1_000 : 3_000;
      const from = new Date(Date.parse(instants[index] ?? '') + 3_600_000).toISOString();
      const to = instants[index + 1] ?? '';
      await steadyLoad(set.owner, set.organizationId, register, { from, to, powerW, startWh: startWh + powerW });
      startWh += ((Date.parse(to) - Date.parse(from)) / 3_600_000 + 1) * powerW;
      set.clock.now = new Date(Date.parse(to) + 3_600_000);
      const { outcome, invoiceIds } = await bill(set, period, true);
      expect(outcome).toBe(index === 2 ? 'HELD' : 'DRAFTED');
      if (index < 2) await issueInvoice(set.context(), { invoiceId: invoiceIds[0] ?? '' });
      else
        expect(await set.context().em.find(Hold, { invoiceId: invoiceIds[0] ?? '' })).toMatchObject([
          { reason: 'VARIANCE', contractNumber: 'HC-000001' },
        ]);
    }
  });
});

describe('an issued invoice', () => {
  test('is mailed as often as somebody asks, each mail once', async () => {
    const set = await scene();
    await set.owner.query("update customer set billing_email = 'ada@example.com' where id = $1", [set.customerId]);
    const draft = await juneInvoice(set);
    expect(await refusalOf(sendInvoice(set.context(), { invoiceId: draft.id }))).toMatchObject({ code: 'WRONG_STATE' });
    const { id } = await issueInvoice(set.context(), { invoiceId: draft.id });
    expect(await refusalOf(sendInvoice(set.context(), { invoiceId: id, to: 'nobody' }))).toMatchObject({
      issues: [{ code: 'NOT_AN_EMAIL' }],
    });
    const twice = { invoiceId: id, idempotencyKey: 'double click' };
    const person = set.context();
    for (const input of [twice, twice, { invoiceId: id }, { invoiceId: id, to: 'books@example.com' }])
      await sendInvoice(person, input);
    const mails = await set
      .context()
      .em.find(Mail, { documentId: id }, { orderBy: { recipient: 'asc', resendNo: 'asc' } });
    expect(mails.map(({ recipient, resendNo }) => `${recipient} ${resendNo}`)).toEqual([
      'ada@example.com 0',
      'ada@example.com 1',
      'books@example.com 0',
    ]);
  });

  test('cancelled keeps its number, and its days are billed again', async () => {
    const set = await scene();
    await addAdjustment(set.context(), { customerId: set.customerId, description: 'Goodwill', amount: usd('-10.00') });
    const { id } = await issued(set);
    expect(await refusalOf(cancelInvoice(set.context(), { invoiceId: id, reason: ' ' }))).toMatchObject({
      issues: [{ code: 'REQUIRED' }],
    });
    expect(await cancelInvoice(set.context(), { invoiceId: id, reason: 'wrong address' })).toMatchObject({
      status: 'CANCELLED',
      number: 'INV-000001',
      cancelReason: 'wrong address',
    });
    expect(await refusalOf(cancelInvoice(set.context(), { invoiceId: id, reason: 'again' }))).toMatchObject({
      code: 'WRONG_STATE',
    });
    const again = await issued(set);
    expect(again).toMatchObject({ number: 'INV-000002', total: 14_660n });
    expect(await linesOf(set, again.id)).toMatchObject([
      { component: 'ENERGY' },
      { component: 'ADJUSTMENT', description: 'Goodwill', amount: -1_000n },
    ]);
  });

  test('written off is done with: neither credited, nor cancelled, nor mailed', async () => {
    const set = await scene();
    const { id } = await issued(set);
    const reason = 'bankrupt';
    expect(await writeOffInvoice(set.context(), { invoiceId: id, reason })).toMatchObject({ status: 'WRITTEN_OFF' });
    const lines = [{ position: 1, amount: usd('1.00') }];
    for (const work of [
      () => writeOffInvoice(set.context(), { invoiceId: id, reason }),
      () => cancelInvoice(set.context(), { invoiceId: id, reason }),
      () => sendInvoice(set.context(), { invoiceId: id }),
      () => createCreditNote(set.context(), { invoiceId: id, lines, reason }),
    ])
      expect(await refusalOf(work())).toMatchObject({ code: 'WRONG_STATE' });
  });

  test('among many that are changed together holds up all, named with its reason', async () => {
    const [set] = [await scene()];
    const done = await issued(set);
    await bill(set, july, true);
    const [draft] = await set.context().em.find(Invoice, { period: '2026-07' });
    const invoiceIds = [draft?.id ?? '', done.id];
    expect(await refusalOf(changeInvoices(set.context(), { invoiceIds, change: 'CANCEL' }))).toMatchObject({
      issues: [{ code: 'REQUIRED' }],
    });
    expect(
      await refusalOf(changeInvoices(set.context(), { invoiceIds, change: 'HOLD', reason: 'look' })),
    ).toMatchObject({
      code: 'WRONG_STATE',
      issues: [{ code: 'WRONG_STATE', path: ['input', 'invoiceIds', '1'] }],
    });
    expect(await set.context().em.count(Hold, { reason: 'MANUAL' })).toBe(0);
    await changeInvoices(set.context(), { invoiceIds, change: 'CANCEL', reason: 'made anew' });
    expect(await set.context().em.count(Invoice, { status: 'CANCELLED' })).toBe(2);
    const strange = { invoiceIds: [set.contract.id], change: 'SEND' } as const;
    expect(
      await refusalOf(changeInvoices(set.context(), { ...strange, invoiceIds: [...strange.invoiceIds] })),
    ).toMatchObject({ code: 'NOT_FOUND' });
  });
});
