import { parseEvidence, verifyBill } from '@hashyard/rating';
import { describe, expect, test } from 'vitest';
import {
  activeContract,
  type MeteredMiner,
  meteredMiners,
  registerReadings,
} from '../../../test/builders/contracts.ts';
import { feed } from '../../../test/builders/fleet.ts';
import {
  type BillingScene,
  billingScene,
  julyStart,
  june,
  juneInvoice,
  juneStart,
} from '../../../test/builders/invoices.ts';
import { customer } from '../../../test/builders/organization.ts';
import { useDatabase } from '../../../test/database.ts';
import { evidenceFile } from '../../../test/documents.ts';
import { assignMiners, unassignMiners } from '../contracts/index.ts';
import { billCustomer, issueInvoice } from './index.ts';
import { Hold, Invoice, InvoiceLine, LineUsage } from './invoice.entity.ts';

const database = useDatabase();
const scene = (parts?: Parameters<typeof billingScene>[1]) => billingScene(database(), parts);

async function evidenceOf({ context }: BillingScene, invoice: Invoice) {
  const file = await evidenceFile(context().em, invoice.evidenceSha256);
  const parsed = parseEvidence(file);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return { file, evidence: parsed.bundle };
}

describe('billing a month', () => {
  test('makes a draft whose lines are those of its evidence, energy times rate', async () => {
    const set = await scene({ miners: 2 });
    const invoice = await juneInvoice(set);
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
    const first = await juneInvoice(set);
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
        registerReadings(database().owner, organizationId, miner.outlet.register.no, [[juneStart, 1_000]]),
    });
    const invoice = await juneInvoice(set);
    expect(invoice.status).toBe('HELD');
    expect(await set.context().em.find(Hold, { invoiceId: invoice.id })).toMatchObject([
      {
        reason: 'UNCOVERED',
        contractNumber: 'HC-000001',
        unit: set.miners[0]?.name,
        fromAt: new Date(juneStart),
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
    const invoice = await juneInvoice(set);
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
    const mine = await juneInvoice(set);
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

  test('of a machine that was away in between shows nothing of what it measured for the other customer', async () => {
    const set = await scene();
    const { owner, organizationId, context } = set;
    const [miner] = set.miners as [MeteredMiner];
    const [left, back] = [new Date('2026-06-05T00:00:00Z'), new Date('2026-06-25T00:00:00Z')];
    const minerIds = [miner.id];
    await unassignMiners(context(), { contractId: set.contract.id, minerIds, at: left });
    await assignMiners(context(), { contractId: set.contract.id, minerIds, from: back });
    await owner.query('update miner set owner_id = null where id = $1', [miner.id]);
    const other = await customer(owner, organizationId);
    const spare = await meteredMiners(owner, organizationId, 1);
    const between = await activeContract(
      context(),
      other,
      spare.map(({ id }) => id),
    );
    await assignMiners(context(), { contractId: between.id, minerIds, from: left, to: back });
    const invoice = await juneInvoice(set);
    expect(invoice).toMatchObject({ status: 'DRAFT', energyWh: 3_000n * (91n + 149n) });
    const { file, evidence } = await evidenceOf(set, invoice);
    expect(verifyBill(evidence)).toEqual([]);
    const instants: string[] = file.registers[0].readings.map(([takenAt]: [string]) => takenAt);
    expect(instants.filter((at) => at > '2026-06-05T00:00:00Z' && at < '2026-06-25T00:00:00Z')).toEqual([]);
    expect(instants).toContain('2026-06-05T00:00:00Z');
    expect(instants).toContain('2026-06-25T00:00:00Z');
  });

  test('goes over a swapped meter, and holds what was declared untrue', async () => {
    const set = await scene({
      load: (miner, organizationId) =>
        registerReadings(database().owner, organizationId, miner.outlet.register.no, [
          [juneStart, 43_000_000],
          ['2026-06-15T00:00:00Z', 45_000_000],
          ['2026-06-15T01:00:00Z', 10_000],
          [julyStart, 640_400],
        ]),
    });
    const { owner, organizationId } = set;
    const registerId = set.miners[0]?.outlet.register.id;
    await owner.query(
      `insert into register_replacement (id, organization_id, register_id, at, final_wh, initial_wh) values (gen_random_uuid(), $1, $2, '2026-06-15T00:30:00Z', 45210000, 0)`,
      [organizationId, registerId],
    );
    expect(await juneInvoice(set)).toMatchObject({ status: 'DRAFT', energyWh: 2_850_400n });
    await owner.query(
      `insert into register_void (id, organization_id, register_id, during, reason) values
       (gen_random_uuid(), $1, $2, '[2026-06-14,2026-06-15 00:10)', 'stuck'), (gen_random_uuid(), $1, $2, '[2026-06-15,)', 'wrong ratio')`,
      [organizationId, registerId],
    );
    await billCustomer(set.job(), set.customerId, june, { skipExisting: false });
    const [held] = await set.context().em.find(Invoice, {});
    expect(held).toMatchObject({ status: 'HELD', energyWh: 0n });
    const reasons = await set.context().em.find(Hold, { invoiceId: held?.id ?? '' });
    expect(new Set(reasons.map(({ reason }) => reason))).toEqual(new Set(['VOIDED']));
  });

  test('of a shared register hides the neighbour and keeps its share', async () => {
    const set = await scene({ miners: 1 });
    const { owner, organizationId, context, miners } = set;
    const [neighbour] = await meteredMiners(owner, organizationId, 1);
    await feed(owner, organizationId, { outletId: miners[0]?.outlet.id, minerId: neighbour?.id });
    const invoice = await juneInvoice(set);
    expect(invoice.energyWh).toBe(1_080_000n);
    const { file } = await evidenceOf(set, invoice);
    expect(file.registers[0].feeds.map(({ unit }: { unit: string }) => unit)).toEqual([miners[0]?.name, 'other-1']);
    expect(JSON.stringify(file)).not.toContain(neighbour?.name);
    expect(JSON.stringify(file)).not.toContain(neighbour?.id);
    expect(await context().em.count(Invoice, {})).toBe(1);
  });
});
