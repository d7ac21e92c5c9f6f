import { parseEvidence, verifyBill } from '@hashyard/rating';
import { describe, expect, test } from 'vitest';
import {
  activeContract,
  contractScene,
  draftContract,
  registerReadings,
  steadyHashrate,
  steadyLoad,
} from '../../../test/builders/contracts.ts';
import { feed, meter, miner, site } from '../../../test/builders/fleet.ts';
import { julyStart, june, juneStart } from '../../../test/builders/invoices.ts';
import { installation } from '../../../test/builders/organization.ts';
import { useDatabase } from '../../../test/database.ts';
import { evidenceFile } from '../../../test/documents.ts';
import { jobContext } from '../../jobs.ts';
import { activateContract, assignMiners, assignSites, unassignMiners } from '../contracts/index.ts';
import { billCustomer } from './index.ts';
import { Hold, Invoice, InvoiceLine } from './invoice.entity.ts';

const database = useDatabase();
const scene = (miners = 1) => contractScene(database(), { miners });
type Scene = Awaited<ReturnType<typeof scene>>;
const wholeJune = { from: juneStart, to: julyStart };

/** June's invoice as texts: a line each, and the reasons that hold it. What its evidence says, anyone can recompute. */
async function bill({ context, organizationId, customerId }: Scene) {
  const job = jobContext(installation(database()), organizationId, 'test');
  const { invoiceIds } = await billCustomer(job, customerId, june, { skipExisting: true });
  const { em } = context();
  const invoice = await em.findOneOrFail(Invoice, { id: invoiceIds[0] as string });
  const lines = await em.find(InvoiceLine, { invoiceId: invoice.id }, { orderBy: { position: 'asc' } });
  const holds = await em.find(Hold, { invoiceId: invoice.id });
  const file = await evidenceFile(em, invoice.evidenceSha256);
  const parsed = parseEvidence(file);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  expect(verifyBill(parsed.bundle)).toEqual([]);
  return {
    meteredWh: lines.map(({ meteredWh }) => meteredWh),
    lines: lines.map(({ description, quantity, amount }) => `${description}: ${quantity} = ${amount}`),
    holds: holds.map(({ reason, unit }) => `${reason} ${unit ?? ''}`.trim()),
    file,
  };
}

