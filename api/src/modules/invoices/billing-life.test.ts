import { parseEvidence, verifyBill } from '@hashyard/rating';
import { describe, expect, test } from 'vitest';
import { activeContract, contractScene, draftContract, steadyLoad } from '../../../test/builders/contracts.ts';
import { julyStart, june, juneStart } from '../../../test/builders/invoices.ts';
import { site } from '../../../test/builders/fleet.ts';
import { useDatabase } from '../../../test/database.ts';
import { evidenceFile } from '../../../test/documents.ts';
import {
  activateContract,
  changePrice,
  giveNotice,
  resumeContract,
  suspendContract,
  terminateContract,
  turnTerms,
  updateContract,
} from '../contracts/index.ts';
import { billCustomer, periodOf } from './index.ts';
import { Invoice, InvoiceLine } from './invoice.entity.ts';

const database = useDatabase();
const juneDay = (day: number) => new Date(Date.UTC(2026, 5, day, 12));

/** A contract in force since 1 June, on that day, with one machine of 3 kW that ran all of June. */
async function scene(parts: Parameters<typeof draftContract>[2] = {}) {
  const set = await contractScene(database(), { miners: 1 });
  set.clock.now = juneDay(1);
  const [first] = set.miners as [(typeof set.miners)[0]];
  const load = { from: juneStart, to: julyStart, powerW: 3_000 };
  await steadyLoad(set.owner, set.organizationId, first.outlet.register.no, load);
  const { id } = await activeContract(set.context(), set.customerId, set.minerIds, parts);
  return { ...set, id };
}
type Scene = Awaited<ReturnType<typeof scene>>;
const on = (set: Pick<Scene, 'clock'>, day: number) => {
  set.clock.now = juneDay(day);
};

async function bill(set: Pick<Scene, 'clock' | 'job' | 'context' | 'customerId'>, period = june) {
  set.clock.now = new Date('2026-09-02T12:00:00Z');
  const { invoiceIds, outcome } = await billCustomer(set.job(), set.customerId, period, { skipExisting: true });
  const [id] = invoiceIds;
  if (!id) return { outcome, lines: [] };
  const { em } = set.context();
  const invoice = await em.findOneOrFail(Invoice, { id });
  const parsed = parseEvidence(await evidenceFile(em, invoice.evidenceSha256));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  expect(verifyBill(parsed.bundle)).toEqual([]);
  const lines = await em.find(InvoiceLine, { invoiceId: id }, { orderBy: { position: 'asc' } });
  return {
    outcome,
    lines: lines.map(({ component, quantity, rate }) => `${component} ${quantity} at ${Number(rate)}`),
  };
}

describe('a month in which', () => {
  test('fees stopped for ten days bills them for twenty, and the energy all the same', async () => {
    const set = await scene({ hosted: { monthlyFee: '50' } });
    on(set, 11);
    await suspendContract(set.context(), { contractId: set.id, reason: 'debt' });
    on(set, 21);
    await resumeContract(set.context(), { contractId: set.id });
    expect(await bill(set)).toEqual({
      outcome: 'DRAFTED',
      lines: ['ENERGY 2160.000 at 0.0725', 'SERVICE 0.333333 at 50', 'SERVICE 0.333333 at 50'],
    });
  });

  test('fees went on during a suspension bills them whole', async () => {
    const set = await scene({ hosted: { monthlyFee: '50' } });
    on(set, 11);
    await suspendContract(set.context(), { contractId: set.id, reason: 'debt', billFixedFees: true });
    expect((await bill(set)).lines).toEqual(['ENERGY 2160.000 at 0.0725', 'SERVICE 1.000000 at 50']);
  });

  test('an Infinity contract was suspended bills the days before, and is not held for a missing price', async () => {
    const set = await contractScene(database(), { miners: 0 });
    const siteId = await site(set.owner, set.organizationId);
    await set.owner.query('update site set sellable_hashrate_ths = 1000 where id = $1', [siteId]);
    on(set, 1);
    const { id } = await draftContract(set.context(), set.customerId, {
      type: 'INFINITY',
      billingMethod: undefined,
      rate: undefined,
      infinity: { siteId, hashrateThs: '500', ratePerThsDay: '0.052' },
    });
    await activateContract(set.context(), { contractId: id });
    on(set, 11);
    await suspendContract(set.context(), { contractId: id, reason: 'debt' });
    expect(await bill(set)).toEqual({ outcome: 'DRAFTED', lines: ['HASHRATE 5000.000000 at 0.052'] });
  });

  test('the price changed bills each part at its own', async () => {
    const set = await scene();
    await changePrice(set.context(), { contractId: set.id, component: 'ENERGY', rate: '0.08', startsOn: '2026-06-16' });
    expect((await bill(set)).lines).toEqual(['ENERGY 1080.000 at 0.0725', 'ENERGY 1080.000 at 0.08']);
  });

  test('the contract was terminated bills up to that day, and the next month nothing', async () => {
    const set = await scene({ hosted: { monthlyFee: '30' } });
    await terminateContract(set.context(), { contractId: set.id, endsOn: '2026-06-11', reason: 'breach' });
    expect((await bill(set)).lines).toEqual(['ENERGY 720.000 at 0.0725', 'SERVICE 0.333333 at 30']);
    expect(await bill(set, periodOf('2026-07'))).toEqual({ outcome: 'NOTHING_TO_BILL', lines: [] });
  });

  test('a month-to-month contract was due to end bills the same before and after the job that ends it', async () => {
    const bills: unknown[] = [];
    for (const late of [true, false]) {
      const set = await scene({ term: 'MONTH_TO_MONTH', noticeDays: 0, billingMethod: 'CALCULATED' });
      on(set, 20);
      await giveNotice(set.context(), { contractId: set.id });
      set.clock.now = new Date('2026-09-02T12:00:00Z');
      if (!late) await turnTerms(set.job(), {});
      bills.push([await bill(set), await bill(set, periodOf('2026-07'))]);
    }
    expect(bills[0]).toEqual(bills[1]);
    expect(bills[0]).toMatchObject([{ lines: ['ENERGY 2520.000 at 0.0725'] }, { outcome: 'NOTHING_TO_BILL' }]);
  });

  test('another power cap was agreed is capped as before; the month after as agreed', async () => {
    const set = await scene({ powerCapKw: '2', capPolicy: 'CLIP' });
    on(set, 5);
    await updateContract(set.context(), { contractId: set.id, powerCapKw: '1' });
    const [first] = set.miners as [(typeof set.miners)[0]];
    await steadyLoad(set.owner, set.organizationId, first.outlet.register.no, {
      from: '2026-07-01T06:00:00Z',
      to: '2026-08-01T05:00:00Z',
      powerW: 3_000,
      startWh: 1_000_000 + 721 * 3_000,
    });
    expect((await bill(set)).lines).toEqual(['ENERGY 1440.000 at 0.0725']);
    expect((await bill(set, periodOf('2026-07'))).lines).toEqual(['ENERGY 744.000 at 0.0725']);
  });
});
