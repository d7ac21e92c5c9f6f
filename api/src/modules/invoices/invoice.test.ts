import { parseEvidence, verifyBill } from '@hashyard/rating';
import { describe, expect, test } from 'vitest';
import {
  activeContract,
  type MeteredMiner,
  meteredMiners,
  registerReadings,
  steadyLoad,
} from '../../../test/builders/contracts.ts';
import { feed } from '../../../test/builders/fleet.ts';
import { customer, installation, organization, viewerContext } from '../../../test/builders/organization.ts';
import { useDatabase } from '../../../test/database.ts';
import { type Conflict, Refused } from '../../graphql/refusals.ts';
import { jobContext } from '../../jobs.ts';
import { assignMiners, unassignMiners } from '../contracts/index.ts';
import { findDocument, unzipped } from './document.service.ts';
import { billCustomer, generateInvoices, issueInvoice, periodOf, releaseInvoice } from './index.ts';
import { BillingRunOutcome, Hold, Invoice, InvoiceLine, LineUsage } from './invoice.entity.ts';
import { renderInvoice } from './pdf/render.ts';

const database = useDatabase();
const june = periodOf('2026-06');

/** The first of June and of July in Chicago. */
const [juneStart, julyStart] = ['2026-06-01T05:00:00Z', '2026-07-01T05:00:00Z'];

/** An operator with a customer, an active contract from 1 June on, and machines whose registers ran all of it. */
async function scene(
  parts: { miners?: number; load?: (miner: MeteredMiner, organizationId: string) => Promise<void> } = {},
) {
  const { owner } = database();
  const organizationId = await organization(owner);
  const customerId = await customer(owner, organizationId);
  const miners = await meteredMiners(owner, organizationId, parts.miners ?? 1);
  const clock = { now: new Date('2026-07-01T12:00:00Z') };
  const place = installation(database(), clock);
  const context = () => viewerContext(place, organizationId);
  const job = () => jobContext(place, organizationId, 'test');
  const load =
    parts.load ??
    ((miner: MeteredMiner) =>
      steadyLoad(owner, organizationId, miner.outlet.register.no, { from: juneStart, to: julyStart, powerW: 3_000 }));
  for (const miner of miners) await load(miner, organizationId);
  const contract = await activeContract(
    context(),
    customerId,
    miners.map(({ id }) => id),
  );
  return { owner, organizationId, customerId, miners, contract, context, job, clock };
}

type Scene = Awaited<ReturnType<typeof scene>>;

async function draft({ job, context, customerId }: Scene): Promise<Invoice> {
  const { invoiceIds } = await billCustomer(job(), customerId, june, { skipExisting: true });
  return context().em.findOneOrFail(Invoice, { id: invoiceIds[0] as string });
}

async function evidenceOf({ context }: Scene, invoice: Invoice) {
  const document = await findDocument(context().em, invoice.evidenceSha256);
  const file = JSON.parse(unzipped(document as NonNullable<typeof document>).toString());
  const parsed = parseEvidence(file);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return { file, evidence: parsed.bundle };
}

async function refusal(work: Promise<unknown>): Promise<Conflict> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Refused)) throw new Error(`not refused but ${error}`);
  return error.refusal as Conflict;
}

