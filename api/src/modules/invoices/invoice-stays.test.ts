import { describe, expect, test } from 'vitest';
import { refusalOf } from '../../../test/builders/contracts.ts';
import {
  type BillingScene,
  billingScene,
  issuedJune as issued,
  juneInvoice,
  usd,
} from '../../../test/builders/invoices.ts';
import { customer, installation, viewerContext } from '../../../test/builders/organization.ts';
import { useDatabase } from '../../../test/database.ts';
import { addAdjustment } from './adjustment.service.ts';
import { changeInvoices } from './bulk.service.ts';
import { createCreditNote } from './credit-note.service.ts';
import { cancelInvoice, writeOffInvoice } from './ending.service.ts';
import { holdInvoice } from './hold.service.ts';
import { issueInvoice, releaseInvoice } from './index.ts';
import { recomputeInvoice } from './recompute.service.ts';
import type { InvoiceChange, StoredStatus } from './invoice.words.ts';

/** The database holds when the code is wrong: everything here is tried as role `app`, as the product runs. */
const database = useDatabase();
const scene = (parts?: Parameters<typeof billingScene>[1]) => billingScene(database(), parts);

describe('the database holds when the code is wrong', () => {
  test.each([
    {
      name: 'another total',
      sql: 'update invoice set subtotal = 1, total = 1 where number is not null',
      says: /stays as it is/,
    },
    {
      name: 'another number',
      sql: "update invoice set number = 'INV-000099' where number is not null",
      says: /stays as it is/,
    },
    {
      name: 'another name',
      sql: "update invoice set bill_to_name = 'X' where number is not null",
      says: /stays as it is/,
    },
    {
      name: 'a way back to draft',
      sql: "update invoice set status = 'DRAFT' where number is not null",
      says: /cannot go back/,
    },
    { name: 'a deleted invoice', sql: 'delete from invoice', says: /permission denied/ },
    { name: 'another amount of a line', sql: 'update invoice_line set amount = 1', says: /stays as it is/ },
    { name: 'a line taken away', sql: 'delete from invoice_line', says: /stays as it is/ },
    { name: 'another energy of a machine', sql: 'update invoice_line_usage set energy_wh = 1', says: /stays as it is/ },
    {
      name: 'one line more',
      sql: `insert into invoice_line select gen_random_uuid(), organization_id, invoice_id, position + 1, contract_id, contract_number, component, description,
        quantity, unit, rate, estimated_kwh, amount, tax_code from invoice_line`,
      says: /stays as it is/,
    },
    {
      name: 'a claim let go',
      sql: 'update billed_claim set released_at = created_at from invoice where invoice.id = invoice_id',
      says: /keeps what it has billed/,
    },
    { name: 'another document under its hash', sql: "update document set bytes = ''", says: /permission denied/ },
    { name: 'a deleted document', sql: 'delete from document', says: /permission denied/ },
    {
      name: 'a second invoice of the month',
      sql: `insert into invoice (id, organization_id, customer_id, kind, status, currency, period, starts_on, ends_on, time_zone, bill_to_name, subtotal, tax, total,
          energy_wh, estimated_wh, evidence_sha256, created_at)
        select gen_random_uuid(), organization_id, customer_id, 'USAGE', 'DRAFT', currency, period, starts_on, ends_on, time_zone, bill_to_name, 0, 0, 0, 0, 0,
          evidence_sha256, created_at from invoice`,
      says: /invoice_once/,
    },
    {
      name: 'a claim more',
      sql: `insert into billed_claim (id, organization_id, invoice_id, contract_id, component, starts_on, ends_on)
        select gen_random_uuid(), organization_id, invoice_id, contract_id, component, '2026-07-01', '2026-07-02' from billed_claim`,
      says: /no longer a draft/,
    },
  ])('refuses $name of an issued invoice', async ({ sql, says }) => {
    const set = await scene();
    await issueInvoice(set.context(), { invoiceId: (await juneInvoice(set)).id });
    await expect(set.context().em.execute(sql)).rejects.toThrow(says);
  });

  test('shows a customer its own issued invoices, never a draft, never another customer', async () => {
    const set = await scene();
    const { id } = await juneInvoice(set);
    const as = (customerId: string) =>
      viewerContext(installation(database()), set.organizationId, 'CUSTOMER_OWNER', customerId).em;
    const rows = async (customerId: string) => {
      const counts: number[] = [];
      for (const table of ['invoice', 'invoice_line', 'invoice_line_usage', 'document', 'billed_claim', 'billing_run'])
        counts.push((await as(customerId).execute(`select 1 from ${table}`)).length);
      return counts;
    };
    // The one document is the contract's own.
    expect(await rows(set.customerId)).toEqual([0, 0, 0, 1, 0, 0]);
    await issueInvoice(set.context(), { invoiceId: id });
    expect(await rows(set.customerId)).toEqual([1, 1, 1, 3, 1, 0]);
    expect(await rows(await customer(set.owner, set.organizationId))).toEqual([0, 0, 0, 0, 0, 0]);
    const other = await scene();
    expect(await refusalOf(issueInvoice(other.context(), { invoiceId: id }))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await other.context().em.execute('select sha256 from document')).toEqual([
      { sha256: other.contract.documentSha256 },
    ]);
  });
});

