import { createTransport } from 'nodemailer';
import { afterEach, expect, test } from 'vitest';
import { activeContract, meteredMiners, steadyLoad } from '../test/builders/contracts.ts';
import { customer, installation, organization, viewerContext } from '../test/builders/organization.ts';
import { useDatabase } from '../test/database.ts';
import { startJobs } from './job-runner.ts';
import { generateInvoices } from './modules/invoices/index.ts';
import { BillingRun, BillingRunOutcome, Invoice } from './modules/invoices/invoice.entity.ts';

const database = useDatabase();
/** Takes every mail and keeps it. */
const transport = createTransport({ jsonTransport: true });
const sent: { to: string; attachments: string[] }[] = [];
transport.use('stream', (mail, done) => {
  const attachments = (mail.data.attachments ?? []).map(({ filename }) => String(filename));
  sent.push({ to: String(mail.data.to), attachments });
  done();
});

let stop: (() => Promise<void>) | null = null;
afterEach(async () => {
  await stop?.();
  stop = null;
});

/** An organization with customers, each with a machine that ran through June. */
async function scene(parts: { autoSend?: boolean; customers: number }) {
  const { owner } = database();
  const organizationId = await organization(owner, { autoSend: parts.autoSend ?? false });
  const place = installation(database());
  const context = () => viewerContext(place, organizationId);
  const customers: string[] = [];
  for (const miner of await meteredMiners(owner, organizationId, parts.customers)) {
    const customerId = await customer(owner, organizationId, { contactEmail: `bill-${customers.length}@example.com` });
    const load = { from: '2026-06-01T05:00:00Z', to: '2026-07-01T05:00:00Z', powerW: 3_000 };
    await steadyLoad(owner, organizationId, miner.outlet.register.no, load);
    await activeContract(context(), customerId, [miner.id]);
    customers.push(customerId);
  }
  return { owner, organizationId, place, context, customers };
}

async function work(place: ReturnType<typeof installation>): Promise<void> {
  const jobs = await startJobs(place, database().ownerUrl, { transport, from: 'bills@example.com' });
  stop = () => jobs.stop();
}

/** Until the queue has nothing left to do now. */
async function idle(): Promise<void> {
  await expect
    .poll(
      async () =>
        (
          await database().owner.query(
            "select 1 from graphile_worker._private_jobs where run_at <= now() + interval '1 minute' and attempts < max_attempts",
          )
        ).rowCount,
      { timeout: 15_000, interval: 50 },
    )
    .toBe(0);
}

test('a run bills every customer once, and finishes', async () => {
  const set = await scene({ customers: 3 });
  await customer(set.owner, set.organizationId);
  const run = await generateInvoices(set.context(), { period: '2026-06' });
  const again = await generateInvoices(set.context(), { period: '2026-06' });
  await work(set.place);
  await idle();
  const { em } = set.context();
  expect(await em.find(BillingRun, {}, { orderBy: { id: 'asc' } })).toMatchObject([
    { state: 'FINISHED' },
    { state: 'FINISHED' },
  ]);
  expect(await em.count(Invoice, {})).toBe(3);
  const outcomes = await em.find(BillingRunOutcome, { runId: { $in: [run.id, again.id] } });
  expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual([
    'DRAFTED',
    'DRAFTED',
    'DRAFTED',
    'SKIPPED',
    'SKIPPED',
    'SKIPPED',
  ]);
});

test('a run of named customers tells who had nothing to bill', async () => {
  const set = await scene({ customers: 1 });
  const idleCustomer = await customer(set.owner, set.organizationId);
  await generateInvoices(set.context(), { period: '2026-06', customerIds: [idleCustomer] });
  await work(set.place);
  await idle();
  expect(await set.context().em.find(BillingRunOutcome, {})).toMatchObject([
    { outcome: 'NOTHING_TO_BILL', invoiceIds: [] },
  ]);
});

test('with auto-send what has no hold is issued and mailed with its PDF, what is held is not', async () => {
  sent.length = 0;
  const set = await scene({ customers: 2, autoSend: true });
  await set.owner.query('update customer_file set in_default = true where id = $1', [set.customers[1]]);
  await generateInvoices(set.context(), { period: '2026-06' });
  await work(set.place);
  await idle();
  const invoices = await set.context().em.find(Invoice, {}, { orderBy: { number: 'asc nulls last' } });
  expect(invoices).toMatchObject([
    { status: 'ISSUED', number: 'INV-000001', sentTo: 'bill-0@example.com' },
    { status: 'HELD', number: null },
  ]);
  expect(invoices[0]?.sentAt).not.toBeNull();
  expect(sent).toEqual([{ to: 'bill-0@example.com', attachments: ['INV-000001.pdf'] }]);
});

test('a job that a killed worker held is done by the next one', async () => {
  const set = await scene({ customers: 1 });
  await generateInvoices(set.context(), { period: '2026-06' });
  await set.owner.query(
    "update graphile_worker._private_jobs set locked_by = 'worker-killed', locked_at = now() - interval '1 minute', attempts = 1",
  );
  await work(set.place);
  await idle();
  expect(await set.context().em.find(BillingRun, {})).toMatchObject([{ state: 'FINISHED' }]);
});

test('what goes wrong with one customer is its own outcome: nothing of it is written, the others are billed', async () => {
  const set = await scene({ customers: 2 });
  await set.owner.query('delete from customer_file where id = $1', [set.customers[0]]);
  await generateInvoices(set.context(), { period: '2026-06' });
  await work(set.place);
  await idle();
  const { em } = set.context();
  const outcomes = await em.find(BillingRunOutcome, {}, { orderBy: { outcome: 'asc' } });
  expect(outcomes).toMatchObject([
    { outcome: 'DRAFTED', errorCode: null },
    { outcome: 'FAILED', errorCode: 'INTERNAL', customer: { id: set.customers[0] } },
  ]);
  expect(await em.count(Invoice, {})).toBe(1);
  expect(await em.find(BillingRun, {})).toMatchObject([{ state: 'FINISHED' }]);
});