describe('billing a month', () => {
  test('makes a draft whose lines are those of its evidence, energy times rate', async () => {
    const set = await scene({ miners: 2 });
    const invoice = await draft(set);
    expect(invoice).toMatchObject({
      status: 'DRAFT',
      number: null,
      currency: 'USD',
      period: '2026-06',
      energyWh: 4_320_000n,
      estimatedWh: 0n,
      total: 31_320n,
    });
    const { em } = set.context();
    const [line] = await em.find(InvoiceLine, { invoiceId: invoice.id });
    expect(line).toMatchObject({
      contractNumber: 'HC-000001',
      component: 'ENERGY',
      quantity: '4320.000',
      rate: '0.072500',
      amount: 31_320n,
    });
    const usage = await em.find(LineUsage, { lineId: line?.id ?? '' });
    expect(usage.map(({ energyWh }) => energyWh)).toEqual([2_160_000n, 2_160_000n]);
    expect(usage.flatMap(({ registerIds }) => registerIds).sort()).toEqual(
      set.miners.map(({ outlet }) => outlet.register.id).sort(),
    );
    const { evidence } = await evidenceOf(set, invoice);
    expect(verifyBill(evidence)).toEqual([]);
  });

  test('twice makes one invoice: the second is told to have been there', async () => {
    const set = await scene();
    const answers = await Promise.all(
      [1, 2].map(() => billCustomer(set.job(), set.customerId, june, { skipExisting: true })),
    );
    expect(answers.map(({ outcome }) => outcome).sort()).toEqual(['DRAFTED', 'SKIPPED']);
    expect(await set.context().em.count(Invoice, {})).toBe(1);
  });

  test('again without skipping rates a draft anew, and leaves an issued one alone', async () => {
    const set = await scene();
    const first = await draft(set);
    await set.owner.query('update register_reading set register_wh = register_wh + 1000 where taken_at = $1', [
      julyStart,
    ]);
    expect(await billCustomer(set.job(), set.customerId, june, { skipExisting: false })).toMatchObject({
      outcome: 'DRAFTED',
      invoiceIds: [first.id],
    });
    expect(await set.context().em.findOne(Invoice, { id: first.id })).toMatchObject({ energyWh: 2_161_000n });
    await issueInvoice(set.context(), { invoiceId: first.id });
    expect(await billCustomer(set.job(), set.customerId, june, { skipExisting: false })).toMatchObject({
      outcome: 'SKIPPED',
      invoiceIds: [first.id],
    });
  });

  test('holds what has a gap, and says which register and machine', async () => {
    const set = await scene({
      load: (miner, organizationId) =>
        registerReadings(database().owner, organizationId, miner.outlet.register.no, [
          [juneStart, 1_000],
          ['2026-06-20T00:00:00Z', 1_500_000],
        ]),
    });
    const invoice = await draft(set);
    expect(invoice.status).toBe('HELD');
    expect(await set.context().em.find(Hold, { invoiceId: invoice.id })).toMatchObject([
      {
        reason: 'UNCOVERED',
        contractNumber: 'HC-000001',
        unit: set.miners[0]?.name,
        fromAt: new Date('2026-06-20T00:00:00Z'),
        toAt: new Date(julyStart),
      },
    ]);
  });

  test.each([
    { name: 'in default', column: 'in_default = true', reason: 'IN_DEFAULT' },
    {
      name: 'on a billing hold',
      column: "billing_hold = true, billing_hold_reason = 'dispute'",
      reason: 'BILLING_HOLD',
    },
  ])('holds the invoice of a customer who is $name', async ({ column, reason }) => {
    const set = await scene();
    await set.owner.query(`update customer_file set ${column} where id = $1`, [set.customerId]);
    const invoice = await draft(set);
    expect(invoice.status).toBe('HELD');
    expect(await set.context().em.find(Hold, { invoiceId: invoice.id })).toMatchObject([{ reason }]);
  });

  test('of a machine that moved bills each customer to the instant, and shows neither the other', async () => {
    const set = await scene();
    const { owner, organizationId, context, job } = set;
    const [miner] = set.miners as [MeteredMiner];
    const at = new Date('2026-06-15T10:30:00Z');
    await unassignMiners(context(), { contractId: set.contract.id, minerIds: [miner.id], at });
    await owner.query('update miner set owner_id = null where id = $1', [miner.id]);
    const successor = await customer(owner, organizationId, { name: 'Next Owner' });
    const next = await activeContract(
      context(),
      successor,
      (await meteredMiners(owner, organizationId, 1)).map(({ id }) => id),
    );
    await assignMiners(context(), { contractId: next.id, minerIds: [miner.id], from: at });
    const mine = await draft(set);
    const { file } = await evidenceOf(set, mine);
    const instants = file.registers[0].readings.map(([takenAt]: [string]) => takenAt);
    expect(instants.at(-1)).toBe('2026-06-15T11:00:00Z');
    expect(instants[0]).toBe(juneStart);
    const { invoiceIds } = await billCustomer(job(), successor, june, { skipExisting: true });
    const theirs = await context().em.findOneOrFail(Invoice, { id: invoiceIds[0] as string });
    expect(mine.energyWh + theirs.energyWh).toBe(2_160_000n);
    const their = (await evidenceOf(set, theirs)).file;
    const shared = their.registers.find(({ readings }: { readings: unknown[] }) => readings.length > 0);
    expect(shared.readings[0][0]).toBe('2026-06-15T10:00:00Z');
  });

  test('of a shared register hides the neighbour and keeps its share', async () => {
    const set = await scene({ miners: 1 });
    const { owner, organizationId, context, miners } = set;
    const [neighbour] = await meteredMiners(owner, organizationId, 1);
    await feed(owner, organizationId, { outletId: miners[0]?.outlet.id, minerId: neighbour?.id });
    const invoice = await draft(set);
    expect(invoice.energyWh).toBe(1_080_000n);
    const { file } = await evidenceOf(set, invoice);
    expect(file.registers[0].feeds.map(({ unit }: { unit: string }) => unit)).toEqual([miners[0]?.name, 'other-1']);
    expect(JSON.stringify(file)).not.toContain(neighbour?.name);
    expect(JSON.stringify(file)).not.toContain(neighbour?.id);
    expect(await context().em.count(Invoice, {})).toBe(1);
  });
});