describe('a draft that is no longer what its evidence says', () => {
  test.each([
    { name: 'an amount', sql: 'update invoice_line set amount = amount + 100 where position = 1' },
    {
      name: 'an amount, and the sums with it',
      sql: `with line as (update invoice_line set amount = amount + 100 where position = 1)
        update invoice set subtotal = subtotal + 100, total = total + 100`,
    },
    {
      name: 'an amount that another takes back',
      sql: 'update invoice_line set amount = amount + case position when 1 then 100 else -100 end',
    },
    { name: 'a rate', sql: "update invoice_line set rate = '0.082500' where position = 1" },
    { name: 'a quantity', sql: "update invoice_line set quantity = '2161.000' where position = 1" },
    { name: 'what is estimated', sql: "update invoice_line set estimated_kwh = '1.000' where position = 1" },
    { name: 'a line less', sql: 'delete from invoice_line where position = 2' },
    { name: 'the tax', sql: 'update invoice set tax = tax + 1, total = total + 1' },
  ])('in $name is not issued, and takes no number', async ({ sql }) => {
    const set = await scene();
    await addAdjustment(set.context(), { customerId: set.customerId, description: 'Service', amount: usd('5.00') });
    const { id } = await juneInvoice(set);
    await set.context().em.execute(sql);
    await expect(issueInvoice(set.context(), { invoiceId: id })).rejects.toThrow(/differs from its evidence/);
    expect(await set.context().em.execute('select status, number from invoice')).toEqual([
      { status: 'DRAFT', number: null },
    ]);
    await recomputeInvoice(set.context(), { invoiceId: id });
    expect(await issueInvoice(set.context(), { invoiceId: id })).toMatchObject({
      number: 'INV-000001',
      total: 16_160n,
    });
  });
});

/** How an invoice gets into a state. */
const arrive: Record<StoredStatus, (set: BillingScene) => Promise<unknown>> = {
  DRAFT: juneInvoice,
  HELD: async (set) => holdInvoice(set.context(), { invoiceId: (await juneInvoice(set)).id, reason: 'look' }),
  ISSUED: issued,
  PAID: async (set) => {
    const lines = [{ position: 1, amount: usd('156.60') }];
    await createCreditNote(set.context(), { invoiceId: (await issued(set)).id, lines, reason: 'goodwill' });
  },
  WRITTEN_OFF: async (set) => writeOffInvoice(set.context(), { invoiceId: (await issued(set)).id, reason: 'bankrupt' }),
  CANCELLED: async (set) => cancelInvoice(set.context(), { invoiceId: (await issued(set)).id, reason: 'twice' }),
};

describe('the status of an invoice', () => {
  /** From (down) to (across), by the database: `x` goes, `.` is refused. Reopening is a payment's that comes back. */
  const ways = `
              DRAFT  HELD  ISSUED  PAID  WRITTEN_OFF  CANCELLED
  DRAFT       x      x     .       .     .            x
  HELD        x      x     .       .     .            x
  ISSUED      .      .     x       x     x            x
  PAID        .      .     x       x     .            .
  WRITTEN_OFF .      .     .       x     x            .
  CANCELLED   .      .     .       .     .            .
  `;
  const [heading = '', ...rows] = ways.trim().split('\n');
  const across = heading.trim().split(/\s+/) as StoredStatus[];

  test.each(rows.map((row) => row.trim().split(/\s+/) as [StoredStatus, ...string[]]))(
    'goes from %s only along its life',
    async (from, ...expected) => {
      const set = await scene();
      await arrive[from](set);
      const { em } = set.context();
      expect(await em.execute('select status from invoice')).toEqual([{ status: from }]);
      const found: string[] = [];
      for (const to of across) {
        const because = to === 'CANCELLED' ? ", cancel_reason = 'x'" : '';
        const answer = await em
          .transactional(async (inside) => {
            await inside.execute(`update invoice set status = ?${because}`, [to]);
            throw new Error('undone');
          })
          .catch(({ message }: Error) => message);
        found.push(answer === 'undone' ? 'x' : '.');
      }
      expect(found).toEqual(expected);
    },
  );
});