describe('a month of', () => {
  test('Hosted, calculated: rated power times the hours, and the loss', async () => {
    const set = await scene();
    await activeContract(set.context(), set.customerId, set.minerIds, {
      billingMethod: 'CALCULATED',
      lossFactor: '1.05',
      hosted: { monthlyFeePerUnit: '5' },
    });
    // 3,500 W x 720 h x 1.05
    expect(await bill(set)).toMatchObject({
      lines: ['Energy, from rated power: 2646.000 = 19184', 'Hosting, per machine: 1.000000 = 500'],
      holds: [],
    });
  });

  test('Hosted, calculated, beside what the PDU counted', async () => {
    const set = await scene();
    const [first] = set.miners as [(typeof set.miners)[0]];
    await steadyLoad(set.owner, set.organizationId, first.outlet.register.no, { ...wholeJune, powerW: 3_000 });
    await activeContract(set.context(), set.customerId, set.minerIds, { billingMethod: 'CALCULATED' });
    // billed: 3,500 W x 720 h
    expect(await bill(set)).toMatchObject({
      lines: ['Energy, from rated power: 2520.000 = 18270'],
      meteredWh: [2_160_000n],
    });
  });

  test('Hosted, by hashrate: the mean of each hour times the rated efficiency', async () => {
    const set = await scene();
    const [first] = set.miners as [(typeof set.miners)[0]];
    await steadyHashrate(set.owner, set.organizationId, first.no, { ...wholeJune, ths: 190.0004 });
    await activeContract(set.context(), set.customerId, set.minerIds, { billingMethod: 'HASH' });
    const { lines, holds, file } = await bill(set);
    // 190 TH/s x 17.5 J/TH x 720 h
    expect({ lines, holds }).toEqual({ lines: ['Energy, from hashrate: 2394.000 = 17357'], holds: [] });
    expect(file.hashrate).toHaveLength(720);
    expect(file.hashrate[0]).toEqual({
      unit: first.name,
      from: '2026-06-01T05:00:00Z',
      to: '2026-06-01T06:00:00Z',
      ths: '190.000',
    });
    expect(file.registers).toEqual([]);
  });

  test('Hosted, by hashrate, with an hour that nobody heard of is held, and not billed as if it stood still', async () => {
    const set = await scene();
    const [first] = set.miners as [(typeof set.miners)[0]];
    await steadyHashrate(set.owner, set.organizationId, first.no, { ...wholeJune, ths: 190 });
    await set.owner.query(
      "update miner_hour set hashrate_count = 0, hashrate_sum = 0 where miner_no = $1 and at = '2026-06-12T15:00:00Z'",
      [first.no],
    );
    await activeContract(set.context(), set.customerId, set.minerIds, { billingMethod: 'HASH' });
    expect((await bill(set)).holds).toEqual([`UNCOVERED ${first.name}`]);
  });

  test('Hosted, by hashrate: another customer’s hours of the same machine stay out of the file', async () => {
    const set = await scene();
    const [first] = set.miners as [(typeof set.miners)[0]];
    await steadyHashrate(set.owner, set.organizationId, first.no, { ...wholeJune, ths: 190 });
    const { id } = await activeContract(set.context(), set.customerId, set.minerIds, { billingMethod: 'HASH' });
    await unassignMiners(set.context(), {
      contractId: id,
      minerIds: set.minerIds,
      at: new Date('2026-06-11T05:30:00Z'),
    });
    const { file, holds } = await bill(set);
    expect(file.hashrate.at(-1).to).toBe('2026-06-11T06:00:00Z');
    expect(holds).toEqual([]);
  });

  test('Hosted, fixed: fees by machine and by month, by the days', async () => {
    const set = await scene(2);
    const fees = { billingMethod: 'FIXED', rate: undefined, startsOn: '2026-06-16' } as const;
    await activeContract(set.context(), set.customerId, set.minerIds, {
      ...fees,
      hosted: { monthlyFeePerUnit: '185', monthlyFee: '50' },
    });
    expect(await bill(set)).toMatchObject({
      lines: ['Hosting, per machine: 1.000000 = 18500', 'Service: 0.500000 = 2500'],
      holds: [],
    });
  });

  test('Lease: a fee for each of the operator’s machines', async () => {
    const set = await scene(2);
    await activeContract(set.context(), set.customerId, set.minerIds, {
      type: 'LEASE',
      billingMethod: 'FIXED',
      rate: undefined,
      lease: { monthlyFeePerUnit: '250' },
    });
    expect(await bill(set)).toMatchObject({ lines: ['Lease, per machine: 2.000000 = 50000'], holds: [] });
  });

  test('O&M: what the site’s meter counted, and a fee for the site', async () => {
    const set = await scene(0);
    const siteId = await site(set.owner, set.organizationId, { customerId: set.customerId, name: 'Ada’s shed' });
    const main = await meter(set.owner, set.organizationId, { siteId, main: true });
    await feed(set.owner, set.organizationId, { meterId: main.id, siteId });
    await registerReadings(set.owner, set.organizationId, main.register.no, [
      [juneStart, 5_000_000],
      [julyStart, 77_000_000],
    ]);
    const { id } = await draftContract(set.context(), set.customerId, {
      type: 'OM',
      rate: '0.01',
      operations: { monthlyFeePerSite: '1000' },
    });
    await assignSites(set.context(), { contractId: id, siteIds: [siteId] });
    await activateContract(set.context(), { contractId: id });
    const { lines, holds, file } = await bill(set);
    expect({ lines, holds }).toEqual({
      lines: ['Energy, metered: 72000.000 = 72000', 'Operations, per site: 1.000000 = 100000'],
      holds: [],
    });
    expect(file.contracts[0].assignments[0].unit).toBe('Ada’s shed');
  });
});

describe('a month of Infinity', () => {
  async function sold(parts: { guaranteedPercent?: string } = {}) {
    const set = await scene(0);
    const siteId = await site(set.owner, set.organizationId);
    await set.owner.query('update site set sellable_hashrate_ths = 1000 where id = $1', [siteId]);
    const { id } = await draftContract(set.context(), set.customerId, {
      type: 'INFINITY',
      billingMethod: undefined,
      rate: undefined,
      infinity: { siteId, hashrateThs: '500', ratePerThsDay: '0.052', ...parts },
    });
    await activateContract(set.context(), { contractId: id });
    return { set, siteId };
  }

  test('bills every day of what was sold', async () => {
    const { set } = await sold();
    expect(await bill(set)).toMatchObject({ lines: ['Hashrate: 15000.000000 = 78000'], holds: [] });
  });

  test('credits what the pool fell short of the guarantee; machines of customers are not of the pool', async () => {
    const { set, siteId } = await sold({ guaranteedPercent: '100' });
    const own = await miner(set.owner, set.organizationId, { siteId });
    const theirs = await miner(set.owner, set.organizationId, { siteId, ownerId: set.customerId });
    await steadyHashrate(set.owner, set.organizationId, own.no, { ...wholeJune, ths: 482.5 });
    await steadyHashrate(set.owner, set.organizationId, theirs.no, { ...wholeJune, ths: 200 });
    // A draft takes nothing out of the pool.
    const draft = await draftContract(set.context(), set.customerId, {
      type: 'LEASE',
      lease: { monthlyFeePerUnit: '250' },
    });
    await assignMiners(set.context(), { contractId: draft.id, minerIds: [own.id] });
    expect(await bill(set)).toMatchObject({
      lines: ['Hashrate: 15000.000000 = 78000', 'Credit for hashrate not delivered: -525.000000 = -2730'],
      holds: [],
    });
  });

  test('with a guarantee and a pool that nobody heard of is held', async () => {
    const { set } = await sold({ guaranteedPercent: '95' });
    expect(await bill(set)).toMatchObject({ lines: ['Hashrate: 15000.000000 = 78000'], holds: ['UNCOVERED'] });
  });
});