describe('a run', () => {
  test('is refused while the month is open in the zone of a contract', async () => {
    const set = await scene();
    set.clock.now = new Date('2026-07-01T04:59:59Z');
    expect(await refusal(generateInvoices(set.context(), { period: '2026-06' }))).toMatchObject({
      code: 'PERIOD_OPEN',
      path: ['input', 'period'],
    });
    set.clock.now = new Date(julyStart);
    expect(await generateInvoices(set.context(), { period: '2026-06' })).toMatchObject({
      state: 'QUEUED',
      autoSend: false,
      skipExisting: true,
    });
    expect(await set.context().em.find(BillingRunOutcome, {})).toMatchObject([
      { outcome: null, customer: { id: set.customerId } },
    ]);
  });

  test('refuses a month that is none, and a customer of another organization as if there were none', async () => {
    const set = await scene();
    const other = await scene();
    expect(await refusal(generateInvoices(set.context(), { period: '2026-13' }))).toMatchObject({
      issues: [{ code: 'OUT_OF_RANGE' }],
    });
    const named = generateInvoices(set.context(), {
      period: '2026-06',
      customerIds: [set.customerId, other.customerId],
    });
    expect(await refusal(named)).toMatchObject({ code: 'NOT_FOUND', path: ['input', 'customerIds', '1'] });
  });
});

