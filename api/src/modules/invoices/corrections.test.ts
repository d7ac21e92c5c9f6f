import { describe, expect, test } from 'vitest';
import { refusalOf } from '../../../test/builders/contracts.ts';
import { bill, billingScene, issuedJune as issued, juneInvoice, usd } from '../../../test/builders/invoices.ts';
import { useDatabase } from '../../../test/database.ts';
import { findDocument } from '../documents/index.ts';
import { Adjustment } from './adjustment.entity.ts';
import { addAdjustment } from './adjustment.service.ts';
import { CreditNote, CreditNoteLine } from './credit-note.entity.ts';
import { createCreditNote } from './credit-note.service.ts';
import { cancelInvoice } from './ending.service.ts';
import { issueInvoice } from './index.ts';
import { Invoice } from './invoice.entity.ts';
import { recomputeInvoice } from './recompute.service.ts';

const database = useDatabase();
const scene = (parts?: Parameters<typeof billingScene>[1]) => billingScene(database(), parts);

describe('a credit note', () => {
  async function taxed() {
    const set = await scene({
      before: async (organizationId, customerId) => {
        await database().owner.query(
          `insert into tax_rate (id, organization_id, code, name, percent, position) values (gen_random_uuid(), $1, 'CA', 'GST', 5, 1), (gen_random_uuid(), $1, 'CA', 'QST', 9.975, 2)`,
          [organizationId],
        );
        await database().owner.query("update customer set tax_code = 'CA' where id = $1", [customerId]);
      },
    });
    return { ...set, invoice: await issued(set) };
  }

  test('takes a line back with its tax, in parts, to the last cent and no further', async () => {
    const set = await taxed();
    const invoiceId = set.invoice.id;
    // 156.60, of it 5 % are 7.83 and 9.975 % are 15.62.
    expect(set.invoice).toMatchObject({ subtotal: 15_660n, tax: 2_345n });
    const credit = (amount: string) =>
      createCreditNote(set.context(), { invoiceId, lines: [{ position: 1, amount: usd(amount) }], reason: 'outage' });
    expect(await credit('56.60')).toMatchObject({ number: 'CN-000001', subtotal: 5_660n, tax: 848n, total: 6_508n });
    expect(await refusalOf(credit('100.01'))).toMatchObject({
      code: 'EXCEEDS_REMAINING',
      path: ['input', 'lines', '0', 'amount'],
    });
    expect(await set.context().em.findOne(Invoice, { id: invoiceId })).toMatchObject({ status: 'ISSUED' });
    const last = await credit('100.00');
    expect(last).toMatchObject({ number: 'CN-000002', tax: 2_345n - 848n });
    expect(await set.context().em.findOne(Invoice, { id: invoiceId })).toMatchObject({ status: 'PAID' });
    expect(await refusalOf(cancelInvoice(set.context(), { invoiceId, reason: 'no' }))).toMatchObject({
      code: 'HAS_CREDIT_NOTE',
    });
    const paper = await findDocument(set.context().em, last.pdfSha256);
    expect(paper?.bytes.subarray(0, 5).toString()).toBe('%PDF-');
  });

  test.each([
    { name: 'nothing', lines: [], code: 'REQUIRED' },
    { name: 'less than nothing', lines: [{ position: 1, amount: usd('-1') }], code: 'OUT_OF_RANGE' },
    { name: 'parts of a cent', lines: [{ position: 1, amount: usd('0.001') }], code: 'TOO_PRECISE' },
    {
      name: 'another currency',
      lines: [{ position: 1, amount: { amount: '1', currency: 'EUR' } }],
      code: 'WRONG_CURRENCY',
    },
    { name: 'one line twice', lines: [1, 1].map((position) => ({ position, amount: usd('1') })), code: 'DUPLICATE' },
  ])('of $name is refused', async ({ lines, code }) => {
    const set = await scene();
    const { id } = await issued(set);
    const refused = await refusalOf(createCreditNote(set.context(), { invoiceId: id, lines, reason: 'x' }));
    expect(refused.issues[0]?.code).toBe(code);
  });

  test.each([
    {
      name: 'more than its line',
      sql: 'insert into credit_note_line select gen_random_uuid(), organization_id, credit_note_id, invoice_id, position + 1, 99999, 0, taxes from credit_note_line',
      says: /violates|credited beyond/,
    },
    {
      name: 'a line later',
      sql: "insert into credit_note_line select gen_random_uuid(), n.organization_id, n.id, n.invoice_id, 1, 1, 0, '[]' from credit_note n where n.number = 'CN-000001'",
      says: /duplicate|add up/,
    },
    {
      name: 'another total',
      sql: 'update credit_note set subtotal = 1, tax = 0, total = 1',
      says: /permission denied/,
    },
    {
      name: 'no lines',
      sql: "insert into credit_note select gen_random_uuid(), organization_id, customer_id, invoice_id, 'CN-000009', reason, currency, 1, 0, 1, issued_on, issued_at, pdf_sha256, created_by from credit_note",
      says: /do not add up/,
    },
    {
      name: 'more than its invoice',
      sql: "insert into credit_note select gen_random_uuid(), organization_id, customer_id, invoice_id, 'CN-000009', reason, currency, 99999, 0, 99999, issued_on, issued_at, pdf_sha256, created_by from credit_note",
      says: /beyond its total/,
    },
    {
      name: 'a cancelled invoice',
      sql: "update invoice set status = 'CANCELLED', cancel_reason = 'x'",
      says: /credited already/,
    },
    {
      name: 'an adjustment taken off an issued invoice',
      sql: 'update adjustment set invoice_id = null',
      says: /keeps its adjustments/,
    },
    { name: 'another adjustment', sql: 'update adjustment set amount = 1', says: /stays as it was made/ },
  ])('of $name is refused by the database itself', async ({ sql, says }) => {
    const set = await scene();
    await addAdjustment(set.context(), { customerId: set.customerId, description: 'Service', amount: usd('5.00') });
    const { id } = await issued(set);
    await createCreditNote(set.context(), {
      invoiceId: id,
      lines: [{ position: 1, amount: usd('1.00') }],
      reason: 'x',
    });
    await expect(set.context().em.transactional((em) => em.execute(sql))).rejects.toThrow(says);
  });

  test('by eight sessions at once never gives back more than there is, and leaves no gap in the numbers', async () => {
    const set = await scene();
    const { id: invoiceId } = await issued(set);
    const credit = () =>
      createCreditNote(set.context(), { invoiceId, lines: [{ position: 1, amount: usd('20.00') }], reason: 'x' });
    const outcomes = await Promise.allSettled(Array.from({ length: 12 }, credit));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(7);
    const notes = await set.context().em.find(CreditNote, {}, { orderBy: { number: 'asc' } });
    expect(notes.map(({ number }) => number)).toEqual(Array.from({ length: 7 }, (_, n) => `CN-00000${n + 1}`));
    expect(await set.context().em.count(CreditNoteLine, { invoiceId })).toBe(7);
  });
});

