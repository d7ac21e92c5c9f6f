import { describe, expect, test } from 'vitest';
import { activeContract, meteredMiners, refusalOf, steadyLoad } from '../../../test/builders/contracts.ts';
import { billingScene, julyStart, june, juneInvoice, juneStart } from '../../../test/builders/invoices.ts';
import { customer } from '../../../test/builders/organization.ts';
import { useDatabase } from '../../../test/database.ts';
import { assignMiners, unassignMiners } from '../contracts/index.ts';
import { findDocument } from '../documents/index.ts';
import { confirmProfile, importOutletMap } from '../fleet/index.ts';
import {
  billCustomer,
  billCustomerOfRun,
  generateInvoices,
  issueDraft,
  issueInvoice,
  releaseInvoice,
  startBillingRun,
} from './index.ts';
import { BillingRun, BillingRunOutcome, Hold, Invoice } from './invoice.entity.ts';
import { renderInvoice } from './pdf/render.ts';
import { readEvidence } from './stored-evidence.ts';

const database = useDatabase();
const scene = (parts?: Parameters<typeof billingScene>[1]) => billingScene(database(), parts);

describe('a run', () => {
  test('is refused while the month is open in the zone of a contract', async () => {
    const set = await scene();
    set.clock.now = new Date('2026-07-01T04:59:59Z');
    expect(await refusalOf(generateInvoices(set.context(), { period: '2026-06' }))).toMatchObject({
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
    expect(await refusalOf(generateInvoices(set.context(), { period: '2026-13' }))).toMatchObject({
      issues: [{ code: 'OUT_OF_RANGE' }],
    });
    const named = generateInvoices(set.context(), {
      period: '2026-06',
      customerIds: [set.customerId, other.customerId],
    });
    expect(await refusalOf(named)).toMatchObject({ code: 'NOT_FOUND', path: ['input', 'customerIds', '1'] });
  });
});

describe('a run with auto-send', () => {
  test('waits for late readings: the issue is queued for the day they close', async () => {
    const set = await scene();
    const where = [set.organizationId];
    await set.owner.query('update billing_settings set auto_send = true, collection_days = 5 where id = $1', where);
    const run = await generateInvoices(set.context(), { period: '2026-06' });
    const [part] = await set.context().em.find(BillingRunOutcome, { runId: run.id });
    await startBillingRun(set.job(), { runId: run.id });
    await billCustomerOfRun(set.job(), { outcomeId: part?.id ?? '' });
    expect(await set.context().em.find(BillingRunOutcome, {})).toMatchObject([{ outcome: 'DRAFTED' }]);
    const [invoice] = await set.context().em.find(Invoice, {});
    const jobs = await set.owner.query(
      "select run_at, key from graphile_worker.jobs where task_identifier = 'issueDraft'",
    );
    expect(jobs.rows).toEqual([{ run_at: new Date('2026-07-06T05:00:00Z'), key: `issue:${invoice?.id}` }]);
    set.clock.now = new Date('2026-07-06T05:00:00Z');
    await set.owner.query('update register_reading set register_wh = register_wh + 1000 where taken_at = $1', [
      julyStart,
    ]);
    for (let twice = 0; twice < 2; twice++) await issueDraft(set.job(), { invoiceId: invoice?.id ?? '' });
    expect(await set.context().em.find(Invoice, {})).toMatchObject([
      { status: 'ISSUED', number: 'INV-000001', energyWh: 2_161_000n },
    ]);
  });

  test('whose job was killed before it could say so is not billed again', async () => {
    const set = await scene();
    const run = await generateInvoices(set.context(), { period: '2026-06' });
    const [part] = await set.context().em.find(BillingRunOutcome, { runId: run.id });
    await startBillingRun(set.job(), { runId: run.id });
    for (let twice = 0; twice < 2; twice++) await billCustomerOfRun(set.job(), { outcomeId: part?.id ?? '' });
    expect(await set.context().em.find(BillingRunOutcome, {})).toMatchObject([{ outcome: 'DRAFTED' }]);
    expect(await set.context().em.find(BillingRun, {})).toMatchObject([{ state: 'FINISHED' }]);
  });
});

describe('issuing', () => {
  test('fixes number, dates, names and papers', async () => {
    const set = await scene();
    const { id } = await juneInvoice(set);
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
    const stored = await em.findOneOrFail(Invoice, { id });
    const evidence = await readEvidence(em, stored.evidenceSha256);
    const again = evidence?.ok ? await renderInvoice(em, stored, evidence.bundle) : null;
    expect(again && pdf?.bytes.equals(again)).toBe(true);
    expect(await refusalOf(issueInvoice(set.context(), { invoiceId: id }))).toMatchObject({ code: 'WRONG_STATE' });
  });

  test('by eight sessions at once, some refused, leaves no gap in the numbers', async () => {
    const set = await scene({ miners: 12 });
    const { owner, organizationId, context, job } = set;
    const ids: string[] = [(await juneInvoice(set)).id];
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
    const { id } = await juneInvoice(set);
    expect(await refusalOf(issueInvoice(set.context(), { invoiceId: id }))).toMatchObject({ code: 'COLLECTION_OPEN' });
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
    const { id } = await juneInvoice(set);
    expect(await refusalOf(issueInvoice(set.context(), { invoiceId: id }))).toMatchObject({ code: 'WRONG_STATE' });
    const release = { invoiceId: id, next: 'ISSUE', note: 'paid by wire' } as const;
    expect(await refusalOf(releaseInvoice(set.context(), release))).toMatchObject({ code: 'HOLDS_REMAIN' });
    expect(await releaseInvoice(set.context(), { ...release, override: ['IN_DEFAULT'] })).toMatchObject({
      status: 'ISSUED',
      number: 'INV-000001',
    });
    expect(await set.context().em.find(Hold, { invoiceId: id })).toMatchObject([
      { reason: 'IN_DEFAULT', releasedBy: 'Pat Person', note: 'paid by wire' },
    ]);
  });

  test('of energy from a device whose profile nothing backs waits until somebody vouches for it', async () => {
    const set = await scene({ miners: 2 });
    const [miner, other] = set.miners;
    const { rows } = await set.owner.query(
      `update pdu set profile = 'acme-pdu', profile_evidence = 'UNVERIFIED' from outlet o where o.pdu_id = pdu.id and o.id = $1 returning pdu.id`,
      [miner?.outlet.id],
    );
    const { id } = await juneInvoice(set);
    const about = { reason: 'UNVERIFIED_PROFILE', contractNumber: set.contract.number };
    const holds = await set.context().em.find(Hold, { invoiceId: id }, { orderBy: { position: 'asc' } });
    expect(holds).toMatchObject([about, about]);
    expect(holds.map(({ unit }) => unit).sort()).toEqual([miner?.name, other?.name].sort());
    const release = { invoiceId: id, next: 'ISSUE', note: 'compared with a clamp meter' } as const;
    expect(await refusalOf(releaseInvoice(set.context(), release))).toMatchObject({ code: 'HOLDS_REMAIN' });
    await confirmProfile(set.context(), { deviceId: rows[0].id, note: 'compared with a clamp meter' });
    expect(await releaseInvoice(set.context(), release)).toMatchObject({ status: 'ISSUED' });
  });

  test('stays as it was when outlets are mapped otherwise for a time that was billed', async () => {
    const set = await scene({ miners: 2 });
    const { id } = await juneInvoice(set);
    const issued = await issueInvoice(set.context(), { invoiceId: id });
    const { em } = set.context();
    const [before] = await em.find(Invoice, { id });
    const evidence = await findDocument(em, issued.evidenceSha256);
    const { rows } = await set.owner.query(
      'select p.name as pdu, p.site_id, o.number from outlet o join pdu p on p.id = o.pdu_id where o.id = any ($1) order by o.number',
      [set.miners.map(({ outlet }) => outlet.id)],
    );
    // What hung on the one hangs on the other since the middle of June.
    const swapped = rows.map(({ pdu, number }, index) => ({
      pdu,
      outlet: String(number),
      machine: set.miners[1 - index]?.name ?? '',
    }));
    const mapping = { siteId: rows[0].site_id, rows: swapped, from: new Date('2026-06-15T00:00:00Z') };
    expect(await importOutletMap(set.context(), mapping)).toMatchObject({ mapped: 2 });
    const after = set.context().em;
    const [unchanged] = await after.find(Invoice, { id });
    expect([unchanged?.total, unchanged?.energyWh, unchanged?.evidenceSha256, unchanged?.pdfSha256]).toEqual([
      before?.total,
      before?.energyWh,
      before?.evidenceSha256,
      before?.pdfSha256,
    ]);
    const kept = await findDocument(after, issued.evidenceSha256);
    expect(kept?.bytes.equals(evidence?.bytes ?? Buffer.alloc(0))).toBe(true);
  });

  test('fixes what was billed: nothing of that month can be assigned or taken away', async () => {
    const set = await scene();
    await juneInvoice(set);
    const minerIds = set.miners.map(({ id }) => id);
    const at = new Date('2026-06-10T00:00:00Z');
    expect(await refusalOf(unassignMiners(set.context(), { contractId: set.contract.id, minerIds, at }))).toMatchObject(
      {
        code: 'PERIOD_BILLED',
      },
    );
    const [more] = await meteredMiners(set.owner, set.organizationId, 1);
    expect(
      await refusalOf(
        assignMiners(set.context(), { contractId: set.contract.id, minerIds: [more?.id ?? ''], from: at }),
      ),
    ).toMatchObject({
      code: 'PERIOD_BILLED',
    });
  });
});