describe('issuing', () => {
  test('fixes number, dates, names and papers', async () => {
    const set = await scene();
    const { id } = await draft(set);
    const issued = await issueInvoice(set.context(), { invoiceId: id });
    expect(issued).toMatchObject({
      status: 'ISSUED',
      number: 'INV-000001',
      issuedOn: '2026-07-01',
      dueOn: '2026-07-15',
      billToName: 'Ada Miner',
      seller: { name: 'Lone Star Hosting LLC' },
    });
    const pdf = await findDocument(set.context().em, issued.pdfSha256 as string);
    expect(pdf?.bytes.subarray(0, 5).toString()).toBe('%PDF-');
    const { em } = set.context();
    expect(pdf?.bytes.equals(await renderInvoice(em, await em.findOneOrFail(Invoice, { id })))).toBe(true);
    expect(await refusal(issueInvoice(set.context(), { invoiceId: id }))).toMatchObject({ code: 'WRONG_STATE' });
  });

  test('by eight sessions at once, some refused, leaves no gap in the numbers', async () => {
    const set = await scene({ miners: 12 });
    const { owner, organizationId, context, job } = set;
    const ids: string[] = [(await draft(set)).id];
    for (const miner of await meteredMiners(owner, organizationId, 11)) {
      const customerId = await customer(owner, organizationId);
      await steadyLoad(owner, organizationId, miner.outlet.register.no, { from: juneStart, to: julyStart, powerW: 10 });
      await activeContract(context(), customerId, [miner.id]);
      ids.push(...(await billCustomer(job(), customerId, june, { skipExisting: true })).invoiceIds);
    }
    // Each twice, so that half of the transactions roll back, eight at a time.
    const queue = [...ids, ...ids];
    const work = async () => {
      for (let id = queue.shift(); id; id = queue.shift())
        await issueInvoice(context(), { invoiceId: id }).catch(() => null);
    };
    await Promise.all(Array.from({ length: 8 }, work));
    const invoices = await context().em.find(Invoice, {}, { orderBy: { number: 'asc' } });
    expect(invoices.map(({ number }) => number)).toEqual(
      ids.map((_, index) => `INV-${String(index + 1).padStart(6, '0')}`),
    );
    expect(await context().em.execute("select next_no::int from number_series where series = 'invoice'")).toEqual([
      { next_no: 13 },
    ]);
  });

  test('waits for late readings as long as the organization says', async () => {
    const set = await scene();
    await set.owner.query('update billing_settings set collection_days = 3');
    const { id } = await draft(set);
    expect(await refusal(issueInvoice(set.context(), { invoiceId: id }))).toMatchObject({ code: 'COLLECTION_OPEN' });
    set.clock.now = new Date('2026-07-04T05:00:00Z');
    expect(await issueInvoice(set.context(), { invoiceId: id })).toMatchObject({
      status: 'ISSUED',
      issuedOn: '2026-07-04',
    });
    await set.owner.query('update billing_settings set collection_days = 0');
  });

  test('of a held one needs its release, with every reason gone or overridden', async () => {
    const set = await scene();
    await set.owner.query('update customer_file set in_default = true where id = $1', [set.customerId]);
    const { id } = await draft(set);
    expect(await refusal(issueInvoice(set.context(), { invoiceId: id }))).toMatchObject({ code: 'WRONG_STATE' });
    const release = { invoiceId: id, next: 'ISSUE', note: 'paid by wire' } as const;
    expect(await refusal(releaseInvoice(set.context(), release))).toMatchObject({ code: 'HOLDS_REMAIN' });
    expect(await releaseInvoice(set.context(), { ...release, override: ['IN_DEFAULT'] })).toMatchObject({
      status: 'ISSUED',
      number: 'INV-000001',
    });
    expect(await set.context().em.find(Hold, { invoiceId: id })).toMatchObject([
      { reason: 'IN_DEFAULT', releasedBy: 'Pat Person', note: 'paid by wire' },
    ]);
  });

  test('fixes what was billed: nothing of that month can be assigned or taken away', async () => {
    const set = await scene();
    await draft(set);
    const minerIds = set.miners.map(({ id }) => id);
    const at = new Date('2026-06-10T00:00:00Z');
    expect(await refusal(unassignMiners(set.context(), { contractId: set.contract.id, minerIds, at }))).toMatchObject({
      code: 'PERIOD_BILLED',
    });
    const [more] = await meteredMiners(set.owner, set.organizationId, 1);
    expect(
      await refusal(assignMiners(set.context(), { contractId: set.contract.id, minerIds: [more?.id ?? ''], from: at })),
    ).toMatchObject({
      code: 'PERIOD_BILLED',
    });
  });
});

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
      name: 'a second claim on a billed day',
      sql: `insert into billed_claim (id, organization_id, invoice_id, contract_id, component, starts_on, ends_on)
        select gen_random_uuid(), organization_id, invoice_id, contract_id, component, '2026-06-30', '2026-07-02' from billed_claim`,
      says: /billed_once/,
    },
  ])('refuses $name of an issued invoice', async ({ sql, says }) => {
    const set = await scene();
    await issueInvoice(set.context(), { invoiceId: (await draft(set)).id });
    await expect(set.context().em.execute(sql)).rejects.toThrow(says);
  });

  test('shows a customer its own issued invoices, never a draft, never another customer', async () => {
    const set = await scene();
    const { id } = await draft(set);
    const as = (customerId: string) =>
      viewerContext(installation(database()), set.organizationId, 'CUSTOMER_OWNER', customerId).em;
    const rows = async (customerId: string) => {
      const counts: number[] = [];
      for (const table of ['invoice', 'invoice_line', 'invoice_line_usage', 'document', 'billed_claim', 'billing_run'])
        counts.push((await as(customerId).execute(`select 1 from ${table}`)).length);
      return counts;
    };
    expect(await rows(set.customerId)).toEqual([0, 0, 0, 0, 0, 0]);
    await issueInvoice(set.context(), { invoiceId: id });
    expect(await rows(set.customerId)).toEqual([1, 1, 1, 2, 1, 0]);
    expect(await rows(await customer(set.owner, set.organizationId))).toEqual([0, 0, 0, 0, 0, 0]);
    const other = await scene();
    expect(await refusal(issueInvoice(other.context(), { invoiceId: id }))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await other.context().em.execute('select 1 from document')).toEqual([]);
  });
});
