import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { activeContract, meteredMiners, steadyLoad } from '../../../test/builders/contracts.ts';
import { julyStart, juneStart } from '../../../test/builders/invoices.ts';
import { customer, installation, organization, viewerContext } from '../../../test/builders/organization.ts';
import { useDatabase } from '../../../test/database.ts';
import { mailServer } from '../../../test/mail-server.ts';
import { useWorkers } from '../../../test/worker-process.ts';
import { generateInvoices } from './index.ts';

const database = useDatabase();
let mails: Awaited<ReturnType<typeof mailServer>>;
beforeAll(async () => {
  mails = await mailServer(() => '250 OK');
});
afterAll(() => mails.close());
const startWorker = useWorkers(database, () => mails.url);

/** What a run writes to, in the order in which it does. A lock on one of them stops the worker right before that step. */
const steps = [
  'graphile_worker._private_jobs',
  'billing_run',
  'document',
  'invoice',
  'invoice_line',
  'invoice_line_usage',
  'billed_claim',
  'number_series',
  'mail',
  'billing_run_outcome',
];
const customers = 4;
/** Nothing here takes a second; on a machine that is busy with other things it may take long. */
const patience = 60_000;
let organizationId = '';

/** Customers with a machine each that ran through June; runs issue and mail by themselves. */
beforeEach(async () => {
  const { owner } = database();
  mails.received.length = 0;
  organizationId = await organization(owner, { autoSend: true });
  for (const miner of await meteredMiners(owner, organizationId, customers)) {
    const load = { from: juneStart, to: julyStart, powerW: 3_000 };
    await steadyLoad(owner, organizationId, miner.outlet.register.no, load);
    await activeContract(staff(), await customer(owner, organizationId), [miner.id]);
  }
});
const staff = () => viewerContext(installation(database()), organizationId);
const rowsOf = async (sql: string) => (await database().owner.query(sql, [organizationId])).rows;

/** Kills a worker while it waits to write to a table, and lets go of the table. */
async function killBefore(table: string): Promise<void> {
  const blocker = await database().owner.connect();
  try {
    await blocker.query(`begin; lock table ${table} in share mode`);
    const worker = startWorker();
    const waiting = `select 1 from pg_locks where not granted and relation = '${table}'::regclass`;
    await expect
      .poll(async () => (await database().owner.query(waiting)).rowCount, { timeout: patience, interval: 25 })
      .toBeGreaterThan(0);
    await worker.kill();
  } finally {
    await blocker.query('rollback');
    blocker.release();
  }
  await forgetTheDead();
}

/** A dead worker's jobs are freed by the next one when they have been held for a while; here that while has passed. */
async function forgetTheDead(): Promise<void> {
  for (const table of ['_private_jobs', '_private_job_queues'])
    await database().owner.query(
      `update graphile_worker.${table} set locked_at = locked_at - interval '1 minute' where locked_at is not null`,
    );
}

const isOver = async () =>
  (await rowsOf("select 1 from billing_run where organization_id = $1 and state <> 'FINISHED'")).length === 0 &&
  (await rowsOf("select 1 from mail where organization_id = $1 and state <> 'SENT'")).length === 0;

/** As if nothing had ever been killed: each customer once, numbers and claims whole, each mail once. */
async function expectWhole(runs: number): Promise<void> {
  const invoices = await rowsOf(
    'select customer_id, number, status from invoice where organization_id = $1 order by number',
  );
  expect(new Set(invoices.map(({ customer_id }) => customer_id)).size).toBe(customers);
  const numbers = Array.from({ length: customers }, (_, index) => `INV-00000${index + 1}`);
  expect(invoices.map(({ number, status }) => [number, status])).toEqual(numbers.map((number) => [number, 'ISSUED']));
  expect(
    await rowsOf("select next_no::int from number_series where organization_id = $1 and series = 'invoice'"),
  ).toEqual([{ next_no: customers + 1 }]);
  const claims = await rowsOf(
    'select contract_id from billed_claim where organization_id = $1 and released_at is null',
  );
  expect(claims).toHaveLength(customers);
  expect(new Set(claims.map(({ contract_id }) => contract_id)).size).toBe(customers);
  const outcomes = await rowsOf('select outcome from billing_run_outcome where organization_id = $1 order by outcome');
  expect(outcomes.map(({ outcome }) => outcome)).toEqual([
    ...Array(customers).fill('ISSUED'),
    ...Array(customers * (runs - 1)).fill('SKIPPED'),
  ]);
  const subjects = mails.received.map((mail) => /^Subject: .*(INV-\d+)/m.exec(mail)?.[1]);
  expect(subjects.sort()).toEqual(numbers);
}

test('a run whose worker is killed before each of its steps ends as if nothing had happened', {
  timeout: 10 * patience,
}, async () => {
  await generateInvoices(staff(), { period: '2026-06' });
  for (const step of steps) await killBefore(step);
  const worker = startWorker();
  await expect.poll(isOver, { timeout: patience, interval: 50 }).toBe(true);
  await worker.stop();
  await expectWhole(1);
});

test('two runs on two workers, one of them killed on the way, bill each customer once', {
  timeout: 4 * patience,
}, async () => {
  await generateInvoices(staff(), { period: '2026-06' });
  await generateInvoices(staff(), { period: '2026-06' });
  const other = startWorker();
  await killBefore('invoice_line');
  await expect.poll(isOver, { timeout: patience, interval: 50 }).toBe(true);
  await other.stop();
  await expectWhole(2);
});