describe('an adjustment', () => {
  test('waits for the next invoice in its currency, and a draft takes it up when it is rated anew', async () => {
    const set = await scene();
    const { id } = await juneInvoice(set);
    const add = (amount: { amount: string; currency: string }) =>
      addAdjustment(set.context(), { customerId: set.customerId, description: 'Remote hands, 2 h', amount });
    await add(usd('150.00'));
    set.clock.now = new Date(set.clock.now.getTime() + 1000);
    await add({ amount: '1', currency: 'EUR' });
    expect(await recomputeInvoice(set.context(), { invoiceId: id })).toMatchObject({ total: 15_660n + 15_000n });
    await issueInvoice(set.context(), { invoiceId: id });
    const adjustments = await set.context().em.find(Adjustment, {}, { orderBy: { id: 'asc' } });
    expect(adjustments.map(({ currency, invoice }) => [currency, invoice?.id ?? null])).toEqual([
      ['USD', id],
      ['EUR', null],
    ]);
    expect(await bill(set)).toMatchObject({ outcome: 'DRAFTED' });
    expect(await set.context().em.findOne(Invoice, { currency: 'EUR' })).toMatchObject({ kind: 'USAGE', total: 100n });
  });

  test.each([
    { name: 'of nothing', parts: { amount: usd('0.00') }, code: 'OUT_OF_RANGE' },
    { name: 'under an unknown tax code', parts: { taxCode: 'NOPE' }, code: 'UNKNOWN_TAX_CODE' },
    {
      name: 'in a currency that is none',
      parts: { amount: { amount: '1', currency: 'XQZ' } },
      code: 'UNKNOWN_CURRENCY',
    },
    { name: 'without a word', parts: { description: '' }, code: 'REQUIRED' },
  ])('$name is refused', async ({ parts, code }) => {
    const set = await scene();
    const input = { customerId: set.customerId, description: 'x', amount: usd('1.00'), ...parts };
    expect((await refusalOf(addAdjustment(set.context(), input))).issues[0]?.code).toBe(code);
  });
});