describe('many invoices changed at once', () => {
  /** What may be asked of many (down) in which state (across): `x` goes, else all of them stay as they are. */
  const ways = `
                 DRAFT  HELD  ISSUED  PAID  WRITTEN_OFF  CANCELLED
  RECOMPUTE      x      x     .       .     .            .
  HOLD           x      x     .       .     .            .
  ISSUE          x      .     .       .     .            .
  ISSUE_AND_SEND x      .     .       .     .            .
  SEND           .      .     x       x     .            .
  WRITE_OFF      .      .     x       .     .            .
  CANCEL         x      x     x       .     .            .
  `;
  const [heading = '', ...rows] = ways.trim().split('\n');
  const statuses = heading.trim().split(/\s+/) as StoredStatus[];
  const table = rows.map((row) => row.trim().split(/\s+/) as [InvoiceChange, ...string[]]);

  test.each(statuses.map((status, column) => ({ status, column })))(
    'of $status go along what is legal, and along nothing else',
    async ({ status, column }) => {
      const set = await scene();
      await arrive[status](set);
      const { em } = set.context();
      const all = (): Promise<{ id: string }[]> =>
        em.execute('select id, status, number, total, cancel_reason from invoice');
      const before: { id: string }[] = await all();
      const change = (word: InvoiceChange) =>
        changeInvoices(set.context(), { invoiceIds: before.map(({ id }) => id), change: word, reason: 'x' });
      for (const [word, ...goes] of table) {
        if (goes[column] === 'x') continue;
        const { code, issues } = await refusalOf(change(word));
        expect([word, code]).toEqual([
          word,
          word === 'CANCEL' && status === 'PAID' ? 'HAS_CREDIT_NOTE' : 'WRONG_STATE',
        ]);
        expect(issues).toMatchObject([{ code, path: ['input', 'invoiceIds', '0'] }]);
        expect(await all()).toEqual(before);
      }
      // The last of those that go: one that went can't be brought back for the next.
      const last = table.findLast(([, ...goes]) => goes[column] === 'x')?.[0];
      if (last) expect((await change(last)).ids).toEqual(before.map(({ id }) => id));
    },
  );
});

describe('every column of an issued invoice and its parts', () => {
  /** Another value of any type that these tables have. */
  const other: Record<string, string> = {
    bigint: 'coalesce(v, 0) + 1',
    integer: 'coalesce(v, 0) + 1',
    numeric: 'coalesce(v, 0) + 1',
    text: "coalesce(v, '') || 'x'",
    date: "coalesce(v, '2026-01-01'::date) + 1",
    'timestamp with time zone': "coalesce(v, '2026-01-01'::timestamptz) + interval '1 day'",
    uuid: 'gen_random_uuid()',
    jsonb: `'{"other": true}'::jsonb`,
    ARRAY: "'{}'",
    bytea: String.raw`'\x00'::bytea`,
  };
  /** What may still be noted of one; its status goes along its life, and the reason of a cancellation with that. */
  const noted = ['invoice.sent_at', 'invoice.sent_to'];
  const held = /stays?\b|keeps|permission denied|only ever released|not go from|cancel_reason: .* check constraint/;
  const tables = [
    'invoice',
    'invoice_line',
    'invoice_line_usage',
    'invoice_tax',
    'invoice_hold',
    'invoice_event',
    'billed_claim',
    'adjustment',
    'credit_note',
    'credit_note_line',
  ];

  async function full() {
    const set = await scene({
      before: async (organizationId, customerId) => {
        await database().owner.query(
          `insert into tax_rate (id, organization_id, code, name, percent, position) values (gen_random_uuid(), $1, 'TX', 'Sales tax', 8.25, 1)`,
          [organizationId],
        );
        await database().owner.query("update customer set tax_code = 'TX' where id = $1", [customerId]);
        await database().owner.query('update customer_file set in_default = true where id = $1', [customerId]);
      },
    });
    await addAdjustment(set.context(), { customerId: set.customerId, description: 'Service', amount: usd('5.00') });
    const { id } = await juneInvoice(set);
    const release = { invoiceId: id, next: 'ISSUE', note: 'looked', override: ['IN_DEFAULT' as const] } as const;
    await releaseInvoice(set.context(), { ...release, override: [...release.override] });
    const lines = [{ position: 1, amount: usd('1.00') }];
    await createCreditNote(set.context(), { invoiceId: id, lines, reason: 'x' });
    return set;
  }

  test('stays as it is, but for what is noted of it', async () => {
    const { em } = (await full()).context();
    const columns: { table: string; name: string; type: string }[] = await em.execute(
      `select table_name as table, column_name as name, data_type as type from information_schema.columns
       where table_schema = 'public' and table_name in (${tables.map(() => '?').join(', ')}) order by table_name, ordinal_position`,
      tables,
    );
    expect(new Set(columns.map(({ table }) => table))).toEqual(new Set(tables));
    const open: string[] = [];
    for (const { table, name, type } of columns) {
      const value = other[type]?.replace('v,', `${name},`);
      if (!value) throw new Error(`no other value of type ${type}`);
      const rows: { id: string }[] = await em.execute(`select 1 from ${table}`);
      expect(rows, table).not.toEqual([]);
      const answer = await em
        .transactional(async (inside) => {
          await inside.execute(`update ${table} set ${name} = ${value}`);
          throw new Error('undone');
        })
        .catch(({ message }: Error) => message);
      if (answer === 'undone') open.push(`${table}.${name}`);
      else expect(`${table}.${name}: ${answer}`).toMatch(held);
    }
    expect(open).toEqual(noted);
  });
});
